import { createConnection, type Connection } from 'mongoose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { operations } from '../../../src/lib/contracts/operations/index.ts';
import { importAnswer } from '../../../src/lib/contracts/import.ts';
import type { ApiClient } from '../../support/api-client.ts';
import { startServer, type TestServer } from '../../support/server.ts';

/* All data of one customer, taken out as a file and erased for good, over real HTTP and in every collection. */

let server: TestServer;
let connection: Connection;
let admin: ApiClient;
let seller: ApiClient;
beforeAll(async () => {
  server = await startServer();
  connection = await createConnection(server.database.uri, { autoIndex: false }).asPromise();
  [admin, seller] = [server.client(), server.client()];
  await admin.register('admin@example.com');
  await seller.register('seller@example.com', { firstName: 'Ava' });
});
afterAll(async () => {
  await connection.close();
  await server.stop();
});

const email = 'wilhelmina.quux@erased.example';
const secrets = ['quux', 'wilhelmina', 'zyxwerke', '5550199887', 'snorkelling', 'brontide', 'velleity', 'petrichor'];

/** Every document that holds one of the secrets, by collection. */
async function traces(): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const { collectionName } of await connection.db!.collections()) {
    for await (const document of connection.collection(collectionName).find()) {
      const pieces = Object.values(document)
        .map((value) => ((value as { _bsontype?: string } | null)?._bsontype === 'Binary' ? String(value) : ''))
        .join('');
      const text = (JSON.stringify(document) + pieces).toLowerCase();
      const held = secrets.filter((secret) => text.includes(secret));
      if (held.length > 0) (found[collectionName] ??= []).push(`${held.join(',')}: ${text.slice(0, 300)}`);
    }
  }
  return found;
}

/** Someone everything is known of, everywhere it can be: answers the ids. */
async function known() {
  const contactInfo = {
    ...{ email, phone: '+1 5550199887', company: 'Zyxwerke', name: { first: 'Wilhelmina', last: 'Quux' } },
  };
  const { customer } = await seller.ok(operations.createCustomer, {
    body: { contactInfo, tags: ['snorkelling'], customFields: { hobby: 'brontide' } },
    headers: { 'Idempotency-Key': 'made-once' },
  });
  const params = { id: customer.id };
  await seller.ok(operations.addNote, { params, body: { content: 'Likes petrichor' } });
  const { deal } = await seller.ok(operations.createDeal, { body: { title: 'Velleity', customerId: customer.id } });
  const { task } = await seller.ok(operations.createTask, {
    body: { title: 'Call about velleity', customerId: customer.id },
    headers: { Prefer: 'wait=5' },
  });
  const { task: below } = await seller.ok(operations.createTask, {
    body: { title: 'Ask Wilhelmina', parentTask: task.id, generate: false },
  });
  await seller.ok(operations.updateTask, { params: { id: task.id }, body: { description: 'On petrichor' } });
  const call = { kind: 'call', text: 'Spoke of brontide', outcome: 'Velleity' } as const;
  await seller.ok(operations.logInteraction, { params, body: call });
  const said = { content: 'Wilhelmina knows, @Ava Member' };
  await admin.ok(operations.addTaskComment, { params: { id: task.id }, body: said });
  await seller.ok(operations.updateCustomer, { params, body: { status: 'customer' } });

  const twin = { company: 'Zyxwerke AG', name: { first: 'Wilhelmina', last: 'Quux' } };
  const other = (await seller.ok(operations.createCustomer, { body: { contactInfo: twin } })).customer;
  await seller.ok(operations.mergeCustomers, { body: { ids: [other.id], into: customer.id } });
  const near = (await seller.ok(operations.createCustomer, { body: { contactInfo: { company: 'Near' } } })).customer;
  await seller.ok(operations.dismissDuplicates, { body: { ids: [customer.id, near.id] } });

  const headers = { 'Content-Type': 'text/csv' };
  const body = `Company,Email,Note\nZyxwerke,${email},petrichor\nOther,someone@example.com,x\n`;
  const waiting = await seller.fetch('/api/imports', { method: 'POST', headers, body });
  const draft = importAnswer.parse(await waiting.json()).import;
  const at = new Date();
  await connection.collection('importFaults').insertOne({
    ...{ importId: connection.base.mongo.ObjectId.createFromHexString(draft.id), row: 7, reason: 'x', expiresAt: at },
    cells: ['Zyxwerke', email.toUpperCase(), 'velleity'],
  });
  for (const to of [email, 'member@example.com']) {
    await connection.collection('mails').insertOne({
      ...{ to, subject: to === email ? 'Hello Wilhelmina' : 'New lead', text: `About ${email}`, status: 'kept' },
      ...{ attempts: 0, error: null, createdAt: at, sentAt: null, words: to.split(/\W/) },
    });
  }
  return { id: customer.id, deal: deal.id, task: task.id, below: below.id, other: other.id, near: near.id };
}

describe('a customer', () => {
  let ids: Awaited<ReturnType<typeof known>>;
  beforeAll(async () => {
    ids = await known();
  });

  test('is taken out as one file, with what the caller may read', async () => {
    const file = async (client: ApiClient) => {
      const answer = await client.fetch(`/api/customers/${ids.id}/export`);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="customer-${ids.id}.json"`);
      return (await answer.json()) as Record<string, { id: string; notes?: unknown[]; to?: string }[]>;
    };
    const all = await file(admin);
    const idsOf = (name: string) => all[name]?.map(({ id }) => id);
    expect(idsOf('customers')).toEqual([ids.id, ids.other]);
    expect(all.customers?.[0]?.notes).toMatchObject([{ content: 'Likes petrichor' }]);
    expect(idsOf('deals')).toEqual([ids.deal]);
    expect(new Set(idsOf('tasks'))).toEqual(new Set([ids.task, ids.below]));
    expect(all.interactions).toMatchObject([{ text: 'Spoke of brontide' }]);
    expect(all.comments).toMatchObject([{ content: 'Wilhelmina knows, @Ava Member' }]);
    expect(all.mails?.map(({ to }) => to)).toEqual([email]);
    expect(all.activities?.length).toBeGreaterThan(5);
    expect(await file(seller)).not.toHaveProperty('mails');
    expect((await seller.fetch(`/api/customers/${ids.other}/export`)).status).toBe(404);
    expect((await fetch(`${server.url}/api/customers/${ids.id}/export`)).status).toBe(401);
  });

  test('is erased by admins who say whom they mean, and by nobody else', async () => {
    const before = await traces();
    expect(Object.keys(before)).toEqual(expect.arrayContaining(['customers', 'outbox', 'idempotencyKeys', 'mails']));
    const params = { id: ids.id };
    const forbidden = await seller.refused(operations.eraseCustomer, { params, body: { confirm: email } });
    expect(forbidden.code).toBe('forbidden');
    const wrong = await admin.refused(operations.eraseCustomer, { params, body: { confirm: 'Near' } });
    expect(wrong.errors).toEqual([{ path: 'confirm', message: 'is neither the name nor the email of this customer' }]);
    const merged = await admin.refused(operations.eraseCustomer, { params: { id: ids.other }, body: { confirm: 'x' } });
    expect(merged).toMatchObject({ code: 'not_found', existingId: ids.id });
    expect(await traces()).toEqual(before);
  });

  test('is in no collection afterwards; a record says that it was done, and not of whom', async () => {
    const { erasure } = await admin.ok(operations.eraseCustomer, {
      params: { id: ids.id },
      body: { confirm: ` ${email.toUpperCase()}`, reason: 'Asked for on 12 May' },
    });
    expect(erasure).toMatchObject({
      ...{ customerId: ids.id, reason: 'Asked for on 12 May', erasedBy: { name: 'Dana Reyes' } },
      removed: { customers: 2, notes: 1, deals: 1, tasks: 2 },
    });
    expect(await traces()).toEqual({});
    expect(await admin.ok(operations.listErasures)).toMatchObject({ items: [erasure], total: 1 });
    expect((await seller.refused(operations.listErasures)).code).toBe('forbidden');
    for (const id of [ids.id, ids.other]) {
      expect((await admin.refused(operations.restoreCustomer, { params: { id } })).code).toBe('not_found');
    }
    for (const id of [ids.task, ids.below]) {
      expect((await admin.refused(operations.getTask, { params: { id } })).code).toBe('not_found');
    }
    // What is of others stays.
    expect((await seller.ok(operations.getCustomer, { params: { id: ids.near } })).customer.id).toBe(ids.near);
    // The same request once more makes nobody anew.
    const again = await seller.refused(operations.createCustomer, {
      body: {
        contactInfo: {
          email,
          phone: '+1 5550199887',
          company: 'Zyxwerke',
          name: { first: 'Wilhelmina', last: 'Quux' },
        },
        ...{ tags: ['snorkelling'], customFields: { hobby: 'brontide' } },
      },
      headers: { 'Idempotency-Key': 'made-once' },
    });
    expect(again).toMatchObject({ code: 'idempotency_key_reused', requestId: 'erased' });
  });

  test('that a merge was undone of leaves nothing in the history of the other', async () => {
    const make = async (contactInfo: object) =>
      (await seller.ok(operations.createCustomer, { body: { contactInfo } })).customer.id;
    const kept = await make({ company: 'Stays' });
    const gone = await make({ company: 'Zyxwerke', phone: '+1 5550199887' });
    const { mergeId } = await seller.ok(operations.mergeCustomers, { body: { ids: [gone], into: kept } });
    await seller.ok(operations.undoMerge, { params: { id: mergeId } });
    await seller.ok(operations.deleteCustomer, { params: { id: gone } });
    await admin.ok(operations.eraseCustomer, { params: { id: gone }, body: { confirm: 'zyxwerke' } });
    expect(await traces()).toEqual({});
    const history = await seller.ok(operations.listCustomerActivity, { params: { id: kept } });
    expect(history.items.map(({ type }) => type)).toEqual(['merge_undone', 'merged', 'created']);
  });

  test('is erased in a form that asks first, without JavaScript', async () => {
    const { customer } = await seller.ok(operations.createCustomer, { body: { contactInfo: { company: 'Zyxwerke' } } });
    await admin.login('admin@example.com');
    admin.useCookies = true;
    const path = `/app/customers/${customer.id}/erase`;
    expect(await (await admin.fetch(path)).text()).toContain('Erase Zyxwerke for good?');
    const post = (confirm: string) =>
      admin.fetch(path, {
        method: 'POST',
        headers: { 'Content-Type': 'application/x-www-form-urlencoded', Origin: server.url },
        body: new URLSearchParams({ confirm, reason: '' }).toString(),
      });
    const wrong = await post('Zyx');
    expect(wrong.status).toBe(422);
    expect(await wrong.text()).toContain('is neither the name nor the email');
    const done = await post('Zyxwerke');
    expect([done.status, done.headers.get('location')]).toEqual([303, '/app/customers?erased=true']);
    expect(await traces()).toEqual({});
    expect((await admin.fetch(path)).status).toBe(404);
    admin.useCookies = false;
  });
});
