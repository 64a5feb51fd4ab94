import { expect, test } from '@playwright/test';
import { weighPage } from '../../scripts/lib/page-weight.ts';
import { admin, expectAccessible, expectNoSidewaysScroll, logIn, newTask, watchFaults } from './support.ts';

const visitorPages = ['/login', '/register', '/forgot-password', '/contact', '/demo', '/nothing-here'];
const sitePages = [
  '/',
  '/features',
  '/features/ai-planning',
  '/features/pipelines',
  '/features/automation',
  '/features/realtime',
  '/pricing',
  '/about',
  '/security',
  '/docs',
  '/docs/sockets',
  '/docs/deployment',
  '/docs/api',
  '/docs/api/imports',
  '/docs/api/schemas/d',
  '/changelog',
  '/changelog/2026-11-26-plans-that-hold',
  '/legal/imprint',
  '/legal/privacy',
];
const memberPages = [
  '/app',
  '/app/tasks',
  '/app/search?q=contoso',
  '/app/customers',
  '/app/settings/fields',
  '/app/customers/import',
  '/app/customers/duplicates',
  '/app/timer',
  '/app/deals',
  '/app/settings/company',
  '/app/pipelines',
  '/app/account',
  '/app/notifications',
  '/app/settings/members',
  '/app/settings',
  '/app/settings/calendar',
  '/app/settings/api-keys',
  '/app/settings/webhooks',
  '/app/settings/data',
  '/app/settings/pipelines',
  '/app/settings/pipelines/map',
  '/app/settings/roles',
  '/app/settings/mail-templates',
  '/app/settings/mail-templates/new',
  '/app/settings/audit',
  '/app/settings/outbox',
  '/app/ai',
  '/app/reports',
  '/app/reports/team',
  '/app/settings/ai',
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

    test('visitors: the site', async ({ page }) => {
      test.setTimeout(180_000);
      const faults = watchFaults(page);
      for (const path of sitePages) {
        await test.step(path, async () => {
          await page.setViewportSize({ width: colorScheme === 'light' ? 1280 : 768, height: 800 });
          await page.goto(path);
          if (colorScheme === 'light') await expectAccessible(page);
          await page.setViewportSize({ width: 320, height: 720 });
          await expectNoSidewaysScroll(page);
          if (colorScheme === 'dark') await expectAccessible(page);
        });
      }
      expect(faults).toEqual([]);
    });

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

test('a first visit loads few scripts: 60 KB for the start, 120 KB for any screen, none for the site', async ({
  context,
}) => {
  test.setTimeout(240_000);
  await logIn(context, admin);
  const { id } = await newTask(context.request, 'Weigh the pages');
  const tooHeavy: string[] = [];
  const expectAtMost = async (limit: number, path: string) => {
    const { scriptBytes } = await weighPage(context, path);
    if (scriptBytes > limit) tooHeavy.push(`${path}: ${scriptBytes} bytes, ${limit} allowed`);
  };
  await expectAtMost(60_000, '/app');
  for (const path of [...memberPages, `/app/tasks/${id}`]) await expectAtMost(120_000, path);
  for (const path of ['/', '/pricing', '/features/ai-planning', '/docs/api']) await expectAtMost(0, path);
  expect(tooHeavy).toEqual([]);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('a visitor finds the way on a phone, and an answer', async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 720 });
    await page.goto('/');
    const menu = page.getByRole('banner').getByRole('navigation', { name: 'Main' });
    await expect(menu).toBeHidden();
    await page.getByText('Menu', { exact: true }).click();
    await menu.getByRole('link', { name: 'Pricing' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Free to run. No seats, no tiers.');
    await expect(page.getByText('nothing is switched off')).toBeHidden();
    await page.getByText('Is it really free?').click();
    await expect(page.getByText('nothing is switched off')).toBeVisible();
    await page.getByRole('contentinfo').getByRole('link', { name: 'AI planning' }).click();
    await expect(page).toHaveURL('/features/ai-planning');
  });

  test('a member logs in, writes a goal, filters tasks and reads a plan', async ({ page, context }) => {
    await page.goto('/login');
    await page.getByLabel('Email').fill(admin.email);
    await page.getByLabel('Password', { exact: true }).fill('not the password');
    await page.getByRole('button', { name: 'Log in' }).click();
    await expect(page.getByLabel('Email')).toHaveValue(admin.email);
    await page.getByLabel('Password', { exact: true }).fill(admin.password);
    await page.getByRole('button', { name: 'Log in' }).click();
    await expect(page).toHaveURL(/\/app$/);
    const { id } = await newTask(context.request, 'Reactivate the dormant accounts');
    await page.goto('/app/tasks');
    await page.getByLabel('Search').fill('dormant');
    await page.getByRole('button', { name: 'Apply' }).click();
    await page.getByRole('link', { name: 'Reactivate the dormant accounts' }).click();
    await expect(page.getByText('Likely finish')).toBeVisible();

    expect((await context.request.patch(`/api/tasks/${id}`, { data: { status: 'in_progress' } })).status()).toBe(200);
    await page.goto('/app/timer');
    await page.getByRole('button', { name: 'Start the timer for Reactivate the dormant accounts' }).click();
    await expect(page).toHaveURL(`/app/tasks/${id}`);
    await page.goto('/app/timer');
    await page.getByLabel('Minutes of work').fill('0');
    await page.getByRole('main').getByRole('button', { name: 'Stop the timer' }).click();
    await expect(page).toHaveURL(`/app/tasks/${id}`);
  });
});
