import { expect, test, type Page } from '@playwright/test';
import { admin, expectAccessible, expectNoSidewaysScroll, logIn, newMember, newTask } from './support.ts';

/* every-page.spec.ts looks at pages as they are served; here they are empty, refused, open, under way, cut off. */

async function accessibleInBothThemes(page: Page) {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await expectAccessible(page);
  }
}
const isLive = (page: Page) => expect(page.locator('[data-live="live"]').first()).toBeAttached();

test('with nothing to show, something wrong, or nobody there (phone)', async ({ browser, baseURL }) => {
  test.slow();
  const viewport = { width: 390, height: 800 };
  const context = await browser.newContext({ viewport, hasTouch: true, isMobile: true, ...(baseURL && { baseURL }) });
  await newMember(context, 'Nora');
  const page = await context.newPage();
  const { items } = (await (await context.request.get('/api/pipelines')).json()) as { items: { id: string }[] };
  const nothing = 'q=zzqqxxjj';
  const states: [path: string, said: RegExp][] = [
    [`/app/tasks?${nothing}`, /Nothing matches/],
    [`/app/tasks?view=board&${nothing}`, /Nothing here/],
    [`/app/customers?${nothing}`, /Nothing matches/],
    [`/app/deals?deleted=true`, /The bin is empty/],
    [`/app/search?${nothing}`, /No record has/],
    [`/app/pipelines/${items[0]?.id}?${nothing}`, /Nothing here/],
    ['/app/notifications', /Nothing yet/],
    ['/app/reports?from=2001-01-01&to=2001-01-31', /Nothing in these days/],
    ['/app/tasks?status=nonsense', /not usable|not be used|filters/],
    ['/app/nothing-here', /Nothing at this address/],
    ['/app/settings/members', /Nothing at this address/],
  ];
  for (const [path, said] of states) {
    await test.step(path, async () => {
      await page.goto(path);
      await expect(page.getByRole('main')).toContainText(said);
      await expectNoSidewaysScroll(page);
      await accessibleInBothThemes(page);
    });
  }

  await test.step('a form that is refused', async () => {
    await page.goto('/app/customers/new');
    await page.getByLabel('Email').fill('nobody');
    await page.locator('main form').evaluate((form: HTMLFormElement) => (form.noValidate = true));
    await page
      .getByRole('main')
      .getByRole('button', { name: /^(Add|Save)/ })
      .first()
      .click();
    await expect(page.getByLabel('Email')).toHaveAccessibleDescription(/must be an email address/);
    await expectNoSidewaysScroll(page);
    await accessibleInBothThemes(page);
  });

  await test.step('the menu at the thumb, and what came', async () => {
    await page.goto('/app');
    await isLive(page);
    await page.getByRole('navigation', { name: 'Main, small screens' }).getByLabel('Menu').click();
    await accessibleInBothThemes(page);
    await page.keyboard.press('Escape');
    await page.locator('[data-bell]').click();
    await expect(page.getByRole('dialog', { name: 'Notifications' })).toBeVisible();
    await accessibleInBothThemes(page);
  });

  await test.step('offline, and the server away', async () => {
    const notice = page.locator('.connection-notice');
    await page.route('**/socket.io/**', (route) => route.abort());
    await page.goto('/app/tasks');
    await expect(notice).toContainText('The server does not answer.');
    await expectNoSidewaysScroll(page);
    await accessibleInBothThemes(page);
    await page.unroute('**/socket.io/**');
    await notice.getByRole('button', { name: 'Try now' }).click();
    await expect(page.locator('toast-region')).toContainText('Connected again');
    await accessibleInBothThemes(page);
  });
  await context.close();
});

test('with something open or under way', async ({ context, page, browser, baseURL }) => {
  test.slow();
  await newMember(context, 'Olof');
  const made = await newTask(context.request, 'Win back the Contoso account');

  await test.step('a plan is made', async () => {
    const data = { title: 'Prepare the spring trade fair', priority: 'high' };
    const answer = await context.request.post('/api/tasks', { data });
    const { task } = (await answer.json()) as { task: { id: string } };
    await page.goto(`/app/tasks/${task.id}`);
    await expect(page.getByRole('button', { name: 'Cancel' })).toBeVisible();
    await accessibleInBothThemes(page);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expect(page.getByText('Planning was cancelled', { exact: true })).toBeVisible();
    await accessibleInBothThemes(page);
    // Who cancels by keys goes on where they were.
    await expect(page.getByRole('button', { name: 'Make a plan' })).toBeFocused();
  });

  await test.step('menus and dialogs of a task', async () => {
    await page.goto(`/app/tasks/${made.id}`);
    await isLive(page);
    await page.getByText('Remind me', { exact: true }).click();
    await accessibleInBothThemes(page);
    await page.keyboard.press('Escape');
    await page.getByLabel('More actions').click();
    await accessibleInBothThemes(page);
    await page.getByRole('button', { name: 'Move under another task…' }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await accessibleInBothThemes(page);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
    await page.getByRole('button', { name: 'Not useful' }).click();
    await accessibleInBothThemes(page);
  });

  await test.step('two who change the same', async () => {
    await page.locator('h1 button').click();
    await page.getByLabel('Title').fill('Win back Contoso, all of it');
    await context.request.patch(`/api/tasks/${made.id}`, { data: { title: 'Win Contoso back' } });
    await page.getByLabel('Title').press('Enter');
    await expect(page.getByRole('alertdialog')).toBeFocused();
    await accessibleInBothThemes(page);
  });

  await test.step('the account menu, and a palette without a hit', async () => {
    await page.goto('/app/tasks');
    await isLive(page);
    await page.getByRole('navigation', { name: 'Main', exact: true }).getByText('Olof Member').click();
    await accessibleInBothThemes(page);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('zzqqxxjj');
    await expect(page.getByRole('option', { name: 'Add it as a task' })).toBeVisible();
    await accessibleInBothThemes(page);
    await page.keyboard.press('Escape');
  });

  await test.step('a card that is lifted, and a session that ended', async () => {
    await page.goto('/app/tasks?view=board');
    await isLive(page);
    await page.locator('[data-handle]').first().focus();
    await page.keyboard.press('Space');
    await expect(page.locator('[data-lifted]')).toHaveCount(1);
    await accessibleInBothThemes(page);
    await page.keyboard.press('Escape');
    await context.clearCookies();
    await page.locator('[data-handle]').first().focus();
    for (const key of ['Space', 'ArrowRight', 'Space']) await page.keyboard.press(key);
    await expect(page.getByRole('dialog', { name: 'Log in again' })).toBeVisible();
    await accessibleInBothThemes(page);
  });

  await test.step('settings that are refused', async () => {
    const office = await browser.newContext(baseURL ? { baseURL } : {});
    await logIn(office, admin);
    const settings = await office.newPage();
    await settings.goto('/app/settings/calendar');
    await settings.getByLabel('Tuesday').fill('whenever');
    await settings.getByRole('button', { name: 'Save working hours' }).click();
    await expect(settings.getByLabel('Tuesday')).toHaveAccessibleDescription(/must be times/);
    await accessibleInBothThemes(settings);
    await office.close();
  });
});
