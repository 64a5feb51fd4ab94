import { setTimeout as sleep } from 'node:timers/promises';
import { chromium, type BrowserContext, type Page } from 'playwright';
import type { Pipeline } from '../../src/lib/contracts/pipeline.ts';
import { Api } from '../lib/api.ts';
import { launchOptions } from '../lib/chromium.ts';
import { npmStart } from '../lib/npm-start.ts';
import { summary, type Row } from './measure.ts';

const times = 5;
/** How late every answer is: what people see before is not the server's doing. */
const latenessMs = 1000;

interface Action {
  what: string;
  path: string;
  /** What comes before the press that is timed: a field that is filled, a menu that is opened. */
  before?: (page: Page, turn: number) => Promise<unknown>;
  press: (page: Page, turn: number) => Promise<unknown>;
}
interface Records {
  task: string;
  customer: string;
  deal: string;
  pipeline: string;
}

const click = (name: string | RegExp) => (page: Page) => page.getByRole('button', { name }).first().click();
const fill = (label: string, text: string) => (page: Page, turn: number) =>
  page.getByLabel(label, { exact: true }).fill(`${text} ${turn}`);
const enter = (label: string) => (page: Page) => page.getByLabel(label, { exact: true }).press('Enter');
const choose = (label: string | RegExp, first: number) => (page: Page, turn: number) =>
  page
    .getByLabel(label)
    .and(page.locator('select'))
    .first()
    .selectOption({ index: first + (turn % 2) });
const key = (name: string) => (page: Page) => page.keyboard.press(name);

/** What people do most, all over the dashboard. */
const actionsOn = ({ task, customer, deal, pipeline }: Records): Action[] => [
  { what: 'finish a step', path: task, press: click(/^(Start|Finish)$/) },
  { what: 'add a step', path: task, before: fill('Add a step', 'One more'), press: enter('Add a step') },
  { what: 'optimise the schedule', path: task, press: click('Optimise schedule') },
  { what: 'change a priority', path: task, press: choose('Priority', 2) },
  {
    what: 'add a task under it',
    path: task,
    before: fill('Add a task under this one', 'A part'),
    press: enter('Add a task under this one'),
  },
  { what: 'start the timer', path: task, press: click(/^(Start|Stop) timer$/) },
  { what: 'comment', path: task, before: fill('New comment', 'Agreed'), press: click('Add comment') },
  { what: 'change a customer’s status', path: customer, press: choose('Status', 1) },
  { what: 'edit in place', path: customer, before: fill('City', 'Rotterdam'), press: enter('City') },
  { what: 'add a tag', path: customer, before: fill('Add a tag', 'tag'), press: enter('Add a tag') },
  { what: 'note something', path: customer, before: fill('New note', 'Called back'), press: click('Add note') },
  { what: 'plan a goal', path: customer, before: fill('A goal with this customer', 'Renew'), press: click('Plan it') },
  { what: 'move a deal on the board', path: pipeline, press: choose(/^Stage of/, 1) },
  { what: 'mark a deal as won', path: deal, press: click(/^(Mark as won|Open again|Reopen)$/) },
  { what: 'open the palette', path: '/app', press: key('Control+k') },
  { what: 'open quick add', path: '/app', press: key('q') },
  { what: 'open the notifications', path: '/app', press: click(/^Notifications/) },
  { what: 'filter a list', path: '/app/customers', press: click('Apply') },
  { what: 'save settings', path: '/app/settings/company', press: click('Save') },
  {
    what: 'go to another page',
    path: '/app',
    press: (page) => page.getByRole('link', { name: 'Reports' }).first().click(),
  },
];

/** From a press to the first frame that shows it, in a browser, the server taking its time. */
export async function benchFeedback(env: Record<string, string>): Promise<Row[]> {
  const running = await npmStart(env);
  const browser = await chromium.launch(launchOptions());
  try {
    const api = new Api(running.url);
    await api.register('ada@example.com');
    const actions = actionsOn(await records(api));
    const context = await browser.newContext({ baseURL: running.url, viewport: { width: 1280, height: 900 } });
    await context.request.post('/api/auth/login', { data: api.account });
    const rows = [];
    for (const action of actions) {
      const durations = [];
      for (let turn = 0; turn < times; turn++) durations.push(await untilSeen(context, action, turn));
      rows.push({ what: `  ${action.what}`, measured: summary(durations), aim: 'p95 < 100 ms' });
    }
    return [{ what: 'press to the first frame that shows it', measured: '' }, ...rows];
  } finally {
    await browser.close();
    await running.stop();
  }
}

async function records(api: Api): Promise<Records> {
  const { items } = await api.call<{ items: Pipeline[] }>('GET', '/api/pipelines?type=sales');
  const { id, stages } = items[0]!;
  const contactInfo = { company: 'Halden' };
  const { customer } = await api.call<{ customer: { id: string } }>('POST', '/api/customers', { contactInfo });
  const { deal } = await api.call<{ deal: { id: string } }>('POST', '/api/deals', {
    ...{ title: 'Ninety chairs', customerId: customer.id, value: 4500, currency: 'USD' },
    ...{ pipelineId: id, pipelineStage: stages[0]!.id },
  });
  const { task } = await api.call<{ task: { id: string } }>(
    'POST',
    '/api/tasks',
    { title: 'Win Halden' },
    { prefer: 'wait=20' },
  );
  return {
    ...{ task: `/app/tasks/${task.id}`, customer: `/app/customers/${customer.id}` },
    ...{ deal: `/app/deals/${deal.id}`, pipeline: `/app/pipelines/${id}` },
  };
}

/** Milliseconds from the press to the frame after the page first changed. Throws when it does not change in time. */
async function untilSeen(
  context: BrowserContext,
  { what, path, before, press }: Action,
  turn: number,
): Promise<number> {
  const page = await context.newPage();
  try {
    await page.goto(path, { waitUntil: 'networkidle' });
    await before?.(page, turn);
    await sleep(200);
    await page.route('**', async (route) => {
      if (route.request().resourceType() !== 'script') await sleep(latenessMs);
      await route.continue().catch(() => undefined);
    });
    const seen = page.evaluate(firstChange, latenessMs);
    // It may be pressed only now that the page watches: what follows is the same frame.
    await page.evaluate(() => undefined);
    const [duration] = await Promise.all([seen, press(page, turn)]);
    if (!Number.isFinite(duration)) throw new Error(`Nothing was seen of “${what}” for ${latenessMs} ms.`);
    return duration;
  } finally {
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    await page.close();
  }
}

/** For `page.evaluate`: how long after the next press (ms) a frame shows a change; infinity when none does. */
function firstChange(patienceMs: number): Promise<number> {
  return new Promise((done) => {
    let pressedAt: number | null = null;
    const press = (event: Event) => {
      if (pressedAt !== null) return;
      pressedAt = event.timeStamp;
      setTimeout(() => {
        done(Infinity);
      }, patienceMs);
    };
    for (const name of ['pointerdown', 'keydown', 'change']) addEventListener(name, press, true);
    const observer = new MutationObserver(() => {
      if (pressedAt === null) return;
      observer.disconnect();
      const from = pressedAt;
      requestAnimationFrame(() => {
        done(performance.now() - from);
      });
    });
    const everything = { subtree: true, childList: true, characterData: true, attributes: true };
    observer.observe(document, everything);
  });
}
