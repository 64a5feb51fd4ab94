import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DomainEvent } from '../../../src/lib/domain/events.ts';
import { StaleRecordError, type Ports } from '../../../src/server/ports/index.ts';
import { system, testPorts, type TestWorld } from '../../support/ports.ts';
import { aCustomer, aTask } from '../../support/records.ts';

let world: TestWorld;
let ports: Ports;
beforeAll(async () => {
  world = await testPorts();
  ({ ports } = world);
});
afterAll(() => world.close());

const event: DomainEvent = { type: 'access.changed', userId: '0'.repeat(24) };
const rows = () => world.connection.collection('outbox').countDocuments();

describe('commit', () => {
  test('writes all of a change and its events, or nothing', async () => {
    const [task, customer] = [aTask(ports.ids.next()), aCustomer(ports.ids.next())];
    const before = await rows();
    await ports.commit({
      actor: system,
      events: [event, event],
      async write(tx) {
        await ports.tasks.insert(task, tx);
        await ports.customers.insert(customer, tx);
      },
    });
    expect(await rows()).toBe(before + 2);
    const another = aTask(ports.ids.next());
    await expect(
      ports.commit({
        actor: system,
        events: [event],
        async write(tx) {
          await ports.tasks.insert(another, tx);
          await ports.customers.replace({ ...customer, version: 7 }, tx);
        },
      }),
    ).rejects.toThrow(StaleRecordError);
    expect(await ports.tasks.find(another.id)).toBeNull();
    expect(await rows()).toBe(before + 2);
  });

  test('shows nothing before it is through', async () => {
    const task = aTask(ports.ids.next());
    let during: unknown = 'not read';
    await ports.commit({
      actor: system,
      events: [],
      async write(tx) {
        await ports.tasks.insert(task, tx);
        during = await ports.tasks.find(task.id);
      },
    });
    expect(during).toBeNull();
    expect(await ports.tasks.find(task.id)).not.toBeNull();
  });

  test('lets changes of different records through side by side', async () => {
    const tasks = Array.from({ length: 20 }, () => aTask(ports.ids.next()));
    const before = await rows();
    await Promise.all(
      tasks.map((task) =>
        ports.commit({ actor: system, events: [event], write: (tx) => ports.tasks.insert(task, tx) }),
      ),
    );
    expect(await ports.tasks.findMany(tasks.map(({ id }) => id))).toHaveLength(20);
    expect(await rows()).toBe(before + 20);
  });

  test('runs again by itself when it met another change of the same record', async () => {
    const task = aTask(ports.ids.next());
    await ports.commit({ actor: system, events: [], write: (tx) => ports.tasks.insert(task, tx) });
    let version = 1;
    const raise = async (): Promise<void> => {
      for (;;) {
        const current = await ports.tasks.find(task.id);
        if (!current) throw new Error('gone');
        try {
          await ports.commit({
            actor: system,
            events: [event],
            write: (tx) => ports.tasks.replace({ ...current, version: current.version + 1 }, tx),
          });
          version += 1;
          return;
        } catch (error) {
          if (!(error instanceof StaleRecordError)) throw error;
        }
      }
    };
    await Promise.all(Array.from({ length: 10 }, raise));
    expect(version).toBe(11);
    expect((await ports.tasks.find(task.id))?.version).toBe(11);
  });
});
