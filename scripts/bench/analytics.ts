import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PipelineAnalyticsReport } from '../../src/lib/contracts/pipeline-analytics.ts';
import { Api } from '../lib/api.ts';
import { npmStart } from '../lib/npm-start.ts';
import { commandOf, descendantsOf, memoryOf, peakMemoryOf } from '../lib/processes.ts';
import { deals, fillHistory, stays } from './history.ts';
import { summary, timed, type Row } from './measure.ts';
import { megabytes, nameOf } from './start.ts';

const times = 10;
const warmUp = 5;
const pageTimes = 40;
const dayMs = 24 * 60 * 60 * 1000;
const aim = 'p95 < 2,000 ms';

/** The figures of a pipeline with 1,000,000 stays on the embedded database: how fast they are there, in how much memory. */
export async function benchAnalytics(env: Record<string, string>): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-analytics-'));
  try {
    const { pipelineId, packedIn } = await fillHistory(join(folder, 'db'));
    const running = await npmStart({ ...env, DATA_DIR: folder });
    try {
      const api = new Api(running.url);
      await api.register('ada@example.com');
      const processes = descendantsOf(running.npm.pid ?? 0).map((pid) => ({ pid, name: nameOf(commandOf(pid)) }));
      const [web] = processes.filter(({ name }) => name === 'web');
      const before = web ? memoryOf(web.pid) : Number.NaN;
      return [
        { what: `a pipeline of ${stays} stays, ${deals} deals`, measured: '' },
        { what: '  packing them, once', measured: `${Math.round(stays / packedIn)} stays/s` },
        ...(await measure(api, pipelineId)),
        ...(await measureFigures(api)),
        {
          what: '  memory (PSS) of the web process before, after, at most',
          measured: web ? [before, memoryOf(web.pid), peakMemoryOf(web.pid)].map(megabytes).join(', ') : '?',
        },
      ];
    } finally {
      await running.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(api: Api, pipelineId: string): Promise<Row[]> {
  const read = (query: string) =>
    api.call<{ analytics: PipelineAnalyticsReport }>('GET', `/api/pipelines/${pipelineId}/analytics?${query}`);
  const daysAgo = (days: number) => `from=${new Date(Date.now() - days * dayMs).toISOString()}`;
  const rows: Row[] = [];
  for (const [what, query] of [
    ['90 days', ''],
    ['a year', daysAgo(365)],
    ['all of it', daysAgo(10_000)],
  ] as const) {
    const { analytics } = await read(query);
    const ended = analytics.stages.reduce((sum, stage) => sum + stage.ended, 0);
    const found = `${analytics.arrived.deals} deals came, ${ended} stays ended`;
    rows.push({ what: `  ${what}: ${found}`, measured: summary(await timed(times, () => read(query))), aim });
  }
  const list = () => api.call('GET', '/api/pipelines');
  return [...rows, { what: '  GET /api/pipelines with its rates', measured: summary(await timed(times, list)), aim }];
}

/** Home and the reports with their figures over all deals, once they have been read. */
async function measureFigures(api: Api): Promise<Row[]> {
  const cookie = await sessionOf(api);
  const pages = ['/app', '/app/reports', '/app/reports/sources', '/app/reports/team', '/api/dashboard/analytics'];
  const rows: Row[] = [];
  for (const path of pages) {
    const read = async () => {
      const answer = await fetch(`${api.url}${path}`, { headers: { cookie }, redirect: 'error' });
      if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
      await answer.text();
    };
    await timed(warmUp, read);
    const measured = summary(await timed(pageTimes, read));
    rows.push({ what: `  GET ${path}`, measured, aim: path.endsWith('sources') ? '' : 'p95 < 150 ms' });
  }
  return rows;
}

/** The cookies of a session of its own. */
async function sessionOf({ url, account }: Api): Promise<string> {
  const headers = { 'content-type': 'application/json', origin: url };
  const answer = await fetch(`${url}/api/auth/login`, { method: 'POST', headers, body: JSON.stringify(account) });
  return answer.headers
    .getSetCookie()
    .map((set) => set.split(';')[0])
    .join('; ');
}
