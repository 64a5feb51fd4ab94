import { readFile } from 'node:fs/promises';
import { expect, test, type Page } from '@playwright/test';
import { admin, expectAccessible, expectNoSidewaysScroll, logIn, newMember, newTask } from './support.ts';

/* every-page.spec.ts looks at pages as they are served; here they are empty, refused, open, under way, cut off. */

async function accessibleInBothThemes(page: Page) {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await expectAccessible(page);
  }
}
interface Planned {
  task: { aiGenerated: { subtasks: { id: string }[] } };
}

/** As a part of home stands there that could not be read; nothing from outside makes one fail. */
async function partFault(title: string) {
  const source = await readFile('src/components/home/PartFault.astro', 'utf8');
  const [, , markup = ''] = source.split('---');
  return markup.replace('{title}', title).replace('{Astro.url.pathname}', '"/app"').replaceAll("{' '}", ' ');
}
const problem = {
  code: 'internal',
  title: 'Busy',
  status: 503,
  detail: 'The database is busy. Try again in a moment.',
};

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

  await test.step('a device without a network: what was changed goes back, what was typed stays', async () => {
    const title = `Ask about the fair ${Date.now()}`;
    await newTask(context.request, title, false);
    await page.goto(`/app/tasks?view=board&q=${encodeURIComponent(title)}`);
    await isLive(page);
    await context.setOffline(true);
    const notice = page.locator('.connection-notice');
    await expect(notice).toContainText('You are offline.');
    const status = page.getByLabel(`Status of ${title}`);
    await status.selectOption('in_progress');
    await expect(page.locator('toast-region')).toContainText(`“${title}” was not moved: You are offline.`);
    await expect(status).toHaveValue('pending');
    await expect(page.locator('.board-column').filter({ has: page.locator('#column-pending') })).toContainText(title);
    const search = page.getByRole('searchbox');
    await search.fill('fair');
    await search.press('Enter');
    await expect(page.locator('toast-region')).toContainText('Not sent: you are offline.');
    await expect(search).toHaveValue('fair');
    // Nothing is on its way, and the line at the top does not say so.
    expect(await page.evaluate(() => document.documentElement.hasAttribute('data-under-way'))).toBe(false);
    await expectNoSidewaysScroll(page);
    await accessibleInBothThemes(page);
    await context.setOffline(false);
    await expect(page.locator('toast-region')).toContainText('Connected again');
    await expect(notice).toBeEmpty();
  });

  await test.step('a list, and a part of home, that cannot be read', async () => {
    const company = `Arrives ${Date.now()}`;
    await page.goto('/app/customers');
    await isLive(page);
    await context.request.post('/api/customers', { data: { contactInfo: { company } } });
    await page.route('**/api/customers?*', (route) => route.fulfill({ status: 503, json: problem }));
    await page.getByRole('button', { name: /^Show \d+ new customer/ }).click();
    const fault = page.getByRole('alert').filter({ hasText: problem.detail });
    await expect(fault).toBeVisible();
    await expectNoSidewaysScroll(page);
    await accessibleInBothThemes(page);
    await page.unroute('**/api/customers?*');
    await fault.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByRole('link', { name: company })).toBeVisible();
    await page.goto('/app');
    const markup = await partFault('Your tasks');
    await page.locator('.home-parts > div').evaluate((part, inner) => (part.innerHTML = inner), markup);
    await expect(page.getByText('This part could not be read just now')).toBeVisible();
    await expectNoSidewaysScroll(page);
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

  await test.step('a plan that could not be made, and one that is proposed', async () => {
    const { id } = await newTask(context.request, 'Prepare the autumn trade fair');
    const { task } = (await (await context.request.get(`/api/tasks/${id}`)).json()) as Planned;
    const [step] = task.aiGenerated.subtasks;
    await context.request.patch(`/api/tasks/${id}/subtasks/${step?.id}`, { data: { title: 'Book the stand by hand' } });
    await page.goto(`/app/tasks/${id}`);
    await isLive(page);
    const error = { code: 'ai_unavailable', message: 'The model did not answer in 30 seconds. Nothing was changed.' };
    const progress = { stage: 'failed', percentage: 40, message: error.message, estimatedTimeRemaining: null };
    const generation = {
      id,
      taskId: id,
      kind: 'plan',
      status: 'failed',
      subtasks: [],
      proposal: null,
      progress,
      error,
    };
    const asked = '**/api/tasks/*/generate-subtasks';
    await page.route(asked, (route) => route.fulfill({ status: 202, json: { generation } }));
    const again = page.getByRole('button', { name: 'Replan with a note…' });
    const replan = async () => {
      await again.click();
      await page.getByLabel('What should be different?').fill('Someone has to proofread it');
      await page.getByRole('dialog').getByRole('button', { name: 'Plan again' }).click();
    };
    await replan();
    const failed = page.getByRole('alert').filter({ hasText: 'The plan was not made anew: it stays as it was.' });
    await expect(failed).toContainText('The model did not answer in 30 seconds.');
    await accessibleInBothThemes(page);
    await page.unroute(asked);
    await replan();
    await expect(page.getByRole('heading', { name: 'Proposed changes' })).toBeVisible({ timeout: 20_000 });
    await accessibleInBothThemes(page);
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

  await test.step('an import that runs, and one that failed; work on many that runs', async () => {
    const file = { name: 'runs.csv', mimeType: 'text/csv', buffer: Buffer.from('Mail;Firma\nann@runs.example;Runs') };
    const sent = await context.request.post('/api/imports', { multipart: { file } });
    expect(sent.status(), await sent.text()).toBe(201);
    const { import: draft } = (await sent.json()) as { import: { id: string } };
    let now: object = { state: 'running', progress: { done: 1200, total: 5000 } };
    await page.route(`**/api/imports/${draft.id}`, (route) =>
      route.fulfill({ json: { import: { ...draft, ...now } } }),
    );
    await page.route(`**/api/imports/${draft.id}/run`, (route) => route.fulfill({ status: 202, json: {} }));
    const job = {
      ...{ id: draft.id, kind: 'bulk_customers', status: 'running', result: null, error: null },
      finishedAt: null,
    };
    const under = { ...job, progress: { done: 80, total: 400 }, createdAt: new Date().toISOString() };
    await page.route('**/api/jobs?*', (route) =>
      route.fulfill({ json: { items: [under], total: 1, nextCursor: null } }),
    );
    await page.route('**/api/jobs/*', (route) => route.fulfill({ json: { job: under } }));
    await page.goto(`/app/customers/import/${draft.id}`);
    await page.getByRole('button', { name: /^Import/ }).click();
    await expect(page.getByRole('main').getByText('1,200 of 5,000 rows')).toBeVisible();
    await accessibleInBothThemes(page);
    now = { state: 'failed', error: 'The database was away for too long.', progress: { done: 1200, total: 5000 } };
    await expect(page.getByRole('alert')).toContainText('The database was away for too long.', { timeout: 15_000 });
    await expect(page.getByRole('button', { name: 'Resume the import' })).toBeVisible();
    await accessibleInBothThemes(page);
    await page.goto('/app/customers');
    await expect(page.getByRole('region', { name: 'Changing customers' })).toContainText('80 of 400');
    await accessibleInBothThemes(page);
    await page.unrouteAll({ behavior: 'ignoreErrors' });
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
