import { setTimeout as sleep } from 'node:timers/promises';
import { chromium } from 'playwright';
import type { Board } from '../../src/lib/contracts/board.ts';
import { customerStatuses } from '../../src/lib/contracts/customer.ts';
import type { Job } from '../../src/lib/contracts/job.ts';
import type { Pipeline } from '../../src/lib/contracts/pipeline.ts';
import { Api } from '../lib/api.ts';
import { launchOptions } from '../lib/chromium.ts';
import { npmStart } from '../lib/npm-start.ts';
import { csvOfCustomers } from './imports.ts';
import { summary, timed, type Row } from './measure.ts';

const customers = 10_000;
const times = 40;
const pauseMs = 200;

/** A board with 10,000 customers on the embedded database: how fast they get there, how fast it opens and moves. */
export async function benchBoards(env: Record<string, string>): Promise<Row[]> {
  const running = await npmStart(env);
  try {
    const api = new Api(running.url);
    await api.register('ada@example.com');
    const { pipeline, moved } = await fill(api);
    return [
      { what: `a board of ${customers} customers`, measured: '' },
      { what: '  moving them there, in four jobs', measured: `${Math.round(customers / moved)} moves/s` },
      ...(await measure(api, pipeline)),
      await opened(api, pipeline),
    ];
  } finally {
    await running.stop();
  }
}

async function fill(api: Api): Promise<{ pipeline: Pipeline; moved: number }> {
  await importCustomers(api, customers);
  const { items } = await api.call<{ items: Pipeline[] }>('GET', '/api/pipelines?type=sales');
  const pipeline = items[0]!;
  const start = performance.now();
  for (const [index, status] of customerStatuses.entries()) {
    const change = { pipelineStage: pipeline.stages[index]!.id };
    const { job } = await api.call<{ job?: Job }>('POST', '/api/customers/bulk', { filter: { status }, change });
    if (job) await finished(api, job);
  }
  return { pipeline, moved: (performance.now() - start) / 1000 };
}

/** Invented customers, by a file, as people bring theirs. */
export async function importCustomers(api: Api, count: number): Promise<void> {
  const answer = await fetch(`${api.url}/api/customers/import`, {
    method: 'POST',
    headers: { 'content-type': 'text/csv', authorization: `Bearer ${api.token ?? ''}` },
    body: new Blob([...csvOfCustomers(count)]),
  });
  await finished(api, ((await answer.json()) as { job: Job }).job);
}

/** Waits for a job. Throws when it did not end well. */
export async function finished(api: Api, { id }: Job): Promise<void> {
  for (;;) {
    const { job } = await api.call<{ job: Job }>('GET', `/api/jobs/${id}`);
    if (job.status === 'complete' && job.result?.refused === 0) return;
    if (job.status !== 'queued' && job.status !== 'running')
      throw new Error(`It ended otherwise: ${JSON.stringify(job)}`);
    await sleep(pauseMs);
  }
}

async function measure(api: Api, { id, stages }: Pipeline): Promise<Row[]> {
  const read = (query = '') => api.call<{ board: Board }>('GET', `/api/pipelines/${id}/board?${query}`);
  const { board } = await read();
  const first = board.stages[0]!;
  const cards = board.stages.flatMap((stage) => stage.cards);
  const move = (i: number) =>
    api.call('PATCH', `/api/deals/${cards[i]!.id}`, { pipelineStage: stages[(i + 1) % stages.length]!.id });
  return [
    { what: '  GET …/board', measured: summary(await timed(times, () => read())), aim: 'p95 < 100 ms' },
    {
      what: '  the next 25 of a stage',
      measured: summary(
        await timed(times, () => read(`pipelineStage=${first.stageId}&cursor=${first.nextCursor ?? ''}`)),
      ),
    },
    { what: '  a move', measured: summary(await timed(times, move)) },
  ];
}

/** The page in a browser: until its cards are painted, and until the last of what it loads is there. */
async function opened({ url, account }: Api, { id }: Pipeline): Promise<Row> {
  const browser = await chromium.launch(launchOptions());
  try {
    const context = await browser.newContext({ baseURL: url });
    await context.request.post('/api/auth/login', { data: account });
    const page = await context.newPage();
    await page.goto('/app', { waitUntil: 'networkidle' });
    const opening = await timed(10, async () => {
      await page.goto(`/app/pipelines/${id}`, { waitUntil: 'load' });
      await page.locator('pipeline-board:not([data-ssr]) .card').first().waitFor();
    });
    return { what: '  opening the page, until it can be worked with', measured: summary(opening), aim: '< 1,000 ms' };
  } finally {
    await browser.close();
  }
}
