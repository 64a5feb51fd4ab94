import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listTasksQuery } from '../../../src/lib/contracts/task.ts';
import { customerDerived } from '../../../src/server/stores/customer-document.ts';
import { derivationRules } from '../../../src/server/stores/derived-upkeep.ts';
import { taskDerived } from '../../../src/server/stores/task-document.ts';
import { system, testPorts, type TestWorld } from '../../support/ports.ts';
import { aCustomer, aTask } from '../../support/records.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await testPorts();
});
afterAll(() => world.close());

const refresh = () => world.ports.derived.refresh(AbortSignal.timeout(20_000));
const collection = (name: string) => world.connection.collection<Record<string, unknown>>(name);
const olderRules = () =>
  world.connection
    .collection<{ _id: string }>('settings')
    .updateOne({ _id: 'derivationRules' }, { $set: { value: { tasks: 0, customers: 0 } } });

test('what an older version wrote is found, sorted and shown again, once', async () => {
  const { ports } = world;
  const tasks = Array.from({ length: 230 }, (_, index) => aTask(ports.ids.next(), { title: `Turbine ${index}` }));
  const customer = aCustomer(ports.ids.next(), { company: 'Globex' }, { customFields: { size: 'L' } });
  await ports.commit({
    actor: system,
    events: [],
    async write(tx) {
      await ports.tasks.insertMany(tasks, tx);
      await ports.customers.insert(customer, tx);
    },
  });
  expect(await refresh()).toBe(0);
  const [taskBefore, customerBefore] = [await collection('tasks').findOne({}), await collection('customers').findOne()];
  await collection('tasks').updateMany({}, { $unset: { spanStart: 1, words: 1 }, $set: { statusRank: 9 } });
  await collection('customers').updateMany({}, { $unset: { fieldKeys: 1 } });
  expect(await refresh()).toBe(0);

  await olderRules();
  expect(await refresh()).toBe(231);
  expect(await collection('tasks').findOne({})).toEqual(taskBefore);
  expect(await collection('customers').findOne()).toEqual(customerBefore);
  expect((await ports.tasks.list(listTasksQuery.parse({ q: 'turbine' }))).total).toBe(230);
  expect(await refresh()).toBe(0);
});

/** When this fails, the derived fields have changed: count the collection's rules up, then note what they make now. */
test('these rules make just this', () => {
  const id = 'a'.repeat(24);
  const at = new Date('2026-11-27T10:00:00Z');
  const task = aTask(id, {
    title: 'Win the Äcme renewal',
    description: 'By phone',
    tags: ['vip'],
    dueDate: at,
    scheduledFor: null,
  });
  const customer = aCustomer(
    id,
    { company: 'Müller & Söhne', phone: '+49 (30) 23125 111', email: 'a@b.example' },
    {
      customFields: { size: 'L', kinds: ['a', 'b'] },
      notes: [{ id, content: 'Called twice', authorId: null, createdAt: at }],
      tags: ['key account'],
    },
  );
  const digest = (derived: object) =>
    createHash('sha256').update(JSON.stringify(derived)).digest('base64url').slice(0, 12);
  expect({
    tasks: [derivationRules.tasks, digest(taskDerived(task))],
    customers: [derivationRules.customers, digest(customerDerived(customer))],
  }).toEqual({ tasks: [1, 'Uppl7601fyO1'], customers: [1, 'aPMrsL5jRNKT'] });
});
