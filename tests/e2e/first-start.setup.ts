import { expect, test } from '@playwright/test';
import { admin, watchFaults } from './support.ts';

test('the first account becomes the administrator, tries sample data, and takes the first steps', async ({ page }) => {
  const faults = watchFaults(page);
  await page.goto('/app');
  await expect(page).toHaveURL(/\/register/);
  await page.getByLabel('First name').fill(admin.firstName);
  await page.getByLabel('Last name').fill(admin.lastName);
  await page.getByLabel('Email').fill(admin.email);
  await page.getByLabel('Password', { exact: true }).fill(admin.password);
  await page
    .getByRole('main')
    .getByRole('button', { name: /account/i })
    .click();
  await expect(page).toHaveURL(/\/app$/);

  const steps = page.getByRole('region', { name: 'First steps' });
  // A model is connected here: that step is done from the start.
  await expect(steps).toContainText('1 of 5 done');
  await steps.getByRole('button', { name: 'Fill in sample data' }).click();
  const remove = steps.getByRole('button', { name: 'Remove sample data' });
  await expect(remove).toBeVisible({ timeout: 30_000 });
  await expect(steps).toContainText(/There is sample data: \d+ customers, \d+ deals, \d+ tasks\./);
  await page.goto('/app/customers');
  await expect(page.getByRole('main').getByRole('row')).not.toHaveCount(0);
  // Samples are nobody's first steps; what one does oneself is.
  await page.goto('/app/pipelines');
  await page.goto('/app');
  await expect(steps).toContainText('2 of 5 done');
  await expect(steps.getByRole('listitem').filter({ hasText: 'Look at the pipeline' })).toContainText('done');
  await remove.click();
  await expect(steps.getByRole('button', { name: 'Fill in sample data' })).toBeVisible({ timeout: 30_000 });
  await expect(steps).toContainText('2 of 5 done');
  await page.goto('/app/customers');
  await expect(page.getByText('No customers yet')).toBeVisible();
  await page.goto('/app/settings');
  await expect(page.getByRole('main').getByRole('link', { name: 'Members' })).toBeVisible();
  expect(faults).toEqual([]);
});
