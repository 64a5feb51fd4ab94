import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { operations } from '../../../src/lib/contracts/operations/index.ts';
import type { ApiClient } from '../../support/api-client.ts';
import { startServer, type TestServer } from '../../support/server.ts';

/* One search over everything, as programs and the page without JavaScript meet it. */

let server: TestServer;
let admin: ApiClient;
let seller: ApiClient;
let customerId: string;

beforeAll(async () => {
  server = await startServer();
  [admin, seller] = [server.client(), server.client()];
  await admin.register('admin@example.com', { firstName: 'Ada', lastName: 'Okonkwo' });
  await seller.register('seller@example.com', { firstName: 'Sören', lastName: 'Halcyon' });
  const contactInfo = { company: 'Halcyon Freight', email: 'mara@halcyon.test' };
  customerId = (await admin.ok(operations.createCustomer, { body: { contactInfo, status: 'lead' } })).customer.id;
  const { pipelines } = await listed();
  await admin.ok(operations.createDeal, { body: { title: 'Halcyon renewal', customerId, pipelineId: pipelines } });
  await admin.ok(operations.createTask, { body: { title: 'Call Halcyon', generate: false } });
});
afterAll(() => server.stop());

const listed = async () => ({
  pipelines: (await admin.ok(operations.listPipelines, {})).items[0]!.id,
});
const found = async (client: ApiClient, q: string) => {
  const { groups, corrections } = await client.ok(operations.search, { query: { q } });
  return {
    corrections,
    titles: Object.fromEntries(groups.map(({ kind, items }) => [kind, items.map((i) => i.title)])),
  };
};

describe('search', () => {
  test('finds records of every kind and members, by the beginnings of words', async () => {
    expect((await found(admin, 'halc')).titles).toEqual({
      customer: ['Halcyon Freight'],
      deal: ['Halcyon renewal'],
      task: ['Call Halcyon'],
      member: ['Sören Halcyon'],
    });
    expect((await found(admin, 'soren hal')).titles).toEqual({ member: ['Sören Halcyon'] });
    expect((await found(admin, 'sales')).titles.pipeline).toContain('Sales');
    expect((await found(admin, 'zzz nothing')).titles).toEqual({});
  });

  test('a typing slip is forgiven, and said', async () => {
    const { titles, corrections } = await found(admin, 'halcoyn');
    expect(titles).toEqual({ customer: ['Halcyon Freight'], deal: ['Halcyon renewal'], task: ['Call Halcyon'] });
    expect(corrections).toEqual([{ word: 'halcoyn', instead: ['halcyon'] }]);
    expect((await found(admin, 'renweal')).titles).toEqual({ deal: ['Halcyon renewal'] });
    expect((await found(admin, 'slaes')).titles.pipeline).toContain('Sales');
    const deals = await admin.ok(operations.listDeals, { query: { q: 'renweal' } });
    expect([deals.total, deals.corrections]).toEqual([1, [{ word: 'renweal', instead: ['renewal'] }]]);
  });

  test('leads to each record, and tells what it is', async () => {
    const { groups } = await admin.ok(operations.search, { query: { q: 'halcyon freight' } });
    expect(groups).toEqual([
      {
        kind: 'customer',
        items: [
          {
            ...{ id: customerId, title: 'Halcyon Freight', detail: 'mara@halcyon.test', status: 'lead' },
            link: `/app/customers/${customerId}`,
          },
        ],
        more: false,
      },
    ]);
  });

  test('says when there are others', async () => {
    const limited = await admin.ok(operations.search, { query: { q: 's', limit: '1' } });
    const pipelines = limited.groups.find(({ kind }) => kind === 'pipeline');
    expect([pipelines?.items.length, pipelines?.more]).toEqual([1, true]);
  });

  test('who sees only their own finds only their own', async () => {
    await admin.ok(operations.updateCompanySettings, { body: { ownRecordsOnly: { sales: true } } });
    await expect.poll(async () => (await found(seller, 'halcyon')).titles).toEqual({ member: ['Sören Halcyon'] });
    await admin.ok(operations.updateCompanySettings, { body: { ownRecordsOnly: { sales: false } } });
  });

  test('nothing to search for is refused, and so are visitors', async () => {
    const refused = await admin.refused(operations.search, { query: { q: ' ' } });
    expect([refused.code, refused.errors?.[0]?.path]).toEqual(['validation_failed', 'q']);
    expect((await server.client().refused(operations.search, { query: { q: 'a' } })).code).toBe('unauthenticated');
  });

  test('the page shows the same without JavaScript', async () => {
    admin.useCookies = true;
    const html = await (await admin.fetch('/app/search?q=halcoyn')).text();
    expect(html).toContain(`href="/app/customers/${customerId}"`);
    expect(html).toContain('instead of “halcoyn”');
    expect(await (await admin.fetch('/app/search?q=zzznothing')).text()).toContain('No record has “zzznothing”');
    expect(await (await admin.fetch('/app/search?q=%22%3E%3Cscript%3Ealert(1)')).text()).not.toContain(
      '"><script>alert(1)',
    );
    admin.useCookies = false;
  });
});
