import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { StaleRecordError, type Ports, type Tx } from '../../../src/server/ports/index.ts';
import type { RefreshTokenRecord, SessionRecord } from '../../../src/server/records/index.ts';
import { system, testPorts, type TestWorld } from '../../support/ports.ts';

let world: TestWorld;
let ports: Ports;
beforeAll(async () => {
  world = await testPorts();
  ({ ports } = world);
});
afterAll(() => world.close());

const commit = (write: (tx: Tx) => Promise<void>) => ports.commit({ actor: system, events: [], write });
const hash = (character: string) => character.repeat(64);
/** Far ahead: the database removes what has expired by its own clock. */
const later = new Date(Date.now() + 7 * 24 * 60 * 60 * 1000);

const session = (name: string, userId: string, overrides: Partial<SessionRecord> = {}): SessionRecord => ({
  hash: hash(name),
  userId,
  userAgent: 'Firefox',
  ip: '127.0.0.1',
  createdAt: ports.clock.now(),
  lastUsedAt: ports.clock.now(),
  expiresAt: later,
  ...overrides,
});
const refreshToken = (name: string, sessionHash: string, userId: string): RefreshTokenRecord => ({
  hash: hash(name),
  sessionHash,
  userId,
  usedAt: null,
  successor: null,
  expiresAt: later,
});

describe('sessions', () => {
  test('come back, newest use first, and note their use', async () => {
    const userId = ports.ids.next();
    const [first, second] = [session('a', userId), session('b', userId, { userAgent: null, ip: null })];
    await commit(async (tx) => {
      await ports.sessions.insert(first, tx);
      await ports.sessions.insert(second, tx);
    });
    expect(await ports.sessions.find(first.hash)).toEqual(first);
    expect(await ports.sessions.find(hash('x'))).toBeNull();
    const used = new Date('2026-11-26T10:00:00Z');
    await ports.sessions.touch(second.hash, used, later);
    expect(await ports.sessions.ofUser(userId)).toEqual([{ ...second, lastUsedAt: used }, first]);
    expect(await ports.sessions.ofUser(ports.ids.next())).toEqual([]);
  });

  test('take their refresh tokens with them', async () => {
    const userId = ports.ids.next();
    await commit(async (tx) => {
      await ports.sessions.insert(session('c', userId), tx);
      await ports.refreshTokens.insert(refreshToken('1', hash('c'), userId), tx);
      await ports.refreshTokens.insert(refreshToken('2', hash('d'), userId), tx);
    });
    await commit((tx) => ports.sessions.remove(hash('c'), tx));
    expect(await ports.sessions.find(hash('c'))).toBeNull();
    expect(await ports.refreshTokens.find(hash('1'))).toBeNull();
    expect(await ports.refreshTokens.find(hash('2'))).not.toBeNull();
  });
});

describe('refresh tokens', () => {
  test('are used once, however many try at the same time', async () => {
    const userId = ports.ids.next();
    const token = refreshToken('3', hash('e'), userId);
    await commit((tx) => ports.refreshTokens.insert(token, tx));
    expect(await ports.refreshTokens.find(token.hash)).toEqual(token);
    const at = ports.clock.now();
    const outcomes = await Promise.allSettled(
      ['f', 'g', 'h', 'i'].map((name) => commit((tx) => ports.refreshTokens.use(token.hash, hash(name), at, tx))),
    );
    const lost = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(lost).toHaveLength(3);
    for (const { reason } of lost) expect(reason).toBeInstanceOf(StaleRecordError);
    expect(await ports.refreshTokens.find(token.hash)).toMatchObject({ usedAt: at });
  });
});

describe('one-time tokens', () => {
  test('work once', async () => {
    const token = {
      hash: hash('9'),
      purpose: 'invite',
      userId: null,
      email: 'new@example.com',
      role: 'sales',
      expiresAt: later,
    } as const;
    await commit((tx) => ports.oneTimeTokens.insert(token, tx));
    expect(await ports.oneTimeTokens.find(token.hash)).toEqual(token);
    await commit((tx) => ports.oneTimeTokens.take(token.hash, tx));
    await expect(commit((tx) => ports.oneTimeTokens.take(token.hash, tx))).rejects.toThrow(StaleRecordError);
    expect(await ports.oneTimeTokens.find(token.hash)).toBeNull();
  });
});
