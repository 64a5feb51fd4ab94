import { expect, test } from '@playwright/test';
import { admin, logIn } from './support.ts';

test('an API key is made, shown once, used and revoked', async ({ context, page, playwright, baseURL }) => {
  await logIn(context, admin);
  await page.goto('/app/settings/api-keys');
  await page.getByRole('button', { name: 'Make the key' }).click();
  await page.getByLabel('Name').fill('Website forms');
  await page.getByText('Choose permissions').click();
  await page.getByLabel('Create and change customers, add notes').check();
  await expect(page.getByLabel('What you choose')).toBeChecked();
  await page.getByRole('button', { name: 'Make the key' }).click();
  const secret = (await page.locator('[data-api-key]').innerText()).trim();
  const program = await playwright.request.newContext({
    ...(baseURL && { baseURL }),
    extraHTTPHeaders: { Authorization: `Bearer ${secret}` },
  });
  const asked = { data: { contactInfo: { company: 'Made by the website' } } };
  expect((await program.post('/api/customers', asked)).status()).toBe(201);
  expect((await program.get('/api/tasks')).status()).toBe(403);
  await page.reload();
  await expect(page.getByText(secret)).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Revoke Website forms' })).toHaveCount(1);
  await page.getByRole('button', { name: 'Revoke Website forms' }).click();
  await expect(page.getByText('It opens nothing any more')).toBeVisible();
  expect((await program.post('/api/customers', asked)).status()).toBe(401);
  await program.dispose();
});

test('hours that are none are told at their field, and nothing typed is lost, also when the session ends', async ({
  context,
  page,
}) => {
  await logIn(context, admin);
  await page.goto('/app/settings/calendar');
  const tuesday = page.getByLabel('Tuesday');
  await tuesday.fill('whenever');
  await page.getByRole('button', { name: 'Save working hours' }).click();
  await expect(tuesday).toHaveAccessibleDescription(/must be times such as/);
  await expect(tuesday).toHaveValue('whenever');

  await tuesday.fill('08:00–12:00');
  page.once('dialog', (dialog) => void dialog.dismiss());
  await page.getByRole('link', { name: 'Tasks' }).first().click();
  await expect(page).toHaveURL(/calendar/);

  await context.clearCookies();
  await page.getByRole('button', { name: 'Save working hours' }).click();
  const dialog = page.getByRole('dialog', { name: 'Log in again' });
  await dialog.getByLabel('Email').fill(admin.email);
  await dialog.getByLabel('Password').fill(admin.password);
  await dialog.getByRole('button', { name: 'Log in' }).click();
  await expect(page.getByText('Saved. Open plans are being dated anew.')).toBeVisible();
  await expect(page.getByLabel('Tuesday')).toHaveValue('08:00–12:00');
  await page.getByLabel('Tuesday').fill('09:00–12:30, 13:00–17:30');
  await page.getByRole('button', { name: 'Save working hours' }).click();
  await expect(page.getByText('Saved. Open plans are being dated anew.')).toBeVisible();
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('forms of settings say what is wrong, keep what was typed, and do what they say', async ({ context, page }) => {
    await logIn(context, admin);
    await page.goto('/app/settings/calendar');
    await page.getByLabel('Tuesday').fill('whenever');
    await page.getByLabel('Friday').fill('08:00–11:00');
    await page.getByRole('button', { name: 'Save working hours' }).click();
    await expect(page.getByLabel('Tuesday')).toHaveAccessibleDescription(/must be times such as/);
    await expect(page.getByLabel('Tuesday')).toHaveValue('whenever');
    await expect(page.getByLabel('Friday')).toHaveValue('08:00–11:00');

    const name = `Plain ${Date.now()}`;
    await page.goto('/app/settings/api-keys');
    await page.getByRole('button', { name: 'Make the key' }).click();
    await page.getByLabel('Name').fill(name);
    await page.getByRole('button', { name: 'Make the key' }).click();
    await expect(page.locator('[data-api-key]')).toHaveText(/^\s*tl_/);
    await page.goto('/app/settings/api-keys');
    await page.getByRole('button', { name: `Revoke ${name}` }).click();
    await expect(page.getByText('It opens nothing any more')).toBeVisible();
    await expect(page.getByRole('button', { name: `Revoke ${name}` })).toHaveCount(0);
  });
});
