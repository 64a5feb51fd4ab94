import { afterAll, beforeAll, expect, test } from 'vitest';
import { operations } from '../../../src/lib/contracts/operations/index.ts';
import type { ApiClient } from '../../support/api-client.ts';
import { startServer, type TestServer } from '../../support/server.ts';

/* Finding duplicates over real HTTP: what is alike is decided by lib/domain/duplicates. */

let server: TestServer;
let client: ApiClient;
beforeAll(async () => {
  server = await startServer();
  client = server.client();
  await client.register('admin@example.com');
});
afterAll(() => server.stop());

const create = async (contactInfo: object) =>
  (await client.ok(operations.createCustomer, { body: { contactInfo } })).customer;
const duplicatesOf = async (id: string) =>
  (await client.ok(operations.listCustomerDuplicates, { params: { id } })).items.map(({ customer, reasons }) => [
    customer.id,
    reasons,
  ]);
async function groups(): Promise<string[][]> {
  const all: string[][] = [];
  let cursor: string | null = null;
  do {
    const page: { items: { customers: { id: string }[] }[]; nextCursor: string | null } = await client.ok(
      operations.listDuplicates,
      { query: { limit: 1, ...(cursor && { cursor }) } },
    );
    all.push(...page.items.map(({ customers }) => customers.map(({ id }) => id)));
    cursor = page.nextCursor;
  } while (cursor);
  return all;
}

test('are found when saved, shown in groups page by page, and not again once dismissed', async () => {
  const dana = { first: 'Dana', last: 'Reyes' };
  const one = await create({ company: 'Northwind Traders', name: dana, phone: '+49 30 1234567' });
  const two = await create({ company: 'Nortwind Traders GmbH', name: dana });
  const three = await create({ email: 'office@northwind.test', phone: '030 123 45 67' });
  const other = await create({ company: 'Globex' });
  const again = await create({ company: 'GLOBEX Inc.' });

  expect(await duplicatesOf(two.id)).toEqual([[one.id, ['a similar name and company']]]);
  expect(await duplicatesOf(three.id)).toEqual([[one.id, ['the same phone number']]]);
  expect(await groups()).toEqual([
    [again.id, other.id],
    [three.id, one.id],
    [two.id, one.id],
  ]);

  await client.call(operations.dismissDuplicates, { body: { ids: [one.id, three.id] } });
  await client.call(operations.dismissDuplicates, { body: { ids: [three.id, one.id] } });
  expect(await duplicatesOf(three.id)).toEqual([]);
  expect(await groups()).toEqual([
    [again.id, other.id],
    [two.id, one.id],
  ]);

  await client.call(operations.deleteCustomer, { params: { id: other.id } });
  await client.ok(operations.updateCustomer, {
    params: { id: two.id },
    body: { contactInfo: { company: 'Initech' } },
  });
  expect(await groups()).toEqual([]);
});

test('are refused in words what cannot be', async () => {
  const { id } = await create({ company: 'Hooli' });
  const unknown = 'f'.repeat(24);
  expect((await client.refused(operations.listCustomerDuplicates, { params: { id: unknown } })).code).toBe('not_found');
  expect((await client.refused(operations.dismissDuplicates, { body: { ids: [id, unknown] } })).code).toBe('not_found');
  expect((await client.refused(operations.dismissDuplicates, { body: { ids: [id, id] } })).code).toBe(
    'validation_failed',
  );
  expect((await client.refused(operations.listDuplicates, { query: { cursor: 'x' } })).code).toBe('validation_failed');
  const anyone = server.client();
  expect((await anyone.refused(operations.listDuplicates)).code).toBe('unauthenticated');
});
