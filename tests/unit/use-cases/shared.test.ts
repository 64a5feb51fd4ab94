import { describe, expect, test } from 'vitest';
import type { Actor } from '../../../src/lib/domain/actor.ts';
import { StaleRecordError } from '../../../src/server/ports/index.ts';
import { requireMember, requirePermission } from '../../../src/server/use-cases/shared/authorise.ts';
import { retryStale } from '../../../src/server/use-cases/shared/retry-stale.ts';

const program: Actor = { kind: 'import', id: 'k', name: 'Program', permissions: new Set(['tasks.read']) };
const system: Actor = { kind: 'system', id: null, name: 'Throughline' };

describe('requirePermission', () => {
  test('lets through who holds it, and the system', () => {
    expect(() => requirePermission(program, 'tasks.read', 'read tasks')).not.toThrow();
    expect(() => requirePermission(system, 'users.write', 'change members')).not.toThrow();
  });
  test('refuses everyone else in words', () => {
    expect(() => requirePermission(program, 'tasks.write', 'change tasks')).toThrow(
      expect.objectContaining({ code: 'forbidden', message: expect.stringContaining('change tasks') as string }),
    );
  });
});

test('requireMember refuses programs', () => {
  expect(() => requireMember(program, 'end sessions')).toThrow(expect.objectContaining({ code: 'forbidden' }));
});

describe('retryStale', () => {
  test('runs again until nothing came between', async () => {
    let runs = 0;
    const result = await retryStale(() => {
      runs += 1;
      return runs < 3 ? Promise.reject(new StaleRecordError()) : Promise.resolve('done');
    });
    expect(result).toBe('done');
    expect(runs).toBe(3);
  });
  test('passes other errors on at once', async () => {
    let runs = 0;
    const failing = retryStale(() => {
      runs += 1;
      return Promise.reject(new TypeError('no'));
    });
    await expect(failing).rejects.toThrow(TypeError);
    expect(runs).toBe(1);
  });
  test('gives up with a problem that may be tried again', async () => {
    await expect(retryStale(() => Promise.reject(new StaleRecordError()))).rejects.toMatchObject({
      code: 'unavailable',
      options: { retryAfter: 1 },
    });
  });
});
