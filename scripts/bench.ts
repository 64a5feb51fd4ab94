// npm run bench [-- records | imports | boards | automations | analytics | feedback]: start-up, memory, latencies and page weights of the built product, as a table.
import { cpus } from 'node:os';
import { chromium } from 'playwright';
import { startAiProvider, type AiProvider } from '../tests/support/ai-provider.ts';
import { benchAi } from './bench/ai.ts';
import { benchAnalytics } from './bench/analytics.ts';
import { benchApi } from './bench/api.ts';
import { benchAutomations } from './bench/automations.ts';
import { benchBoards } from './bench/boards.ts';
import { benchFeedback } from './bench/feedback.ts';
import { benchImports } from './bench/imports.ts';
import { benchLive } from './bench/live.ts';
import type { Row } from './bench/measure.ts';
import { benchPages } from './bench/pages.ts';
import { benchRecords } from './bench/records.ts';
import { benchStart } from './bench/start.ts';
import { Api } from './lib/api.ts';
import { ensureBuilt } from './lib/build.ts';
import { ensureChromium } from './lib/chromium-install.ts';
import { launchOptions } from './lib/chromium.ts';
import { StartError } from './lib/environment.ts';
import { main } from './lib/foreground.ts';
import { npmStart } from './lib/npm-start.ts';
import { printTable } from './lib/table.ts';

const noLimits = Object.fromEntries(
  ['API', 'LOGIN', 'PUBLIC', 'LEADS', 'GENERATE'].map((name) => [`RATE_LIMIT_${name}`, '1000000']),
);

/** What can be measured alone. */
const parts: Record<string, (env: Record<string, string>) => Promise<Row[]>> = {
  records: benchRecords,
  imports: benchImports,
  boards: benchBoards,
  automations: benchAutomations,
  analytics: benchAnalytics,
  feedback: benchFeedback,
};

await main(async () => {
  const part = process.argv[2];
  if (part !== undefined && !(part in parts)) {
    throw new StartError(`The parts to be had alone are ${Object.keys(parts).join(', ')}.`);
  }
  const missing = ensureChromium();
  if (missing) throw new StartError(missing);
  await ensureBuilt();
  const rows = part === undefined ? await benchProduct() : [];
  for (const [name, bench] of Object.entries(parts)) {
    if (part === undefined || part === name) rows.push(...(await bench({ ...noLimits, LOG_LEVEL: 'warn' })));
  }
  console.log(`\n${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.versions.node}\n`);
  printTable(
    ['measure', 'value', 'aim'],
    rows.map(({ what, measured, aim = '' }) => [what, measured, aim]),
  );
});

async function benchProduct(): Promise<Row[]> {
  const provider = await startAiProvider();
  const running = await npmStart({
    ...noLimits,
    LOG_LEVEL: 'warn',
    OPENROUTER_API_KEY: 'of the stand-in',
    OPENROUTER_BASE_URL: provider.url,
    AI_REQUESTS_PER_MINUTE: '1000000',
  });
  try {
    return await measure(running, provider);
  } finally {
    await running.stop();
    await provider.close();
  }
}

async function measure(running: Awaited<ReturnType<typeof npmStart>>, provider: AiProvider): Promise<Row[]> {
  const start = await benchStart(running);
  const api = new Api(running.url);
  await api.register('ada@example.com');
  const calls = await benchApi(api);

  const { task } = await api.call<{ task: { id: string } }>(
    'POST',
    '/api/tasks',
    { title: 'Watched', description: '', priority: 'high' },
    { prefer: 'wait=20' },
  );
  const taskPage = `/app/tasks/${task.id}`;
  const browser = await chromium.launch(launchOptions());
  try {
    const context = await browser.newContext({ baseURL: running.url });
    await context.request.post('/api/auth/login', { data: api.account });
    const page = await context.newPage();
    await page.goto(taskPage, { waitUntil: 'networkidle' });
    const live = await benchLive(api, page, task.id);
    const ai = await benchAi({ api, page, provider, taskId: task.id });
    const storageState = await context.storageState();
    const dashboard = ['/app', '/app/tasks', taskPage].map((path) => ({ path, storageState }));
    const pages = await benchPages(browser, running.url, [
      ...['/', '/login', '/register'].map((path) => ({ path })),
      ...dashboard,
    ]);
    return [...start, ...calls, live, ...ai, ...pages];
  } finally {
    await browser.close();
  }
}
