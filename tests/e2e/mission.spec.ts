import { expect, test, type APIRequestContext, type Page } from '@playwright/test';
import { admin, expectNoSidewaysScroll, logIn, newMember, watchFaults } from './support.ts';

/* All the product is for, in one go: a visitor, a lead, a plan, a pipeline that does the routine work. */

interface Line {
  id: string;
  name: string;
  version: number;
  stages: { id: string; name: string; automations: object[] }[];
}

const sizes = [
  {
    name: 'desktop',
    width: 1280,
    height: 800,
    hasTouch: false,
    form: 'demo',
    send: 'Ask for a demo',
    thanks: 'We have your request',
  },
  {
    name: 'phone',
    width: 390,
    height: 800,
    hasTouch: true,
    form: 'contact',
    send: 'Send message',
    thanks: 'Your message has arrived',
  },
] as const;

/** Whoever of `company` gets engaged is called: a task that the default marketing pipeline makes by itself. */
async function callWhoEngages(request: APIRequestContext, company: string): Promise<Line> {
  const automation = {
    trigger: 'entry',
    condition: `customer.contactInfo.company == "${company}"`,
    actions: [{ action: 'create_task', config: { taskTemplate: `Call ${company}` } }],
  };
  let line: Line | undefined;
  // The other size adds its own at the same time.
  await expect(async () => {
    const { items } = (await (await request.get('/api/pipelines')).json()) as { items: Line[] };
    line = items.find(({ name }) => name === 'Marketing')!;
    const stages = line.stages.map(({ id, name, automations }) => ({
      ...{ id, name },
      automations: name === 'Engaged' ? [...automations, automation] : automations,
    }));
    const headers = { 'If-Match': `"${line.version}"` };
    const answer = await request.patch(`/api/pipelines/${line.id}`, { data: { stages }, headers });
    expect(answer.status(), await answer.text()).toBe(200);
  }).toPass();
  return line!;
}

const column = (page: Page, name: string) =>
  page.locator('.board-column').filter({ has: page.getByRole('heading', { name }) });

/** How many steps of a plan stood on the page, each time it changed. */
const watchStepsArrive = (page: Page) =>
  page.addInitScript(() => {
    const seen: number[] = ((window as unknown as { seen: number[] }).seen = []);
    const look = () => {
      const count = document.querySelectorAll('[aria-label="Steps so far"] > li').length;
      if (count > 0 && count !== seen.at(-1)) seen.push(count);
    };
    new MutationObserver(look).observe(document, { childList: true, subtree: true });
  });

for (const { name: size, width, height, hasTouch, form, send, thanks } of sizes) {
  test(`from a campaign to a deal that is worked on by itself (${size})`, async ({ browser, baseURL }) => {
    test.setTimeout(120_000);
    const onPhone = size === 'phone';
    const options = { viewport: { width, height }, hasTouch, isMobile: onPhone, ...(baseURL && { baseURL }) };
    const company = `Halden ${size} ${Date.now()}`;
    const person = onPhone ? 'Pavel Post' : 'Dora Desk';
    const office = await browser.newContext(options);
    await logIn(office, admin);
    const line = await callWhoEngages(office.request, company);
    await office.clearCookies();
    const member = await newMember(office, 'Marlon', 'marketing');
    await office.clearCookies();
    const inside = await office.newPage();
    await watchStepsArrive(inside);
    const faults = watchFaults(inside);

    await test.step('a member logs in and looks at the marketing board', async () => {
      await inside.goto(`/app/pipelines/${line.id}`);
      await inside.getByLabel('Email').fill(member.email);
      await inside.getByLabel('Password', { exact: true }).fill(member.password);
      await inside.getByRole('button', { name: 'Log in' }).click();
      await expect(inside).toHaveURL(`/app/pipelines/${line.id}`);
      await expect(inside.locator('[data-live="live"]').first()).toBeAttached();
    });

    const outside = await browser.newContext(options);
    await test.step('a visitor comes by a campaign, reads on, and writes', async () => {
      const visitor = await outside.newPage();
      faults.push(...watchFaults(visitor));
      await visitor.goto('/?utm_source=newsletter&utm_campaign=autumn');
      if (onPhone) await visitor.getByText('Menu', { exact: true }).click();
      await visitor.getByRole('banner').getByRole('link', { name: 'Features' }).click();
      await expect(visitor).toHaveURL(/\/features\?utm_source=newsletter/);
      const way = form === 'demo' ? 'Try the planner' : 'Contact';
      await visitor.getByRole('contentinfo').getByRole('link', { name: way }).click();
      await visitor.getByLabel('Name', { exact: true }).fill(person);
      await visitor.getByLabel('Email', { exact: true }).fill(`lead.${size}.${Date.now()}@example.com`);
      await visitor.getByLabel('Company (optional)').fill(company);
      await visitor.locator('[name="message"]').fill('Can it plan our renewals?');
      // Before its script, the form is a plain one, and the server takes whoever is this quick for a robot.
      await expect(visitor.locator('form[data-lead-form]')).toHaveJSProperty('noValidate', true);
      await visitor.getByRole('button', { name: send }).click();
      await expect(visitor.getByRole('heading', { name: thanks })).toBeFocused();
      await expectNoSidewaysScroll(visitor);
      await outside.close();
    });

    const card = inside.locator('.card').filter({ hasText: company });
    await test.step('the lead is told of, and stands on the board', async () => {
      await expect(inside.locator('toast-region')).toContainText(person);
      await expect(async () => {
        // Beside leads that stand there it waits to be asked for; an empty column shows it at once.
        const waiting = column(inside, 'Noticed us').getByRole('button', { name: /^Show \d+ new deals?$/ });
        if (await waiting.isVisible()) await waiting.click();
        await expect(card).toBeVisible({ timeout: 1000 });
      }).toPass();
      await expectNoSidewaysScroll(inside);
      const told = inside.locator('toast-region .arrives').filter({ hasText: person });
      await told.getByRole('button', { name: 'Open' }).click();
      await expect(inside.getByRole('heading', { level: 1, name: company })).toBeVisible();
      await expect(inside.getByText('Campaign source: newsletter')).toBeVisible();
      await expect(inside.getByText('Can it plan our renewals?').first()).toBeVisible();
    });

    await test.step('a goal with them is planned, step by step', async () => {
      const main = onPhone ? 'Main, small screens' : 'Main';
      await inside.getByRole('navigation', { name: main, exact: true }).getByRole('link', { name: 'Tasks' }).click();
      await inside.getByLabel('What do you want to reach?').fill(`Win ${company} before 15 December`);
      await inside.getByRole('button', { name: 'Plan it' }).click();
      await expect(inside.getByText('Likely finish')).toBeVisible({ timeout: 20_000 });
      const seen = await inside.evaluate(() => (window as unknown as { seen: number[] }).seen);
      expect(seen.length).toBeGreaterThan(2);
      expect(seen).toEqual([...seen].sort((a, b) => a - b));
      await expectNoSidewaysScroll(inside);
      await inside.getByRole('button', { name: 'Start next step' }).click();
      await expect(inside.getByRole('button', { name: 'Finish current step' })).toBeVisible();
    });

    await test.step('the deal moves, and what follows happens by itself', async () => {
      // By itself: cards that others move would move this one from under the mouse.
      await inside.goto(`/app/pipelines/${line.id}?q=${encodeURIComponent(company)}`);
      await expect(card).toHaveAttribute('draggable', 'true');
      if (onPhone) await card.getByRole('combobox').selectOption('Engaged');
      else await card.dragTo(column(inside, 'Engaged'));
      await expect(column(inside, 'Engaged')).toContainText(company);
      await inside.goto(`/app/pipelines/${line.id}/runs`);
      const done = inside.locator('.chip').getByText('Done', { exact: true });
      const run = inside.locator('.run').filter({ hasText: company }).filter({ has: done });
      await expect(run).toBeVisible({ timeout: 20_000 });
      await run.locator('summary').click();
      await expectNoSidewaysScroll(inside);
      await run.getByRole('link', { name: 'Open the task' }).click();
      await expect(inside.getByRole('heading', { name: `Call ${company}` })).toBeVisible();
    });
    expect(faults).toEqual([]);
    await office.close();
  });
}
