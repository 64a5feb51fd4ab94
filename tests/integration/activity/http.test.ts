import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { operations } from '../../../src/lib/contracts/operations/index.ts';
import type { ApiClient } from '../../support/api-client.ts';
import { startServer, type TestServer } from '../../support/server.ts';

let server: TestServer;
let admin: ApiClient;
let seller: ApiClient;
beforeAll(async () => {
  server = await startServer();
  [admin, seller] = [server.client(), server.client()];
  await admin.register('admin@example.com', { firstName: 'Ada', lastName: 'Admin' });
  await seller.register('seller@example.com', { firstName: 'Ava', lastName: 'Seller' });
});
afterAll(() => server.stop());

const unknown = 'f'.repeat(24);
const newCustomer = async (company: string) =>
  (await seller.ok(operations.createCustomer, { body: { contactInfo: { company } } })).customer.id;
const newTask = async (title: string, customerId: string | null = null) =>
  (await seller.ok(operations.createTask, { body: { title, customerId, generate: false } })).task.id;
const historyOf = (id: string, query: Record<string, string> = {}) =>
  admin.ok(operations.listCustomerActivity, { params: { id }, query });

describe('the history of a customer', () => {
  test('says who changed what from what to what, newest first', async () => {
    const id = await newCustomer('Veld Pumps');
    await seller.ok(operations.updateCustomer, {
      params: { id },
      body: { status: 'prospect', contactInfo: { industry: 'Pumps' }, tags: ['vip', 'eu'] },
    });
    await admin.ok(operations.addNote, { params: { id }, body: { content: 'They want a call' } });
    const { items, total } = await historyOf(id);
    expect(items.map(({ type, actor }) => [type, actor.name])).toEqual([
      ['note_added', 'Ada Admin'],
      ['updated', 'Ava Seller'],
      ['created', 'Ava Seller'],
    ]);
    expect(total).toBe(3);
    expect(items[1]?.changes.toSorted((a, b) => a.path.localeCompare(b.path))).toEqual([
      { path: 'contactInfo.industry', from: null, to: 'Pumps' },
      { path: 'status', from: 'lead', to: 'prospect' },
      { path: 'tags', from: [], to: ['vip', 'eu'] },
    ]);
  });

  test('has its tasks too, also one that was another customer’s', async () => {
    const [first, second] = [await newCustomer('First'), await newCustomer('Second')];
    const taskId = await newTask('Win them back', first);
    await seller.ok(operations.updateTask, { params: { id: taskId }, body: { customerId: second } });
    await seller.ok(operations.updateTask, { params: { id: taskId }, body: { status: 'completed' } });
    const told = async (id: string) => (await historyOf(id)).items.map(({ type, task }) => [type, task?.title ?? null]);
    expect(await told(first)).toEqual([
      ['task_updated', 'Win them back'],
      ['task_created', 'Win them back'],
      ['created', null],
    ]);
    expect(await told(second)).toEqual([
      ['task_completed', 'Win them back'],
      ['task_updated', 'Win them back'],
      ['created', null],
    ]);
  });

  test('is kept through the bin', async () => {
    const id = await newCustomer('Binned');
    await seller.ok(operations.deleteCustomer, { params: { id } });
    expect((await admin.refused(operations.listCustomerActivity, { params: { id } })).code).toBe('not_found');
    await seller.ok(operations.restoreCustomer, { params: { id } });
    expect((await historyOf(id)).items.map(({ type }) => type)).toEqual(['restored', 'deleted', 'created']);
  });

  test('is read page by page without a gap', async () => {
    const id = await newCustomer('Pages');
    for (let round = 1; round <= 6; round += 1) {
      await seller.ok(operations.updateCustomer, { params: { id }, body: { source: `source ${round}` } });
    }
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: Awaited<ReturnType<typeof historyOf>> = await historyOf(id, {
        limit: '3',
        ...(cursor && { cursor }),
      });
      seen.push(...page.items.map(({ id: entry }) => entry));
      cursor = page.nextCursor;
    }
    expect(new Set(seen).size).toBe(7);
    expect(seen).toHaveLength(7);
  });

  test('a change that is refused leaves no line', async () => {
    const id = await newCustomer('Refused');
    await seller.refused(operations.updateCustomer, { params: { id }, body: { status: 'friend' as 'lead' } });
    await seller.refused(operations.updateCustomer, {
      params: { id },
      body: { contactInfo: { company: null } },
    });
    expect((await historyOf(id)).total).toBe(1);
  });

  test('of nobody is not found, and a cursor of another list is refused', async () => {
    expect((await admin.refused(operations.listCustomerActivity, { params: { id: unknown } })).code).toBe('not_found');
    const id = await newCustomer('Cursor');
    const problem = await admin.refused(operations.listCustomerActivity, { params: { id }, query: { cursor: 'abc' } });
    expect(problem).toMatchObject({ code: 'validation_failed', errors: [{ path: 'cursor' }] });
  });
});

describe('the history of a task', () => {
  test('tells of fields with their values, of steps without, and of the plan’s maker', async () => {
    const id = await newTask('Launch the newsletter');
    await seller.ok(operations.updateTask, { params: { id }, body: { priority: 'urgent' } });
    await seller.ok(operations.createSubtask, { params: { id }, body: { title: 'Write it', estimatedTime: 30 } });
    const { items } = await admin.ok(operations.listTaskActivity, { params: { id } });
    expect(items.map(({ type }) => type).at(-1)).toBe('task_created');
    expect(items.flatMap(({ changes }) => changes)).toEqual(
      expect.arrayContaining([
        { path: 'priority', from: 'medium', to: 'urgent' },
        { path: 'plan', from: null, to: null },
      ]),
    );
  });

  test('of nobody is not found', async () => {
    expect((await admin.refused(operations.listTaskActivity, { params: { id: unknown } })).code).toBe('not_found');
  });
});
