import { afterAll, beforeAll, expect, test } from 'vitest';
import { operations } from '../../../src/lib/contracts/operations/index.ts';
import type { ApiClient } from '../../support/api-client.ts';
import { startServer, type TestServer } from '../../support/server.ts';

/* A deal's page over HTTP, without JavaScript. */

let server: TestServer;
let seller: ApiClient;
beforeAll(async () => {
  server = await startServer();
  await server.client().register('admin@example.com');
  seller = server.client();
  await seller.register('seller@example.com');
  seller.useCookies = true;
});
afterAll(() => server.stop());

test('what is logged on a deal’s page is about the deal, and shows there and with the customer', async () => {
  const { customer } = await seller.ok(operations.createCustomer, { body: { contactInfo: { company: 'Acme' } } });
  const make = async (title: string) =>
    (await seller.ok(operations.createDeal, { body: { title, customerId: customer.id } })).deal.id;
  const [deal, other] = [await make('Renewal'), await make('Another')];
  const post = (fields: Record<string, string>) =>
    seller.fetch(`/app/deals/${deal}`, { method: 'POST', body: new URLSearchParams(fields) });
  const page = async (path: string) => (await seller.fetch(path)).text();

  const logged = await post({ intent: 'log', kind: 'meeting', outcome: 'They want forty seats' });
  expect([logged.status, logged.headers.get('location')]).toEqual([303, `/app/deals/${deal}#interactions`]);
  expect(await page(`/app/deals/${deal}`)).toContain('They want forty seats');
  expect(await page(`/app/customers/${customer.id}`)).toContain('They want forty seats');
  expect(await page(`/app/deals/${other}`)).not.toContain('They want forty seats');
  const read = await seller.ok(operations.getCustomer, { params: { id: customer.id } });
  expect(read.customer.lastContactAt).not.toBeNull();

  const { items } = await seller.ok(operations.listInteractions, {
    params: { id: customer.id },
    query: { dealId: deal },
  });
  const interaction = items[0]!.id;
  await post({ intent: 'edit-log', interaction, kind: 'meeting', outcome: 'They want fifty' });
  expect(await page(`/app/deals/${deal}`)).toContain('They want fifty');
  await post({ intent: 'delete-log', interaction });
  expect(await page(`/app/deals/${deal}`)).toContain('None logged yet.');
  expect((await post({ intent: 'log', kind: 'dance' })).status).toBe(422);
});
