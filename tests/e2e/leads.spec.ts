import { expect, test, type Page } from '@playwright/test';
import { expectAccessible, expectNoSidewaysScroll, newMember, watchFaults } from './support.ts';

/* From a visitor to a lead, and the planner that visitors try. */

const email = () => `visitor.${process.pid}.${Date.now()}@example.com`;

async function fillIn(page: Page, values: Record<string, string>) {
  for (const [label, value] of Object.entries(values)) await page.getByLabel(label, { exact: true }).fill(value);
}

test('a visitor is told what to mend while typing, and marketing sees the lead arrive', async ({ page, browser }) => {
  const inside = await browser.newContext();
  await newMember(inside, 'Marta', 'marketing');
  const dashboard = await inside.newPage();
  await dashboard.goto('/app');
  await expect(dashboard.locator('[data-live="live"]').first()).toBeAttached();

  const faults = watchFaults(page);
  await page.goto('/contact?utm_source=newsletter');
  await page.getByRole('button', { name: 'Send message' }).click();
  const name = page.getByLabel('Name');
  await expect(name).toBeFocused();
  await expect(name).toHaveAccessibleDescription('Name must not be empty.');
  await fillIn(page, { Name: 'Vera Visitor', Email: 'vera' });
  await page.getByLabel('Message').focus();
  await expect(page.getByLabel('Email')).toHaveAccessibleDescription(/^Email must be an email address/);
  await expectAccessible(page);
  const address = email();
  await fillIn(page, { Email: address, Message: 'Do you run on *our* server?' });
  await expect(page.getByLabel('Email')).not.toHaveAttribute('aria-invalid');
  await page.getByRole('button', { name: 'Send message' }).click();
  await expect(page.getByRole('heading', { name: 'Your message has arrived' })).toBeFocused();
  await expectAccessible(page);
  expect(faults).toEqual([]);

  const bell = dashboard.locator('[data-bell]');
  await expect(bell).toHaveAccessibleName(/unread$/);
  await bell.click();
  await dashboard.getByRole('link', { name: 'Vera Visitor wrote by the contact form' }).click();
  await expect(dashboard.getByRole('heading', { level: 1, name: 'Vera Visitor' })).toBeVisible();
  await expect(dashboard.getByText('Do you run on *our* server?')).toBeVisible();
  await expect(dashboard.getByText('Campaign source: newsletter')).toBeVisible();
  await expect(dashboard.locator('#history').getByText('Stage: Noticed us')).toBeVisible();
  await inside.close();
});

test('without a connection nothing that was typed is lost', async ({ page, context }) => {
  await page.goto('/contact');
  await fillIn(page, { Name: 'Otto Offline', Email: email(), Message: 'Hello' });
  await context.setOffline(true);
  await page.getByRole('button', { name: 'Send message' }).click();
  await expect(page.getByRole('alert')).toContainText('What you typed is still here');
  await context.setOffline(false);
  await expect(page.getByLabel('Message')).toHaveValue('Hello');
  await page.getByRole('button', { name: 'Send message' }).click();
  await expect(page.getByRole('heading', { name: 'Your message has arrived' })).toBeFocused();
});

test('a visitor types a goal and watches its plan', async ({ page }) => {
  const faults = watchFaults(page);
  await page.setViewportSize({ width: 390, height: 800 });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto('/demo');
  await page.getByLabel('Your goal').fill('Win the Acme renewal');
  await page.getByRole('button', { name: 'Plan it' }).click();
  await expect(page.getByRole('heading', { name: 'Win the Acme renewal' })).toBeFocused();
  await expect(page.getByRole('status')).toHaveText(/^\d steps, likely done .*nothing of it is kept\.$/);
  await expect(page.locator('.demo-line > li').first()).toContainText('Step 1:');
  await expect(page.locator('.demo-line > li').last()).toContainText(/After \d/);
  await expectAccessible(page);
  await page.setViewportSize({ width: 320, height: 720 });
  await expectNoSidewaysScroll(page);
  expect(faults).toEqual([]);
  await page.getByLabel('Your goal').fill('  ');
  await page.getByRole('button', { name: 'Plan it' }).click();
  await expect(page.getByLabel('Your goal')).toHaveAccessibleDescription('Your goal must have at least 3 characters.');
  await expect(page.getByLabel('Your goal')).toBeFocused();
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false, viewport: { width: 390, height: 800 } });

  test('a visitor plans a goal, mends a form and sends it', async ({ page }) => {
    await page.goto('/demo');
    await page.getByLabel('Your goal').fill('Onboard Globex');
    await page.getByRole('button', { name: 'Plan it' }).click();
    await expect(page.locator('.demo-line > li')).not.toHaveCount(0);
    await fillIn(page, { Name: 'Nils Noscript', Email: 'nils', 'What do you want to see? (optional)': 'Boards' });
    // The browser itself would hold it back.
    await page.locator('form[data-lead-form]').evaluate((form: HTMLFormElement) => (form.noValidate = true));
    const send = page.getByRole('button', { name: 'Ask for a demo' });
    await send.click();
    await expect(page.getByLabel('Email')).toHaveAccessibleDescription(/^Email must be an email address/);
    await expect(page.getByLabel('Name')).toHaveValue('Nils Noscript');
    await expect(page.getByLabel('What do you want to see? (optional)')).toHaveValue('Boards');
    await expect(page.getByRole('heading', { name: 'Onboard Globex' })).toBeVisible();
    await page.getByLabel('Email').fill(email());
    // Whoever is quicker than people type is asked to send it once more.
    await expect(async () => {
      await send.click();
      await expect(page.getByRole('status').getByText('We have your request')).toBeVisible({ timeout: 1000 });
    }).toPass();
  });
});
