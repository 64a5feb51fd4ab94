import { expect, test } from '@playwright/test';
import { admin, watchFaults } from './support.ts';

test('the first account becomes the administrator', async ({ page }) => {
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
  await page.goto('/app/settings');
  await expect(page.getByRole('main').getByRole('link', { name: 'Members' })).toBeVisible();
  expect(faults).toEqual([]);
});
