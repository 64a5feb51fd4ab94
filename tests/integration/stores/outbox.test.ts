import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { DomainEvent } from '../../../src/lib/domain/events.ts';
import type { OutboxStore } from '../../../src/server/ports/index.ts';
import { system, testPorts, type TestWorld } from '../../support/ports.ts';

let world: TestWorld;
let outbox: OutboxStore;
beforeAll(async () => {
  world = await testPorts();
  outbox = world.ports.outbox;
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.connection.collection('outbox').deleteMany({});
  await world.connection.collection('positions').deleteMany({});
});

const event = (title: string): DomainEvent => ({
  type: 'notification',
  userId: '0'.repeat(24),
  notificationId: '1'.repeat(24),
  notificationType: 'mentioned',
  title,
  link: null,
});
const emit = (...titles: string[]) =>
  world.ports.commit({ actor: system, events: titles.map(event), write: () => Promise.resolve() });
const titles = async (after = 0) =>
  (await outbox.after(after, 1000)).map(({ event }) => (event.type === 'notification' ? event.title : event.type));

test('events wait without a number until the leader gives one', async () => {
  await emit('a', 'b');
  expect(await outbox.after(0, 10)).toEqual([]);
  expect(await outbox.sequence(10)).toBe(2);
  const events = await outbox.after(0, 10);
  expect(events.map(({ sequence }) => sequence)).toEqual([1, 2]);
  expect(events[0]).toMatchObject({
    actor: { kind: 'system', id: null, name: 'Throughline' },
    at: world.clock.now(),
    event: event('a'),
  });
  expect(await outbox.sequence(10)).toBe(0);
});

test('numbers follow commit order without gaps, in as many rounds as it takes', async () => {
  for (const title of ['a', 'b', 'c', 'd', 'e']) {
    await emit(title);
    world.clock.advance(1);
  }
  expect(await outbox.sequence(2)).toBe(2);
  expect(await outbox.sequence(2)).toBe(2);
  expect(await outbox.sequence(2)).toBe(1);
  expect(await titles()).toEqual(['a', 'b', 'c', 'd', 'e']);
  expect(await titles(3)).toEqual(['d', 'e']);
  expect((await outbox.after(1, 2)).map(({ sequence }) => sequence)).toEqual([2, 3]);
  expect([await outbox.first(), await outbox.last()]).toEqual([1, 5]);
});

test('two leaders at once cannot give a number twice, nor leave one out', async () => {
  await Promise.all(Array.from({ length: 30 }, (_, index) => emit(`event ${index}`)));
  for (let round = 0; round < 40; round += 1) {
    const given = await Promise.all([outbox.sequence(7), outbox.sequence(5), outbox.sequence(3)]);
    if (given.every((count) => count === 0) && (await outbox.last()) === 30) break;
  }
  const sequences = (await outbox.after(0, 100)).map(({ sequence }) => sequence);
  expect(sequences).toEqual(Array.from({ length: 30 }, (_, index) => index + 1));
});

test('numbers go on growing after all rows have expired', async () => {
  expect([await outbox.first(), await outbox.last()]).toEqual([1, 0]);
  await emit('a', 'b');
  await outbox.sequence(10);
  await world.connection.collection('outbox').deleteMany({});
  const last = await outbox.last();
  expect(last).toBeGreaterThanOrEqual(2);
  expect(await outbox.first()).toBe(last + 1);
  await emit('c');
  await outbox.sequence(10);
  expect((await outbox.after(2, 10)).map(({ sequence }) => sequence)).toEqual([last + 1]);
});

describe('positions', () => {
  test('are kept by consumer and never go back', async () => {
    expect(await outbox.position('jobs')).toBeNull();
    await outbox.savePosition('jobs', 5);
    await outbox.savePosition('jobs', 3);
    await outbox.savePosition('notifications', 1);
    expect([await outbox.position('jobs'), await outbox.position('notifications')]).toEqual([5, 1]);
  });
});

test('an aborted change leaves no event, a committed one leaves each once', async () => {
  await expect(
    world.ports.commit({
      actor: system,
      events: [event('never')],
      write: () => Promise.reject(new Error('no')),
    }),
  ).rejects.toThrow('no');
  await emit('once');
  await outbox.sequence(10);
  expect(await titles()).toEqual(['once']);
});

test('events may hold any name a person thought of', async () => {
  const customer = { customFields: { 'a.b': 1, $set: 'x', '': 'y' } };
  const odd = { type: 'customer.changed', change: 'updated', customer, changed: [] } as unknown as DomainEvent;
  await world.ports.commit({ actor: system, events: [odd], write: () => Promise.resolve() });
  await outbox.sequence(10);
  expect((await outbox.after(0, 10))[0]?.event).toEqual(odd);
});

describe('watching', () => {
  test('wakes on commits and on numbers, and stops', async () => {
    const [onCommitted, onNumbered] = [vi.fn(), vi.fn()];
    const stop = await outbox.watch({ onCommitted, onNumbered });
    onCommitted.mockClear();
    onNumbered.mockClear();
    await emit('a');
    await vi.waitFor(() => expect(onCommitted).toHaveBeenCalledOnce(), { timeout: 10_000 });
    expect(onNumbered).not.toHaveBeenCalled();
    await outbox.sequence(10);
    await vi.waitFor(() => expect(onNumbered).toHaveBeenCalledOnce(), { timeout: 10_000 });
    expect(onCommitted).toHaveBeenCalledOnce();
    await stop();
  });
});
