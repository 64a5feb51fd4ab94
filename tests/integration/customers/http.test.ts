import { resultsOf } from '../../support/bulk.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { operations } from '../../../src/lib/contracts/operations/index.ts';
import type { ApiClient } from '../../support/api-client.ts';
import { startServer, type TestServer } from '../../support/server.ts';

/* The routes of customers, accounts, mails and figures over real HTTP; what they decide is tested with the use-cases. */

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

const unknown = 'f'.repeat(24);
let companies = 0;
const create = async (contactInfo: object = { company: `Company ${(companies += 1)}` }) =>
  (await seller.ok(operations.createCustomer, { body: { contactInfo } })).customer;

describe('customers', () => {
  test('are created with their address in Location, read, listed and changed', async () => {
    const answer = await seller.call(operations.createCustomer, {
      body: { contactInfo: { company: 'Acme', email: 'Dana@Acme.test' } },
    });
    expect(answer.status).toBe(201);
    const { customer } = answer.body as Awaited<ReturnType<typeof seller.ok<typeof operations.createCustomer>>>;
    expect(answer.headers.get('location')).toBe(`/api/customers/${customer.id}`);
    expect(await seller.ok(operations.getCustomer, { params: { id: customer.id } })).toEqual({ customer });
    const page = await seller.ok(operations.listCustomers, { query: { q: 'acme', status: 'lead' } });
    expect(page.items.map(({ id }) => id)).toEqual([customer.id]);
    const changed = await seller.ok(operations.updateCustomer, {
      params: { id: customer.id },
      body: { status: 'prospect' },
      headers: { 'If-Match': '"1"' },
    });
    expect(changed.customer).toMatchObject({ status: 'prospect', version: 2 });
  });

  test('that changed meanwhile are answered with what they are now', async () => {
    const { id } = await create();
    await seller.ok(operations.updateCustomer, { params: { id }, body: { source: 'website' } });
    const problem = await seller.refused(operations.updateCustomer, {
      params: { id },
      body: { source: 'referral' },
      headers: { 'If-Match': '"1"' },
    });
    expect(problem).toMatchObject({ code: 'conflict', conflicts: ['source'], current: { id, source: 'website' } });
    const refused = await seller.refused(operations.deleteCustomer, { params: { id }, headers: { 'If-Match': '"1"' } });
    expect(refused.code).toBe('conflict');
  });

  test('whose email is taken are refused with the id of the other', async () => {
    const first = await create({ email: 'taken@acme.test' });
    const problem = await seller.refused(operations.createCustomer, {
      body: { contactInfo: { email: 'Taken@acme.test' } },
    });
    expect(problem).toMatchObject({ code: 'duplicate', existingId: first.id });
  });

  test('go to the bin and come back', async () => {
    const { id } = await create();
    expect((await seller.call(operations.deleteCustomer, { params: { id } })).status).toBe(204);
    expect((await seller.refused(operations.getCustomer, { params: { id } })).code).toBe('not_found');
    expect((await seller.ok(operations.restoreCustomer, { params: { id } })).customer.deletedAt).toBeNull();
    expect((await seller.refused(operations.restoreCustomer, { params: { id: unknown } })).code).toBe('not_found');
  });

  test('have notes', async () => {
    const { id } = await create();
    const { note } = await seller.ok(operations.addNote, { params: { id }, body: { content: 'Called' } });
    expect(note).toMatchObject({ content: 'Called', author: { name: 'Ava Reyes' } });
    expect((await seller.ok(operations.listNotes, { params: { id } })).items).toEqual([note]);
    const empty = await seller.refused(operations.addNote, { params: { id }, body: { content: '' } });
    expect(empty).toMatchObject({ code: 'validation_failed', errors: [{ path: 'content' }] });
    expect((await seller.refused(operations.listNotes, { params: { id: unknown } })).code).toBe('not_found');
  });

  test('are created once for one idempotency key', async () => {
    const request = {
      body: { contactInfo: { company: 'Once' } },
      headers: { 'Idempotency-Key': 'create-once' },
    };
    const first = await seller.ok(operations.createCustomer, request);
    expect(await seller.ok(operations.createCustomer, request)).toEqual(first);
    const other = { ...request, body: { contactInfo: { company: 'Twice' } } };
    expect((await seller.refused(operations.createCustomer, other)).code).toBe('idempotency_key_reused');
  });

  test.each([
    ['nobody to recognise', { contactInfo: {} }, 'contactInfo'],
    ['an address that is none', { contactInfo: { email: 'x' } }, 'contactInfo.email'],
    ['a website that runs', { contactInfo: { company: 'x', website: 'javascript:alert(1)' } }, 'contactInfo.website'],
    ['a status there is not', { contactInfo: { company: 'x' }, status: 'gone' }, 'status'],
    ['a field there is not', { contactInfo: { company: 'x' }, isAdmin: true }, 'isAdmin'],
  ])('are refused for %s, naming the field', async (_, body, path) => {
    const problem = await seller.refused(operations.createCustomer, { body: body as never });
    expect(problem.code).toBe('validation_failed');
    expect(problem.errors?.map((error) => error.path)).toContain(path);
  });

  test.each([
    ['filter', { nonsense: '1' }],
    ['sort', { sort: 'password' }],
    ['cursor', { cursor: 'nonsense' }],
    ['limit', { limit: 1000 }],
  ])('are not listed by an unusable %s', async (_, query) => {
    expect((await seller.refused(operations.listCustomers, { query })).code).toBe('validation_failed');
  });

  test('are for members only', async () => {
    expect((await server.client().refused(operations.listCustomers)).code).toBe('unauthenticated');
  });
});

describe('deals', () => {
  const deal = async (more: object = {}) => {
    const { id: customerId } = await create();
    const answer = await seller.call(operations.createDeal, { body: { customerId, title: 'Renewal', ...more } });
    expect(answer.status).toBe(201);
    const made = answer.body as Awaited<ReturnType<typeof seller.ok<typeof operations.createDeal>>>;
    expect(answer.headers.get('location')).toBe(`/api/deals/${made.deal.id}`);
    return made.deal;
  };

  test('are created, listed, added up, won, and told of', async () => {
    const { id, customerId } = await deal({ value: 12.5, currency: 'GBP' });
    const params = { id };
    const page = await seller.ok(operations.listDeals, { query: { customerId, status: 'open' } });
    expect(page.items.map((item) => item.id)).toEqual([id]);
    const { totals } = await seller.ok(operations.getDealTotals, { query: { customerId } });
    expect(totals).toEqual([{ currency: 'GBP', count: 1, withoutValue: 0, value: 12.5 }]);
    const won = await seller.ok(operations.updateDeal, { params, body: { status: 'won' } });
    expect(await seller.ok(operations.getDeal, { params })).toEqual(won);
    const history = await seller.ok(operations.listDealActivity, { params });
    expect(history.items.map(({ type }) => type)).toEqual(['deal_won', 'deal_created']);
  });

  test('that changed meanwhile are answered with what they are now', async () => {
    const { id } = await deal();
    await seller.ok(operations.updateDeal, { params: { id }, body: { title: 'Theirs' } });
    const problem = await seller.refused(operations.updateDeal, {
      params: { id },
      body: { title: 'Mine' },
      headers: { 'If-Match': '"1"' },
    });
    expect(problem).toMatchObject({ code: 'conflict', conflicts: ['title'], current: { id, title: 'Theirs' } });
  });

  test('go to the bin and come back', async () => {
    const { id } = await deal();
    expect((await seller.call(operations.deleteDeal, { params: { id } })).status).toBe(204);
    expect((await seller.refused(operations.getDeal, { params: { id } })).code).toBe('not_found');
    expect((await seller.ok(operations.restoreDeal, { params: { id } })).deal.deletedAt).toBeNull();
  });

  test('change together, each by itself', async () => {
    const [one, two] = [await deal(), await deal()];
    const lost = { status: 'lost', lostReason: 'No budget' } as const;
    const answer = await seller.ok(operations.bulkDeals, { body: { ids: [one.id, unknown, two.id], change: lost } });
    expect(resultsOf(answer).map(({ status }) => status)).toEqual([200, 404, 200]);
    expect((await seller.ok(operations.getDeal, { params: { id: two.id } })).deal).toMatchObject(lost);
  });

  test('are created once for one idempotency key', async () => {
    const { id: customerId } = await create();
    const request = { body: { customerId, title: 'Once' }, headers: { 'Idempotency-Key': 'deal-once' } };
    expect(await seller.ok(operations.createDeal, request)).toEqual(await seller.ok(operations.createDeal, request));
  });

  test.each([
    [{ currency: 'XYZ' }, 'currency'],
    [{ value: 1.005, currency: 'EUR' }, 'value'],
    [{ pipelineId: unknown }, 'pipelineId'],
    [{ owner: 'x' }, 'owner'],
  ])('are refused for %j, naming the field', async (more, path) => {
    const { id: customerId } = await create();
    const problem = await seller.refused(operations.createDeal, { body: { customerId, title: 'x', ...more } });
    expect(problem.errors?.map((error) => error.path)).toEqual([path]);
  });

  test('begin with the currency admins chose', async () => {
    const { settings } = await admin.ok(operations.updateCompanySettings, { body: { currency: 'SEK' } });
    expect(await seller.ok(operations.getCompanySettings)).toEqual({ settings });
    expect((await deal()).currency).toBe('SEK');
    const refused = await seller.refused(operations.updateCompanySettings, { body: { currency: 'EUR' } });
    expect(refused.code).toBe('forbidden');
  });
});

describe('accounts', () => {
  test('are listed and changed by admins', async () => {
    const page = await admin.ok(operations.listUsers, { query: { q: 'seller' } });
    expect(page.items.map(({ email }) => email)).toEqual(['seller@example.com']);
    expect((await seller.refused(operations.listUsers)).code).toBe('forbidden');
    const id = page.items[0]?.id ?? '';
    const { user } = await admin.ok(operations.updateUser, { params: { id }, body: { role: 'marketing' } });
    expect(user.role).toBe('marketing');
    expect((await seller.refused(operations.updateUser, { params: { id }, body: { role: 'admin' } })).code).toBe(
      'forbidden',
    );
    const missing = await admin.refused(operations.updateUser, { params: { id: unknown }, body: { role: 'sales' } });
    expect(missing.code).toBe('not_found');
  });

  test('keep one administrator', async () => {
    const { id } = (await admin.ok(operations.getMe)).user;
    expect((await admin.refused(operations.updateUser, { params: { id }, body: { isActive: false } })).code).toBe(
      'conflict',
    );
  });

  test('that are deactivated are out at once', async () => {
    const leaver = server.client();
    const { id } = await leaver.register('leaver@example.com');
    await leaver.ok(operations.getMe);
    await admin.ok(operations.updateUser, { params: { id }, body: { isActive: false } });
    expect((await leaver.refused(operations.getMe)).code).toBe('unauthenticated');
  });

  test('have names for pickers', async () => {
    const { items } = await seller.ok(operations.listMembers);
    expect(items.map(({ name }) => name)).toContain('Ava Reyes');
    expect((await server.client().refused(operations.listMembers)).code).toBe('unauthenticated');
  });
});

test('mails are shown to admins', async () => {
  await server.client().ok(operations.requestPasswordReset, { body: { email: 'seller@example.com' } });
  const { items } = await admin.ok(operations.listMails);
  expect(items[0]?.to).toBe('seller@example.com');
  expect((await seller.refused(operations.listMails)).code).toBe('forbidden');
});

test('figures are shown to members', async () => {
  const { stats } = await seller.ok(operations.getStats);
  expect(stats.customers.byStatus.lead).toBeGreaterThan(0);
  expect((await server.client().refused(operations.getStats)).code).toBe('unauthenticated');
});
