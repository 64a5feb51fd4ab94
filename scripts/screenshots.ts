// Pictures of the real product for the README: a fresh server, a few goals, each page at three widths, light and dark.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext } from 'playwright';
import { ensureBuilt } from './lib/build.ts';
import { launchOptions } from './lib/chromium.ts';
import { freePort } from './lib/ports.ts';
import { root } from './lib/root.ts';
import { startThroughline } from './lib/supervisor.ts';

const sizes = [
  { width: 1440, colorScheme: 'light' },
  { width: 1440, colorScheme: 'dark' },
  { width: 768, colorScheme: 'dark' },
  { width: 320, colorScheme: 'light' },
] as const;

const goals = [
  { title: 'Win the Acme renewal before 15 December', priority: 'high', customer: true },
  { title: 'Prepare the spring trade fair in Hanover', priority: 'medium' },
  { title: 'Reactivate twelve dormant accounts by the end of the month', priority: 'medium' },
  { title: 'Launch the customer newsletter', priority: 'low' },
];

/** Makes the first account and its work; resolves to the pages to picture, by name. */
async function fill({ request }: BrowserContext): Promise<Record<string, string>> {
  const post = async (path: string, data: object) => {
    const answer = await request.post(path, { data, headers: { Prefer: 'wait=20' } });
    if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`);
    return (await answer.json()) as {
      task: { id: string; aiGenerated: { subtasks: { id: string }[] } };
      customer: { id: string };
    };
  };
  await post('/api/auth/register', {
    email: 'dana@example.com',
    password: 'correct horse battery',
    firstName: 'Dana',
    lastName: 'Kim',
  });
  const { customer } = await post('/api/customers', {
    contactInfo: { company: 'Acme Industrial', industry: 'Manufacturing', email: 'office@acme.example' },
    status: 'customer',
  });
  const tasks = [];
  for (const { customer: ours, ...goal } of goals.toReversed()) {
    const description = ours ? 'Contract ends 31 December. New CFO, price pressure, two open support tickets.' : '';
    const dueDate = ours ? new Date(Date.now() + 14 * 86_400_000).toISOString() : null;
    tasks.push(await post('/api/tasks', { ...goal, description, dueDate, customerId: ours ? customer.id : null }));
  }
  const task = tasks.at(-1)?.task;
  for (const [index, { id }] of (task?.aiGenerated.subtasks ?? []).slice(0, 3).entries()) {
    const status = index < 2 ? 'completed' : 'in_progress';
    await request.patch(`/api/tasks/${task?.id ?? ''}/subtasks/${id}`, { data: { status } });
  }
  return {
    home: '/',
    login: '/login',
    today: '/app',
    tasks: '/app/tasks',
    task: `/app/tasks/${task?.id ?? ''}`,
    customers: '/app/customers',
    customer: `/app/customers/${customer.id}`,
    account: '/app/account',
    members: '/app/users',
    'ai-usage': '/app/ai',
    'ai-settings': '/app/ai/settings',
  };
}

await ensureBuilt();
const folder = mkdtempSync(join(tmpdir(), 'throughline-shots-'));
const { PATH, HOME } = process.env;
const env = { PATH, HOME, NODE_ENV: 'test', DATA_DIR: folder, PORT: String(await freePort()), LOG_LEVEL: 'warn' };
const product = await startThroughline({ mode: 'production', env });
try {
  const baseURL = await product.ready;
  const browser = await chromium.launch(launchOptions());
  const member = await browser.newContext({ baseURL });
  const pages = await fill(member);
  const out = join(root, 'docs/screenshots');
  mkdirSync(out, { recursive: true });
  for (const { width, colorScheme } of sizes) {
    for (const [name, path] of Object.entries(pages)) {
      const options = { baseURL, colorScheme, viewport: { width, height: 900 } };
      const visitor = name === 'home' || name === 'login';
      const context = await browser.newContext(
        visitor ? options : { ...options, storageState: await member.storageState() },
      );
      const page = await context.newPage();
      await page.goto(path, { waitUntil: 'networkidle' });
      await page.screenshot({ path: join(out, `${name}-${width}-${colorScheme}.png`), fullPage: width < 1000 });
      await context.close();
    }
  }
  await browser.close();
} finally {
  await product.stop();
  rmSync(folder, { recursive: true, force: true });
}
