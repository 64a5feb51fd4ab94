import { expect, test } from '@playwright/test';
import { admin, expectAccessible, expectNoSidewaysScroll, logIn, newTask, watchFaults } from './support.ts';

const visitorPages = ['/', '/login', '/register', '/forgot-password', '/docs/api', '/nothing-here'];
const memberPages = [
  '/app',
  '/app/tasks',
  '/app/search?q=contoso',
  '/app/customers',
  '/app/customers/fields',
  '/app/customers/import',
  '/app/customers/duplicates',
  '/app/timer',
  '/app/deals',
  '/app/deals/settings',
  '/app/pipelines',
  '/app/account',
  '/app/notifications',
  '/app/users',
  '/app/settings/pipelines',
  '/app/settings/roles',
  '/app/settings/mail-templates',
  '/app/settings/mail-templates/new',
  '/app/settings/audit',
  '/app/outbox',
  '/app/ai',
  '/app/reports',
  '/app/reports/team',
  '/app/ai/settings',
];

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    for (const path of visitorPages) {
      test(`visitors: ${path}`, async ({ page }) => {
        test.slow();
        await page.goto(path);
        await expectAccessible(page);
        await page.setViewportSize({ width: 320, height: 720 });
        await expectNoSidewaysScroll(page);
      });
    }

    test('members: every page', async ({ context, page }) => {
      test.setTimeout(240_000);
      await logIn(context, admin);
      const { id } = await newTask(context.request, `Win back the Contoso account (${colorScheme})`);
      const faults = watchFaults(page);
      const data = { contactInfo: { company: `Everything of ${colorScheme}` } };
      const made = await context.request.post('/api/customers', { data });
      const { customer } = (await made.json()) as { customer: { id: string } };
      const ofCustomer = [`/app/customers/${customer.id}`, `/app/customers/${customer.id}/erase`];
      for (const path of [...memberPages, ...ofCustomer, `/app/tasks/${id}`]) {
        await test.step(path, async () => {
          await page.setViewportSize({ width: 1280, height: 800 });
          await page.goto(path);
          await expectAccessible(page);
          await page.setViewportSize({ width: 320, height: 720 });
          await expectNoSidewaysScroll(page);
          await expectAccessible(page);
        });
      }
      await test.step('a step under edit, and the dependencies', async () => {
        await page.setViewportSize({ width: 1280, height: 800 });
        await page.locator('.plan-text').first().click();
        await expect(page.locator('.plan-editor')).toBeVisible();
        await expectAccessible(page);
        await page.getByRole('tab', { name: 'Dependencies' }).click();
        await expectAccessible(page);
        await page.getByRole('button', { name: 'Replan with a note…' }).click();
        await expectAccessible(page);
      });
      expect(faults).toEqual([]);
    });
  });
}

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('a member logs in, writes a goal, filters tasks and reads a plan', async ({ page, context }) => {
    await page.goto('/login');
    await page.getByLabel('Email').fill(admin.email);
    await page.getByLabel('Password', { exact: true }).fill('not the password');
    await page.getByRole('button', { name: 'Log in' }).click();
    await expect(page.getByLabel('Email')).toHaveValue(admin.email);
    await page.getByLabel('Password', { exact: true }).fill(admin.password);
    await page.getByRole('button', { name: 'Log in' }).click();
    await expect(page).toHaveURL(/\/app$/);
    await newTask(context.request, 'Reactivate the dormant accounts');
    await page.goto('/app/tasks');
    await page.getByLabel('Search').fill('dormant');
    await page.getByRole('button', { name: 'Apply' }).click();
    await page.getByRole('link', { name: 'Reactivate the dormant accounts' }).click();
    await expect(page.getByText('Likely finish')).toBeVisible();
  });
});
