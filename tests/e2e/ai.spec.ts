import { expect, test } from '@playwright/test';
import { admin, logIn, newMember, newTask } from './support.ts';

test('what a plan cost is told to whoever asked for it, and to administrators', async ({ browser, context, page }) => {
  await newMember(context, 'Kestrel');
  await newTask(context.request, 'Win the Kestrel account');
  await page.goto('/app/ai');
  await expect(page.getByText('Your requests to models.')).toBeVisible();
  await expect(page.getByRole('table').last().getByRole('row')).toHaveCount(2);
  await expect(page.getByRole('table').last()).toContainText('Answered');
  await page.getByText('As a table').click();
  await expect(page.getByRole('table', { name: 'By day' }).getByRole('row')).toHaveCount(2);
  await page.getByRole('table').last().getByRole('link').click();
  await expect(page.getByRole('heading', { name: 'Win the Kestrel account' })).toBeVisible();

  const other = await browser.newContext();
  await logIn(other, admin);
  const overview = await other.newPage();
  await overview.goto('/app/ai');
  await overview.getByLabel('Member', { exact: true }).selectOption({ label: 'Kestrel Member' });
  await overview.getByRole('button', { name: 'Show' }).click();
  await expect(overview.getByText('1 in all')).toBeVisible();
  await other.close();
});

test('settings are for administrators', async ({ context, page }) => {
  await newMember(context);
  expect((await page.goto('/app/settings/ai'))?.status()).toBe(404);
  await page.goto('/app/ai');
  await expect(page.locator('a[href="/app/settings/ai"]')).toHaveCount(0);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('an administrator sets budgets and what may be sent; what is refused stays typed', async ({ context, page }) => {
    await logIn(context, admin);
    await page.goto('/app/settings/ai');
    await page.getByLabel('Company per day').fill('a lot');
    await page.getByLabel('Company per month').fill('250,50');
    await page.getByLabel('The customer’s newest notes').uncheck();
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('alert')).toContainText('Please check what is marked');
    await expect(page.getByText('Company per day must be a number from 0 on.')).toBeVisible();
    await expect(page.getByLabel('Company per month')).toHaveValue('250,50');

    await page.getByLabel('Company per day').fill('');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('The settings are saved.')).toBeVisible();
    await page.goto('/app/settings/ai');
    await expect(page.getByLabel('Company per month')).toHaveValue('250.5');
    await expect(page.getByLabel('The customer’s newest notes')).not.toBeChecked();

    await context.request.patch('/api/settings/ai', { data: { budgets: { company: { monthly: 300 } } } });
    await page.getByLabel('Company per month').fill('400');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('alert')).toContainText('Company per month: now 300');
    await expect(page.getByLabel('Company per month')).toHaveValue('400');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('The settings are saved.')).toBeVisible();
    await context.request.patch('/api/settings/ai', {
      data: { budgets: { company: { monthly: null } }, context: { notes: true } },
    });
  });
});
