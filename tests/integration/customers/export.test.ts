import { afterAll, beforeAll, expect, test } from 'vitest';
import { operations } from '../../../src/lib/contracts/operations/index.ts';
import type { ApiClient } from '../../support/api-client.ts';
import { startServer, type TestServer } from '../../support/server.ts';

let server: TestServer;
let seller: ApiClient;
beforeAll(async () => {
  server = await startServer();
  seller = server.client();
  await seller.register('seller@example.com', { firstName: 'Ava', lastName: 'Seller' });
});
afterAll(() => server.stop());

const create = async (company: string, more: object = {}) =>
  (await seller.ok(operations.createCustomer, { body: { contactInfo: { company }, ...more } })).customer;
const exported = async (query = '') => {
  const answer = await seller.fetch(`/api/customers/export.csv${query}`);
  const bytes = Buffer.from(await answer.arrayBuffer());
  const lines = bytes
    .toString()
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split('\r\n');
  return { answer, bytes, lines };
};

test('a file with a heading and a row for each customer that matches', async () => {
  const { id } = await create('Acme, "the" pumps', {
    status: 'customer',
    tags: ['vip', 'eu'],
    customFields: { size: 12 },
  });
  await create('Other', { status: 'lead' });
  const { id: binned } = await create('Gone', { status: 'customer' });
  await seller.ok(operations.deleteCustomer, { params: { id: binned } });
  const { answer, bytes, lines } = await exported('?status=customer&sort=company');
  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="customers-\d{4}-\d\d-\d\d\.csv"$/);
  expect(bytes.subarray(0, 3).toString('hex')).toBe('efbbbf');
  expect(lines).toHaveLength(2);
  expect(lines[0]).toMatch(/^Id,Company,First name,/);
  expect(lines[1]).toContain(`${id},"Acme, ""the"" pumps",`);
  expect(lines[1]).toContain('Ava Seller,"vip, eu","{""size"":12}",');
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)'])('%s is a text in a spreadsheet, no formula', async (formula) => {
  await create(`${formula} company`, { source: `s${formula}` });
  const { lines } = await exported(`?source=${encodeURIComponent(`s${formula}`)}`);
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain(`,'${formula} company,`);
});

test('a batch and more comes as one file, none twice', async () => {
  for (let batch = 0; batch < 13; batch += 1) {
    await Promise.all(Array.from({ length: 40 }, (_, index) => create(`Many ${batch} ${index}`, { source: 'many' })));
  }
  const { lines } = await exported('?source=many');
  const ids = lines.slice(1).map((line) => line.split(',')[0]);
  expect(new Set(ids).size).toBe(520);
  expect(ids).toHaveLength(520);
});

test('is refused to strangers, and for filters nobody knows', async () => {
  expect((await fetch(`${server.url}/api/customers/export.csv`)).status).toBe(401);
  expect((await exported('?colour=red')).answer.status).toBe(422);
  expect((await exported('?limit=5')).answer.status).toBe(422);
});
