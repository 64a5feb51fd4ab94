import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { operations } from '../../../src/lib/contracts/operations/index.ts';
import type { ReportId } from '../../../src/lib/contracts/report.ts';
import type { ApiClient } from '../../support/api-client.ts';
import { startServer, type TestServer } from '../../support/server.ts';

/* Home's figures and the reports over HTTP: that they are right, agree with the lists behind them, and are for whom they are. */

let server: TestServer;
let admin: ApiClient;
let seller: ApiClient;
let sellerId: string;
let pipelineId: string;

beforeAll(async () => {
  server = await startServer();
  [admin, seller] = [server.client(), server.client()];
  await admin.register('admin@example.com', { firstName: 'Ada', lastName: 'Admin' });
  await seller.register('seller@example.com', { firstName: '=Sum', lastName: 'Seller' });
  sellerId = (await seller.ok(operations.getMe)).user.id;
  pipelineId = (await admin.ok(operations.listPipelines, {})).items[0]!.id;
  const customer = async (company: string, source: string) =>
    (await admin.ok(operations.createCustomer, { body: { contactInfo: { company }, source } })).customer.id;
  const [web, call] = [await customer('Web Ltd', 'website'), await customer('Call Ltd', 'cold-call')];
  const deal = async (title: string, more: object, status?: 'won' | 'lost') => {
    const body = { title, pipelineId, currency: 'EUR', value: 100, customerId: web, ...more };
    const made = (await admin.ok(operations.createDeal, { body })).deal;
    const change = status === 'lost' ? { status, lostReason: 'Price' } : { status };
    if (status) await admin.ok(operations.updateDeal, { params: { id: made.id }, body: change });
  };
  await deal('Open', {});
  await deal('Won by the seller', { assignedTo: sellerId, value: 1000 }, 'won');
  await deal('Won in dollars', { currency: 'USD', value: 50, customerId: call }, 'won');
  await deal('Lost', {}, 'lost');
  const { task } = await admin.ok(operations.createTask, {
    body: { title: 'Done', generate: false, assignedTo: sellerId },
  });
  await admin.ok(operations.updateTask, { params: { id: task.id }, body: { status: 'completed' } });
});
afterAll(() => server.stop());

const tables = async (client: ApiClient, id: ReportId) => {
  const { report } = await client.ok(operations.getReport, { params: { id } });
  const rows = (table: string) => report.tables.find((one) => one.id === table)?.rows ?? [];
  return { report, rows, cells: (table: string) => rows(table).map((row) => row.cells) };
};

describe('reports', () => {
  test('of pipelines: won and lost by currency', async () => {
    const { cells } = await tables(admin, 'pipeline');
    expect(cells('open')).toMatchObject([{ currency: 'EUR', open: 1, value: 100, stuck: 0 }]);
    expect(cells('closed')).toMatchObject([
      { currency: 'EUR', won: 1, wonValue: 1000, lost: 1, lostValue: 100, winRate: 0.5 },
      { currency: 'USD', won: 1, wonValue: 50, lost: 0, winRate: 1 },
    ]);
  });

  test('of sources and of the team', async () => {
    const sources = await tables(admin, 'sources');
    expect(sources.cells('new').map(({ name, customers }) => [name, customers])).toEqual([
      ['Cold call', 1],
      ['Website', 1],
    ]);
    expect(sources.cells('closed').map(({ name, won }) => [name, won])).toContainEqual(['Cold call', 1]);
    const team = await tables(admin, 'team');
    expect(team.cells('work').find(({ name }) => name === '=Sum Seller')).toMatchObject({ done: 1, open: 0 });
    expect(team.cells('deals')[0]).toMatchObject({ name: '=Sum Seller', won: 1, wonValue: 1000, lost: 0 });
  });

  test.each(['pipeline', 'sources', 'team'] as const)(
    'every figure of %s agrees with the list it leads to',
    async (id) => {
      const { report } = await tables(admin, id);
      let followed = 0;
      for (const { rows } of report.tables) {
        for (const { cells, links } of rows) {
          for (const [key, link] of Object.entries(links)) {
            if (key === 'name') continue;
            const [page = '', query = ''] = link.split('?');
            const params = new URLSearchParams(query);
            params.delete('view');
            const answer = await admin.fetch(`${page.replace('/app', '/api')}?${params}`);
            expect([link, ((await answer.json()) as { total: number }).total]).toEqual([link, cells[key]]);
            followed += 1;
          }
        }
      }
      expect(followed).toBeGreaterThan(1);
    },
  );

  test('other members’ figures are for who may read members', async () => {
    const { report, cells } = await tables(seller, 'team');
    expect(report.everyone).toBe(false);
    expect(cells('work').map(({ name }) => name)).toEqual(['=Sum Seller']);
    const ai = await tables(seller, 'ai');
    expect(ai.report.tables.map(({ id }) => id)).not.toContain('members');
  });

  test('who sees only their own is told of no more', async () => {
    await admin.ok(operations.updateCompanySettings, { body: { ownRecordsOnly: { sales: true } } });
    await expect.poll(async () => (await tables(seller, 'pipeline')).report.everyone).toBe(false);
    expect((await tables(seller, 'pipeline')).cells('closed')).toMatchObject([{ currency: 'EUR', won: 1, lost: 0 }]);
    const { analytics } = await seller.ok(operations.getDashboardAnalytics);
    expect(analytics.deals?.pipelines.map(({ open, won, lost }) => [open.count, won.count, lost])).toEqual([[0, 1, 0]]);
    expect(analytics.changes?.items.map(({ record }) => record.title)).not.toContain('Won in dollars');
    await admin.ok(operations.updateCompanySettings, { body: { ownRecordsOnly: { sales: false } } });
  });

  test('a table comes as a file, its cells no formulas', async () => {
    const answer = await admin.fetch('/api/reports/team/work.csv?from=2020-01-01');
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="team-work.csv"');
    const text = await answer.text();
    expect(text).toContain('Member,Tasks done,Open,Late,Time');
    expect(text).toContain("'=Sum Seller,1,0,0,0");
    expect((await admin.fetch('/api/reports/team/nothing.csv')).status).toBe(404);
    expect((await admin.fetch('/api/reports/weather')).status).toBe(422);
    expect((await admin.fetch('/api/reports/team?from=2026-01-02&to=2026-01-01')).status).toBe(422);
  });
});

describe('home', () => {
  test('tells how pipelines do and what others changed, not what one did oneself', async () => {
    const { analytics } = await seller.ok(operations.getDashboardAnalytics);
    expect(analytics.deals?.pipelines).toMatchObject([
      { pipeline: { id: pipelineId }, open: { count: 1 }, stuck: 0, won: { count: 2 }, lost: 1 },
    ]);
    expect(analytics.deals?.months.at(-1)).toMatchObject({ won: { count: 2 }, lost: { count: 1 } });
    const won = analytics.changes?.items.find(({ record }) => record.title === 'Won by the seller');
    expect(won).toMatchObject({ type: 'deal_won', actor: { name: 'Ada Admin' }, record: { kind: 'deal' } });
    const own = await admin.ok(operations.getDashboardAnalytics);
    expect(own.analytics.changes?.items).toEqual([]);
    const later = { since: new Date(Date.now() + 60_000).toISOString() };
    expect((await seller.ok(operations.getDashboardAnalytics, { query: later })).analytics.changes?.items).toEqual([]);
  });

  test('the pages say the same without JavaScript', async () => {
    seller.useCookies = true;
    const home = await (await seller.fetch('/app')).text();
    expect(home).toContain('Ada Admin won');
    expect(home).toContain(`/app/deals?pipelineId=${pipelineId}&amp;status=won`);
    for (const path of ['', '/sources', '/team', '/ai']) {
      const answer = await seller.fetch(`/app/reports${path}`);
      expect(answer.status).toBe(200);
      expect(await answer.text()).toContain('Reports');
    }
    expect((await seller.fetch('/app/reports/weather')).status).toBe(404);
    seller.useCookies = false;
  });
});
