import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import type { createCustomFieldRequest } from '../../../src/lib/contracts/custom-field.ts';
import { operations } from '../../../src/lib/contracts/operations/index.ts';
import { importAnswer } from '../../../src/lib/contracts/import.ts';
import type { ApiClient } from '../../support/api-client.ts';
import { startServer, type TestServer } from '../../support/server.ts';

/* Custom fields over real HTTP, from their definition to lists, files and forms. */

let server: TestServer;
let admin: ApiClient;
let seller: ApiClient;
beforeAll(async () => {
  server = await startServer();
  [admin, seller] = [server.client(), server.client()];
  await admin.register('admin@example.com');
  await seller.register('seller@example.com', { firstName: 'Ava' });
});
afterAll(() => server.stop());

type Definition = z.input<typeof createCustomFieldRequest>;
const define = async (definition: Definition) =>
  (await admin.ok(operations.createCustomField, { body: definition })).field;
const change = (key: string, body: object) => admin.ok(operations.updateCustomField, { params: { key }, body });
let companies = 0;
const body = (customFields: object) => ({
  contactInfo: { company: `Company ${(companies += 1)}` },
  ...{ customFields: customFields as Record<string, string> },
});
const create = async (customFields: object = {}) =>
  (await seller.ok(operations.createCustomer, { body: body(customFields) })).customer;
const update = (id: string, customFields: object) => ({
  params: { id },
  body: { customFields: customFields as Record<string, string> },
});
const listed = async (query: Record<string, string>) =>
  (await seller.ok(operations.listCustomers, { query })).items.map(({ id }) => id);
const keys = async () => (await seller.ok(operations.listCustomFields)).fields.map(({ key }) => key);

describe('definitions', () => {
  test('have a key made of the label, that stays; the label changes', async () => {
    const field = await define({ label: 'Contract size', type: 'number', help: ' In euros ', default: 5 });
    expect(field).toEqual({
      ...{ key: 'contract_size', label: 'Contract size', type: 'number', options: [], required: false },
      ...{ default: 5, help: 'In euros', archived: false },
    });
    const { field: renamed } = await change('contract_size', { label: 'Volume', default: null });
    expect(renamed).toMatchObject({ key: 'contract_size', label: 'Volume', default: null });
    expect(await define({ label: 'Contract size', type: 'text' })).toMatchObject({ key: 'contract_size_2' });
    await admin.ok(operations.deleteCustomField, { params: { key: 'contract_size_2' } });
  });

  test('are refused when they make no sense', async () => {
    const refused = async (definition: object) =>
      (await admin.refused(operations.createCustomField, { body: definition as Definition })).errors?.[0]?.path;
    expect(await refused({ label: 'Email', type: 'text' })).toBe('label');
    expect(await refused({ label: 'volume', type: 'text' })).toBe('label');
    expect(await refused({ label: 'Choice', type: 'select' })).toBe('options');
    expect(await refused({ label: 'Choice', type: 'select', options: ['A', 'a'] })).toBe('options');
    expect(await refused({ label: 'Choice', type: 'text', options: ['A'] })).toBe('options');
    expect(await refused({ label: 'Choice', type: 'select', options: ['A'], default: 'B' })).toBe('default');
    expect(await refused({ label: 'Tick', type: 'checkbox', required: true })).toBe('required');
    const type = await admin.refused(operations.updateCustomField, {
      params: { key: 'contract_size' },
      body: { type: 'text' } as object,
    });
    expect(type.errors).toEqual([{ path: 'type', message: 'is not known here' }]);
  });

  test('are written by admins alone, and read by all', async () => {
    const before = await keys();
    const definition = { label: 'Mine', type: 'text' } as const;
    const params = { key: 'contract_size' };
    const refusals = [
      await seller.refused(operations.createCustomField, { body: definition }),
      await seller.refused(operations.updateCustomField, { params, body: { label: 'Mine' } }),
      await seller.refused(operations.orderCustomFields, { body: { order: before } }),
      await seller.refused(operations.deleteCustomField, { params }),
    ];
    expect(refusals.map(({ code }) => code)).toEqual(Array.from(refusals, () => 'forbidden'));
    expect(await keys()).toEqual(before);
  });

  test('are put in order, those named first, and two admins meet', async () => {
    await define({ label: 'Second', type: 'text' });
    const { fields, version } = await admin.ok(operations.listCustomFields);
    const order = fields.map(({ key }) => key).toReversed();
    expect((await admin.ok(operations.orderCustomFields, { body: { order } })).fields.map(({ key }) => key)).toEqual(
      order,
    );
    expect((await admin.ok(operations.orderCustomFields, { body: { order: ['second'] } })).fields[0]?.key).toBe(
      'second',
    );
    for (const wrong of [['unknown'], ['second', 'second']]) {
      const refused = await admin.refused(operations.orderCustomFields, { body: { order: wrong } });
      expect(refused.errors?.[0]?.path).toBe('order');
    }
    const headers = { 'If-Match': `"${version}"` };
    const late = await admin.refused(operations.orderCustomFields, { body: { order: order.toReversed() }, headers });
    expect(late).toMatchObject({ code: 'conflict', conflicts: ['order'] });
    const other = await admin.ok(operations.updateCustomField, {
      ...{ params: { key: 'second' }, body: { help: 'Both win' }, headers },
    });
    expect(other.field.help).toBe('Both win');
  });

  test('are deleted while nobody has a value, else archived; values come back with them', async () => {
    const { key } = await define({ label: 'Passing', type: 'text' });
    const { id } = await create({ [key]: 'kept' });
    await seller.ok(operations.deleteCustomer, { params: { id } });
    const counted = await admin.ok(operations.listCustomFields, { query: { counts: true } });
    expect(counted.fields.find((field) => field.key === key)?.customers).toBe(1);
    expect((await admin.refused(operations.deleteCustomField, { params: { key } })).code).toBe('conflict');
    await change(key, { archived: true });
    const back = (await seller.ok(operations.restoreCustomer, { params: { id } })).customer;
    expect(back.customFields).toEqual({ [key]: 'kept' });
    expect((await change(key, { archived: false })).field.archived).toBe(false);
    await seller.ok(operations.updateCustomer, update(id, { [key]: null }));
    await admin.ok(operations.deleteCustomField, { params: { key } });
    expect(await keys()).not.toContain(key);
  });
});

describe('values', () => {
  test('are of their type, and each that is not is named', async () => {
    await define({ label: 'Tier', type: 'select', options: ['Gold', 'Silver'] });
    await define({ label: 'Markets', type: 'multi-select', options: ['North', 'South'] });
    await define({ label: 'VIP', type: 'checkbox' });
    await define({ label: 'Since', type: 'date' });
    await define({ label: 'Wiki', type: 'url' });
    const values = {
      ...{ tier: 'Gold', markets: ['South', 'North'], vip: true, since: '2026-02-28', wiki: 'https://w.example/a' },
      ...{ contract_size: 12.5, second: 'text', 'of a program': [1].length },
    };
    const made = await create(values);
    expect(made.customFields).toEqual(values);
    const wrong = {
      tier: 'Tin',
      markets: 'North',
      vip: 'yes',
      since: '2026-02-30',
      wiki: 'ftp://x',
      contract_size: '1',
    };
    const refused = await seller.refused(operations.updateCustomer, update(made.id, wrong));
    expect(refused.code).toBe('validation_failed');
    expect(refused.errors?.map(({ path }) => path)).toEqual(Object.keys(wrong).map((key) => `customFields.${key}`));
    expect((await seller.refused(operations.createCustomer, { body: body({ tier: 'Tin' }) })).errors).toHaveLength(1);
    const { customer } = await seller.ok(operations.getCustomer, { params: { id: made.id } });
    expect(customer).toMatchObject({ version: 1, customFields: values });
  });

  test('that are offered no more stay and can be changed around', async () => {
    const { id } = await create({ tier: 'Silver', markets: ['North'] });
    await change('tier', { options: ['Gold'] });
    await change('markets', { options: ['South'] });
    const one = await seller.ok(operations.updateCustomer, update(id, { tier: 'Silver', second: 'x' }));
    expect(one.customer.customFields).toMatchObject({ tier: 'Silver', second: 'x' });
    const two = await seller.ok(operations.updateCustomer, update(id, { markets: ['North', 'South'] }));
    expect(two.customer.customFields.markets).toEqual(['North', 'South']);
    expect(
      (await seller.refused(operations.updateCustomer, update((await create()).id, { tier: 'Silver' }))).code,
    ).toBe('validation_failed');
    await change('tier', { options: ['Gold', 'Silver'] });
    await change('markets', { options: ['North', 'South'] });
  });

  test('are filled in where nothing is given, and taken away by null', async () => {
    await change('tier', { default: 'Gold' });
    expect((await create()).customFields).toEqual({ tier: 'Gold' });
    expect((await create({ tier: null })).customFields).toEqual({});
    await change('tier', { archived: true });
    expect((await create()).customFields).toEqual({});
    await change('tier', { archived: false, default: null });
  });

  test('that are required are asked of people; old customers and programs are not locked out', async () => {
    const old = await create();
    await change('second', { required: true });
    expect((await create()).customFields).toEqual({});
    await seller.ok(operations.updateCustomer, { params: { id: old.id }, body: { status: 'customer' } });
    await seller.ok(operations.updateCustomer, update(old.id, { second: 'x' }));
    const taken = await seller.refused(operations.updateCustomer, update(old.id, { second: ' ' }));
    expect(taken.errors).toEqual([{ path: 'customFields.second', message: 'is required' }]);

    await seller.login('seller@example.com');
    seller.useCookies = true;
    const form = (path: string, fields: Record<string, string>) =>
      seller.fetch(path, {
        method: 'POST',
        headers: { 'Content-Type': 'application/x-www-form-urlencoded', Origin: server.url },
        body: new URLSearchParams({ 'contactInfo.company': 'By hand', ...fields }).toString(),
      });
    const quick = await form('/app/customers', {});
    expect(quick.status).toBe(422);
    expect(await quick.text()).toContain('/app/customers/new?contactInfo.company=By+hand');
    const posted = {
      ...{ 'customFields.contract_size': '1.234,5', 'customFields.vip': 'yes', 'customFields.markets': '' },
      ...{ 'customFields.markets=South': 'yes', 'customFields.since': '' },
    };
    const bare = await form('/app/customers/new', { ...posted, 'customFields.second': '' });
    expect(bare.status).toBe(422);
    expect(await bare.text()).toContain('Second is required.');
    const wrong = await form('/app/customers/new', {
      'customFields.contract_size': 'much',
      'customFields.second': 'x',
    });
    expect(await wrong.text()).toContain('Volume must be a number.');
    const right = await form('/app/customers/new', { ...posted, 'customFields.second': 'given' });
    expect(right.status).toBe(303);
    const page = right.headers.get('location') ?? '';
    const params = { id: page.split('/').at(-1) ?? '' };
    const { customer } = await seller.ok(operations.getCustomer, { params });
    expect(customer.customFields).toEqual({ contract_size: 1234.5, vip: true, markets: ['South'], second: 'given' });

    const saved = await form(page, { intent: 'save', 'customFields.vip': '', 'customFields.markets': '' });
    expect(saved.status).toBe(303);
    const after = await seller.ok(operations.getCustomer, { params });
    expect(after.customer.customFields).toEqual({ contract_size: 1234.5, second: 'given' });
    seller.useCookies = false;
    await change('second', { required: false });
  });
});

describe('lists, files and many at once', () => {
  test('are filtered by choices and ticks', async () => {
    const mark = { source: 'filtered' };
    const made = async (customFields: object) =>
      (await seller.ok(operations.createCustomer, { body: { ...body(customFields), ...mark } })).customer.id;
    const gold = await made({ tier: 'Gold', markets: ['North', 'South'], vip: true });
    const silver = await made({ tier: 'Silver', markets: ['South'], vip: false });
    const plain = await made({});
    expect(await listed({ ...mark, 'customFields.tier': 'Gold' })).toEqual([gold]);
    expect(await listed({ ...mark, 'customFields[markets]': 'South' })).toEqual([silver, gold]);
    expect(await listed({ ...mark, 'customFields.markets': 'South', 'customFields.tier': 'Silver' })).toEqual([silver]);
    expect(await listed({ ...mark, 'customFields.vip': 'true' })).toEqual([gold]);
    expect(await listed({ ...mark, 'customFields.vip': 'false' })).toEqual([plain, silver]);
    for (const name of ['customFields.second', 'customFields.unknown', 'customFields.No Key', 'customFields']) {
      const refused = await seller.refused(operations.listCustomers, { query: { [name]: 'x' } });
      expect(refused.errors?.[0]?.path).toBe(name);
    }
    const { results } = (await seller.ok(operations.bulkCustomers, {
      body: { filter: { ...mark, 'customFields.tier': 'Gold' }, change: { customFields: { tier: 'Silver' } } },
    })) as { results: { id: string }[] };
    expect(results.map(({ id }) => id)).toEqual([gold]);
    expect(await listed({ ...mark, 'customFields.tier': 'Silver' })).toEqual([silver, gold]);
    const bulk = { filter: { 'customFields.second': 'x' }, change: { status: 'lead' } } as const;
    expect((await seller.refused(operations.bulkCustomers, { body: bulk })).code).toBe('validation_failed');
  });

  test('come out as columns of their own, and back in as what they were', async () => {
    const values = { second: '=1+1', contract_size: -3.5, tier: 'Gold', markets: ['North', 'South'], vip: false };
    const source = 'round trip';
    await seller.ok(operations.createCustomer, { body: { ...body({ ...values, other: 7 }), source } });
    const answer = await seller.fetch(`/api/customers/export.csv?source=${encodeURIComponent(source)}`);
    const csv = await answer.text();
    const [heading = '', row = ''] = csv.split('\r\n');
    expect(heading).toContain(',Second,Volume,Tier,Markets,VIP,Since,Wiki,Custom fields,');
    expect(row).toContain(`,'=1+1,'-3.5,Gold,North; South,no,,,"{""other"":7}",`);

    const posted = await seller.fetch('/api/imports?', {
      ...{ method: 'POST', headers: { 'Content-Type': 'text/csv' }, body: csv },
    });
    const draft = importAnswer.parse(await posted.json()).import;
    expect(draft.columns.filter(({ to }) => to === 'custom').map(({ field }) => field)).toEqual([
      'Second',
      'Volume',
      'Tier',
      'Markets',
      'VIP',
      'Since',
      'Wiki',
    ]);
    expect(draft.preview).toMatchObject({ faulty: 0, checked: 1 });
    const wrong = await seller.fetch('/api/imports', {
      ...{ method: 'POST', headers: { 'Content-Type': 'text/csv' }, body: 'Company,Volume\nAcme,much\n' },
    });
    const { preview } = importAnswer.parse(await wrong.json()).import;
    expect(preview?.rows[0]?.faults).toEqual([{ column: 'Volume', message: 'Volume “much” must be a number' }]);
    expect((await seller.fetch('/api/customers/export.csv?customFields.second=x')).status).toBe(422);
  });

  test('merging takes them one by one', async () => {
    const kept = await create({ tier: 'Gold' });
    const other = await create({ tier: 'Silver', markets: ['North'], vip: true });
    const { customer } = await seller.ok(operations.mergeCustomers, {
      body: { ids: [other.id], into: kept.id, fields: { 'customFields.vip': other.id } },
    });
    expect(customer.customFields).toEqual({ tier: 'Gold', markets: ['North'], vip: true });
  });
});
