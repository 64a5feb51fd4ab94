import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect, createStores, type Stores } from '../../../src/server/stores/index.ts';
import { silent, testIds, testPorts, type TestWorld } from '../../support/ports.ts';

/* Two processes are two connections with stores of their own: they share nothing but the database. */

let world: TestWorld;
let other: Stores;
let closeOther: () => Promise<void>;
beforeAll(async () => {
  world = await testPorts();
  const connection = await connect({ MONGODB_URI: world.database.uri, MONGODB_POOL_SIZE: 10 }, silent);
  closeOther = () => connection.close();
  other = await createStores(connection, { clock: world.clock, ids: testIds() });
});
afterAll(async () => {
  await closeOther();
  await world.close();
});

const later = () => new Date(world.clock.now().getTime() + 60_000);
const hold = (id: string, key: string, amount: number, limit: number | null, store = world.ports.allowances) =>
  store.hold(id, [{ key, amount, limit }], later());
const used = async (key: string) => (await world.ports.allowances.used([key]))[0];

test('what is held counts until it is settled, then what was spent', async () => {
  expect(await hold('one', 'a', 3, 10)).toBeNull();
  expect(await used('a')).toBe(3);
  await world.ports.allowances.settle('one', [{ key: 'a', amount: 3, spent: 0.5 }]);
  expect(await used('a')).toBe(0.5);
  expect(await hold('two', 'a', 9.5, 10)).toBeNull();
  expect(await hold('three', 'a', 0.5, 10)).toBe('a');
  expect(await hold('four', 'a', 0.5, null)).toBeNull();
});

test('more than there ever is is refused', async () => {
  expect(await hold('one', 'b', 11, 10)).toBe('b');
  expect(await used('b')).toBe(0);
});

test('all shares are taken or none', async () => {
  await hold('one', 'c2', 1, 1);
  const shares = [
    { key: 'c1', amount: 1, limit: 5 },
    { key: 'c2', amount: 1, limit: 1 },
  ];
  expect(await world.ports.allowances.hold('two', shares, later())).toBe('c2');
  expect(await world.ports.allowances.used(['c1', 'c2', 'nothing'])).toEqual([0, 1, 0]);
});

test('two processes at once never take more than there is, and leave nothing that would have fitted', async () => {
  const asks = Array.from({ length: 60 }, (_, index) =>
    hold(`ask-${index}`, 'd', 1, 25, index % 2 === 0 ? world.ports.allowances : other.allowances),
  );
  const answers = await Promise.all(asks);
  expect(answers.filter((answer) => answer === null)).toHaveLength(25);
  expect(await used('d')).toBe(25);
});

test('what a dead process held is given back when its time is over, once', async () => {
  await hold('dead', 'e', 4, 5);
  expect(await hold('next', 'e', 2, 5, other.allowances)).toBe('e');
  world.clock.advance(60_001);
  expect(await used('e')).toBe(0);
  const answers = await Promise.all([
    hold('one', 'e', 2, 5),
    hold('two', 'e', 2, 5, other.allowances),
    hold('three', 'e', 2, 5),
  ]);
  expect(answers.filter((answer) => answer === null)).toHaveLength(2);
  expect(await used('e')).toBe(4);
});

test('what was spent counts also when the hold is gone, and ending a hold twice gives nothing back twice', async () => {
  await hold('slow', 'f', 4, 5);
  world.clock.advance(60_001);
  await hold('next', 'f', 3, 5);
  await world.ports.allowances.settle('slow', [{ key: 'f', amount: 4, spent: 1 }]);
  expect(await used('f')).toBe(4);
  await world.ports.allowances.settle('next', [{ key: 'f', amount: 3, spent: 0 }]);
  await world.ports.allowances.settle('next', [{ key: 'f', amount: 3, spent: 0 }]);
  expect(await used('f')).toBe(1);
});
