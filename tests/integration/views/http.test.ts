import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { operations } from '../../../src/lib/contracts/operations/index.ts';
import type { ApiClient } from '../../support/api-client.ts';
import { startServer, type TestServer } from '../../support/server.ts';

/* Views, columns and last contact as one meets them over HTTP: the API, and pages and forms without JavaScript. */

let server: TestServer;
let seller: ApiClient;
let other: ApiClient;
beforeAll(async () => {
  server = await startServer();
  const admin = server.client();
  [seller, other] = [server.client(), server.client()];
  await admin.register('admin@example.com');
  await seller.register('seller@example.com', { firstName: 'Ava' });
  await other.register('other@example.com', { firstName: 'Ben' });
  await admin.ok(operations.createCustomField, { body: { label: 'Tier', type: 'select', options: ['Gold'] } });
  const make = async (company: string, more: object) =>
    (await seller.ok(operations.createCustomer, { body: { contactInfo: { company }, ...more } })).customer.id;
  const called = await make('Called Ltd', { status: 'prospect', customFields: { tier: 'Gold' } });
  await make('Quiet Ltd', { status: 'lead' });
  const call = { kind: 'call', at: new Date(Date.now() - 10 * 86_400_000).toISOString() } as const;
  await seller.ok(operations.logInteraction, { params: { id: called }, body: call });
  for (const client of [seller, other]) client.useCookies = true;
});
afterAll(() => server.stop());

const page = async (client: ApiClient, path: string) => {
  const answer = await client.fetch(path);
  return { status: answer.status, html: await answer.text() };
};
const heads = (html: string) =>
  [...html.matchAll(/<th scope="col"[^>]*>(.*?)<\/th>/gs)]
    .map(([, content = '']) => content.replaceAll(/<[^>]*>|\s+/g, ' ').trim())
    .slice(1);
const post = async (client: ApiClient, fields: Record<string, string>) => {
  const answer = await client.fetch('/app/views', { method: 'POST', body: new URLSearchParams(fields) });
  return { status: answer.status, to: answer.headers.get('location') ?? '', html: await answer.text() };
};
const names = async (query: Record<string, string>) =>
  (await seller.ok(operations.listCustomers, { query })).items.map(({ contactInfo }) => contactInfo.company);
const shown = { filters: 'status=lead', sort: 'company', columns: 'email,customFields.tier', density: 'compact' };

describe('last contact', () => {
  test('is filtered by how long ago, and by never; and sorted by', async () => {
    expect(await names({ notContactedFor: '9' })).toEqual(['Quiet Ltd', 'Called Ltd']);
    expect(await names({ notContactedFor: '11' })).toEqual(['Quiet Ltd']);
    expect(await names({ notContactedFor: 'never' })).toEqual(['Quiet Ltd']);
    expect(await names({ sort: '-lastContactAt' })).toEqual(['Called Ltd', 'Quiet Ltd']);
    const wrong = await seller.refused(operations.listCustomers, { query: { notContactedFor: 'often' } });
    expect(wrong.errors?.[0]?.path).toBe('notContactedFor');
    const file = await (await seller.fetch('/api/customers/export.csv?notContactedFor=11')).text();
    expect([file.includes('Quiet Ltd'), file.includes('Called Ltd')]).toEqual([true, false]);
    const { results } = (await seller.ok(operations.bulkCustomers, {
      body: { filter: { notContactedFor: '11' }, change: { addTags: ['call'] } },
    })) as { results: unknown[] };
    expect(results).toHaveLength(1);
  });
});

describe('the export', () => {
  test('has the columns asked for, in order; without a word, everything', async () => {
    const lines = async (query: string) =>
      (await (await seller.fetch(`/api/customers/export.csv${query}`)).text()).replace('\uFEFF', '').split('\r\n');
    const [head, first] = await lines('?columns=name,customFields.tier,status,assignee&status=prospect');
    expect([head, first]).toEqual(['Customer,Tier,Status,Owner', 'Called Ltd,Gold,prospect,Ava Reyes']);
    expect((await lines(''))[0]).toMatch(/^Id,Company,First name.*Updated$/);
    const wrong = await seller.fetch('/api/customers/export.csv?columns=name,nonsense');
    expect(wrong.status).toBe(422);
  });
});

describe('columns of a list', () => {
  test('are chosen and ordered in a form, and are the member’s from then on', async () => {
    expect(heads((await page(seller, '/app/customers')).html)).toEqual([
      ...['Customer', 'Status', 'Person', 'Email', 'Last contact', 'Tags', 'Owner'],
    ]);
    const chosen = { 'show:phone': 'yes', 'show:customFields.tier': 'yes', 'show:status': 'yes' };
    const order = 'phone,customFields.tier,status,email';
    const arranged = {
      intent: 'columns',
      list: 'customers',
      here: 'status=lead',
      order,
      density: 'compact',
      ...chosen,
    };
    expect((await post(seller, arranged)).to).toBe('/app/customers?status=lead');
    const { html } = await page(seller, '/app/customers');
    expect(heads(html)).toEqual(['Customer', 'Phone', 'Tier', 'Status']);
    expect(html).toContain('data-density="compact"');
    expect(heads((await page(other, '/app/customers')).html)).toContain('Last contact');

    const moved = await post(seller, { ...arranged, move: 'down:phone' });
    expect(moved.to).toBe('/app/customers?status=lead&menu=columns');
    const open = await page(seller, moved.to);
    expect(heads(open.html)).toEqual(['Customer', 'Tier', 'Phone', 'Status']);
    expect(open.html).toMatch(/<details class="menu"[^>]* open[^>]*>\s*<summary[^>]*>\s*Columns/);
    await post(seller, { ...arranged, intent: 'standard' });
    expect(heads((await page(seller, '/app/customers')).html)).toContain('Last contact');
    expect((await post(seller, { ...arranged, order: 'nonsense', 'show:nonsense': 'yes' })).status).toBe(422);
  });
});

describe('views of a list', () => {
  let address: string;

  test('are saved under a name, and open by their address', async () => {
    const saved = await post(seller, { intent: 'save', list: 'customers', name: 'Leads & more', ...shown });
    expect(saved.status).toBe(303);
    address = saved.to;
    expect(address).toMatch(/^\/app\/customers\?view=[0-9a-f]{24}$/);
    const { html } = await page(seller, address);
    expect(html).toMatch(/aria-current="page">\s*Leads &#38; more|aria-current="page">\s*Leads &amp; more/);
    expect(heads(html)).toEqual(['Customer', 'Email', 'Tier']);
    expect([html.includes('Quiet Ltd'), html.includes('Called Ltd')]).toEqual([true, false]);
    expect(html).not.toContain('Save changes');
    const unnamed = await post(seller, { intent: 'save', list: 'customers', name: ' ', ...shown });
    expect([unnamed.status, unnamed.html.includes('The name must not be empty.')]).toEqual([422, true]);
  });

  test('say when the list differs, and take the change', async () => {
    const id = address.slice(-24);
    const changed = await page(seller, `${address}&status=prospect&sort=company&q=`);
    expect([changed.html.includes('Save changes'), changed.html.includes('Called Ltd')]).toEqual([true, true]);
    expect(heads(changed.html)).toEqual(['Customer', 'Email', 'Tier']);
    const version = /name="version" value="(\d+)"/.exec(changed.html)?.[1] ?? '';
    const kept = { intent: 'keep', view: id, version, ...shown, filters: 'status=prospect' };
    expect((await post(seller, kept)).to).toBe(address);
    expect((await page(seller, address)).html).toContain('Called Ltd');
    const late = await post(seller, { ...kept, filters: 'status=inactive' });
    expect([late.status, late.html.includes('Someone else changed filters')]).toEqual([409, true]);
    // In a view, columns are tried in the address first.
    const arranged = {
      intent: 'columns',
      list: 'customers',
      here: `view=${id}`,
      order: 'phone',
      density: 'comfortable',
    };
    const tried = await post(seller, { ...arranged, 'show:phone': 'yes' });
    expect(tried.to).toBe(`/app/customers?view=${id}&columns=phone&density=comfortable`);
    const { html } = await page(seller, tried.to);
    expect([heads(html), html.includes('Save changes')]).toEqual([['Customer', 'Phone'], true]);
    expect(heads((await page(seller, address)).html)).toEqual(['Customer', 'Email', 'Tier']);
  });

  test('are shared, opened and not changed by others, and open first for who wants', async () => {
    const id = address.slice(-24);
    expect((await page(other, address)).html).toContain('The view in this address is gone');
    await post(seller, { intent: 'share', view: id, shared: 'true' });
    const { html } = await page(other, address);
    expect([html.includes('Called Ltd'), html.includes('kept by Ava Reyes')]).toEqual([true, true]);
    expect(html).not.toContain('Delete view');
    expect((await post(other, { intent: 'rename', view: id, version: '1', name: 'Mine' })).status).toBe(403);
    await post(other, { intent: 'first', list: 'customers', view: id, first: 'true' });
    expect((await page(other, '/app/customers')).html).not.toContain('Quiet Ltd');
    expect((await page(other, '/app/customers?view=all')).html).toContain('Quiet Ltd');
    expect((await page(other, '/app/customers?status=lead')).html).toContain('Quiet Ltd');
    await post(other, { intent: 'first', list: 'customers', view: id, first: 'false' });
    expect((await page(other, '/app/customers')).html).toContain('Quiet Ltd');
  });

  test('open without a field that was archived, and say so', async () => {
    const admin = server.client();
    await admin.login('admin@example.com');
    const { to } = await post(seller, {
      ...{ intent: 'save', list: 'customers', name: 'Gold', ...shown },
      ...{ filters: 'customFields.tier=Gold', columns: 'customFields.tier,phone' },
    });
    const { key } = (await admin.ok(operations.listCustomFields)).fields[0]!;
    await admin.ok(operations.updateCustomField, { params: { key }, body: { archived: true } });
    const { status, html } = await page(seller, to);
    expect([status, heads(html)]).toEqual([200, ['Customer', 'Phone']]);
    expect(html).toMatch(/“Gold” names\s+what is no more: Tier/);
    expect(html).toContain('Quiet Ltd');
    await admin.ok(operations.updateCustomField, { params: { key }, body: { archived: false } });
    expect((await page(seller, to)).html).not.toContain('Quiet Ltd');
  });

  test('are deleted, and come back with Undo', async () => {
    const id = address.slice(-24);
    const { to } = await post(seller, { intent: 'delete', view: id });
    expect(to).toBe(`/app/customers?view=all&gone=${id}`);
    expect((await page(seller, to)).html).toContain('The view is deleted.');
    expect((await page(seller, address)).html).toContain('The view in this address is gone');
    expect((await post(seller, { intent: 'restore', view: id })).to).toBe(address);
    expect((await page(seller, address)).html).toContain('Called Ltd');
  });

  test('bulk changes and pages stay in the view', async () => {
    const query = address.split('?')[1]!;
    const body = new URLSearchParams({ query, all: 'true', intent: 'change', addTag: 'kept' });
    const answer = await seller.fetch('/app/customers/bulk', { method: 'POST', body });
    expect(answer.headers.get('location')).toMatch(/^\/app\/customers\?view=[0-9a-f]{24}&bulk=[0-9a-f]{24}&done=/);
    expect((await page(seller, `${address}&limit=1`)).html).toContain(`name="query" value="${query}`);
  });

  test('a custom field is set on all that match; what it cannot be is refused', async () => {
    const set = async (value: string) => {
      const body = { query: 'status=lead', all: 'true', intent: 'change', 'customFields.tier': value };
      const init = { method: 'POST', body: new URLSearchParams(body) };
      return (await seller.fetch('/app/customers/bulk', init)).headers.get('location');
    };
    expect(await set('Gold')).toContain('done=1&refused=0');
    expect(await names({ 'customFields.tier': 'Gold' })).toEqual(['Quiet Ltd', 'Called Ltd']);
    expect(await set('Tin')).toContain('done=0&refused=1');
    expect(await set(';')).toContain('done=1&refused=0');
    expect(await names({ 'customFields.tier': 'Gold' })).toEqual(['Called Ltd']);
  });

  test('tasks and deals have them too', async () => {
    for (const list of ['tasks', 'deals']) {
      const columns = list === 'tasks' ? 'dueDate' : 'value';
      const { to } = await post(seller, {
        intent: 'save',
        list,
        name: `Mine in ${list}`,
        ...shown,
        filters: 'assignedTo=me',
        sort: '',
        columns,
      });
      const { status, html } = await page(seller, to);
      expect([status, html.includes(`Mine in ${list}`), html.includes('Save view')]).toEqual([200, true, true]);
    }
  });
});
