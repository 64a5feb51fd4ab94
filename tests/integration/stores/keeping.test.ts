import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listMailsQuery } from '../../../src/lib/contracts/mail.ts';
import type { Ports } from '../../../src/server/ports/index.ts';
import type { UsageRecord } from '../../../src/server/records/index.ts';
import { system, testPorts, type TestWorld } from '../../support/ports.ts';
import { aMail } from '../../support/records.ts';

let world: TestWorld;
let ports: Ports;
beforeAll(async () => {
  world = await testPorts();
  ({ ports } = world);
});
afterAll(() => world.close());

describe('mails', () => {
  test('are kept, changed, listed and searched', async () => {
    const mail = (to: string, subject: string) =>
      aMail(ports.ids.next(), { to, subject, createdAt: ports.clock.now(), dueAt: ports.clock.now() });
    const [first, second] = [mail('dana@example.com', 'Reset your password'), mail('ben@example.com', 'Welcome')];
    await ports.commit({
      actor: system,
      events: [],
      async write(tx) {
        await ports.mails.insert(first, tx);
        await ports.mails.insert(second, tx);
      },
    });
    expect(await ports.mails.find(first.id)).toEqual(first);
    expect(await ports.mails.find(ports.ids.next())).toBeNull();
    const now = ports.clock.now();
    const claimed = await ports.mails.claim(first.id, { now, until: new Date(now.getTime() + 1000) });
    const refused = { status: 'failed', error: 'refused', dueAt: null, sentAt: null } as const;
    expect(await ports.mails.settle(claimed!, refused)).toBe(true);
    const page = await ports.mails.list(listMailsQuery.parse({ limit: '1' }));
    expect(page).toMatchObject({ items: [second], total: 2 });
    const next = await ports.mails.list(listMailsQuery.parse({ limit: '1', cursor: page.nextCursor }));
    expect(next).toEqual({
      items: [{ ...first, ...refused, attempts: 1, fence: 1 }],
      total: 2,
      nextCursor: null,
    });
    expect((await ports.mails.list(listMailsQuery.parse({ q: 'passw' }))).total).toBe(1);
  });
});

test('usage adds up since an instant', async () => {
  const record = (createdAt: string, cost: number | null): UsageRecord => ({
    id: ports.ids.next(),
    generationId: ports.ids.next(),
    taskId: null,
    purpose: 'plan',
    userId: null,
    model: 'a/b',
    promptTokens: 100,
    completionTokens: 50,
    cost,
    estimated: false,
    latencyMs: 900,
    outcome: 'ok',
    createdAt: new Date(createdAt),
  });
  expect(await ports.usage.totalSince(new Date(0))).toEqual({ tokens: 0, cost: 0, requests: 0 });
  await ports.usage.insert(record('2026-10-31T23:59:59Z', 1));
  await ports.usage.insert(record('2026-11-01T00:00:00Z', 0.25));
  await ports.usage.insert(record('2026-11-02T00:00:00Z', null));
  expect(await ports.usage.totalSince(new Date('2026-11-01T00:00:00Z'))).toEqual({
    tokens: 300,
    cost: 0.25,
    requests: 2,
  });
});

describe('leases', () => {
  const until = (seconds: number) => new Date(ports.clock.now().getTime() + seconds * 1000);

  test('have one holder, who may renew', async () => {
    const holders = ['a', 'b', 'c', 'd', 'e'];
    const won = await Promise.all(holders.map((holder) => ports.leases.acquire('race', holder, until(30))));
    expect(won.filter(Boolean)).toHaveLength(1);
    const holder = holders[won.indexOf(true)] ?? '';
    expect(await ports.leases.acquire('race', holder, until(60))).toBe(true);
    world.clock.advance(45_000);
    expect(await ports.leases.acquire('race', 'z', until(30))).toBe(false);
  });

  test('pass on when they run out, or are given back by their holder', async () => {
    expect(await ports.leases.acquire('leader', 'a', until(30))).toBe(true);
    world.clock.advance(31_000);
    expect(await ports.leases.acquire('leader', 'b', until(30))).toBe(true);
    await ports.leases.release('leader', 'a');
    expect(await ports.leases.acquire('leader', 'a', until(30))).toBe(false);
    await ports.leases.release('leader', 'b');
    expect(await ports.leases.acquire('leader', 'a', until(30))).toBe(true);
  });
});

describe('idempotency keys', () => {
  const answer = { status: 201, headers: { Location: '/api/tasks/1' }, body: '{"a.b":1,"$c":2}' };

  test('are reserved by one request, then replay its answer', async () => {
    const begun = await Promise.all(Array.from({ length: 5 }, () => ports.idempotency.begin('k1', 'print')));
    expect(begun.map(({ kind }) => kind).sort()).toEqual(['busy', 'busy', 'busy', 'busy', 'fresh']);
    expect(await ports.idempotency.begin('k1', 'other')).toEqual({ kind: 'mismatch' });
    await ports.idempotency.complete('k1', answer);
    expect(await ports.idempotency.begin('k1', 'print')).toEqual({ kind: 'replay', ...answer });
    expect(await ports.idempotency.begin('k1', 'other')).toEqual({ kind: 'mismatch' });
    await ports.idempotency.abandon('k1');
    expect((await ports.idempotency.begin('k1', 'print')).kind).toBe('replay');
  });

  test('are free again when abandoned, left behind by a dead process, or a day old', async () => {
    await ports.idempotency.begin('k2', 'print');
    await ports.idempotency.abandon('k2');
    expect(await ports.idempotency.begin('k2', 'another')).toEqual({ kind: 'fresh' });
    world.clock.advance(61_000);
    expect(await ports.idempotency.begin('k2', 'print')).toEqual({ kind: 'mismatch' });
    expect(await ports.idempotency.begin('k2', 'another')).toEqual({ kind: 'fresh' });
    await ports.idempotency.complete('k2', answer);
    world.clock.advance(24 * 60 * 60 * 1000);
    expect(await ports.idempotency.begin('k2', 'print')).toEqual({ kind: 'fresh' });
  });
});
