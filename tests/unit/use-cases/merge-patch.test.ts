import { describe, expect, test } from 'vitest';
import type { Versioned } from '../../../src/server/records/index.ts';
import { applyPatch, changedSince, conflict, stamp } from '../../../src/server/use-cases/shared/merge-patch.ts';

interface Sample extends Versioned {
  title: string;
  due: Date | null;
  contact: { email: string | null; name: { first: string | null; last: string | null } };
  tags: string[];
  extra: Record<string, string | null>;
}

const now = new Date('2026-11-26T09:00:00Z');
const sample = (overrides: Partial<Sample> = {}): Sample => ({
  id: '0'.repeat(24),
  title: 'Call Acme',
  due: null,
  contact: { email: 'dana@acme.test', name: { first: 'Dana', last: 'Ito' } },
  tags: ['a', 'b'],
  extra: {},
  version: 5,
  fieldVersions: {},
  deletedAt: null,
  createdAt: new Date('2026-11-01T00:00:00Z'),
  updatedAt: new Date('2026-11-01T00:00:00Z'),
  ...overrides,
});

describe('applyPatch', () => {
  test('changes nested leaves only, and stamps their paths with the next version', () => {
    const before = sample();
    const { record, changed } = applyPatch(before, { title: 'Call', contact: { name: { first: 'Dan' } } }, { now });
    expect(record.contact).toEqual({ email: 'dana@acme.test', name: { first: 'Dan', last: 'Ito' } });
    expect(changed).toEqual(['title', 'contact.name.first']);
    expect(record).toMatchObject({ version: 6, fieldVersions: { title: 6, 'contact.name.first': 6 }, updatedAt: now });
    expect(before).toEqual(sample());
  });

  test('leaves the very same record when the patch says what is there already', () => {
    const before = sample({ due: now });
    const patch = { title: 'Call Acme', due: new Date(now), tags: ['a', 'b'], contact: {} };
    expect(applyPatch(before, patch, { now, expectedVersion: 1 })).toEqual({
      record: before,
      changed: [],
      conflicts: [],
    });
    expect(applyPatch(before, patch, { now }).record).toBe(before);
  });

  test('takes arrays, dates and null as whole values and skips undefined', () => {
    const { record, changed } = applyPatch(
      sample({ due: now }),
      { tags: ['b'], due: null, title: undefined, contact: { email: null } },
      { now },
    );
    expect(record).toMatchObject({ tags: ['b'], due: null, title: 'Call Acme', contact: { email: null } });
    expect(changed).toEqual(['tags', 'due', 'contact.email']);
  });

  test('adds keys of a map, even hostile ones, without touching any prototype', () => {
    const patch = JSON.parse('{"extra": {"__proto__": "x", "b.c": "y"}}') as { extra: Record<string, string> };
    const { record } = applyPatch(sample(), patch, { now });
    expect(Object.entries(record.extra)).toEqual([
      ['__proto__', 'x'],
      ['b.c', 'y'],
    ]);
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });

  test('merges with what others changed elsewhere', () => {
    const before = sample({ fieldVersions: { title: 5, 'contact.email': 3 } });
    const { conflicts, record } = applyPatch(before, { contact: { email: null } }, { now, expectedVersion: 3 });
    expect(conflicts).toEqual([]);
    expect(record.fieldVersions).toEqual({ title: 5, 'contact.email': 6 });
  });

  test.each([
    ['the same path', { title: 5 }, { title: 'x' }, ['title']],
    ['a part of it', { 'contact.name.first': 5 }, { contact: { name: { first: 'x' } } }, ['contact.name.first']],
    ['the whole around it', { contact: 5 }, { contact: { email: 'x' } }, ['contact.email']],
  ])('reports a conflict over %s', (_, fieldVersions, patch, expected) => {
    const before = sample({ fieldVersions });
    expect(applyPatch(before, patch, { now, expectedVersion: 4 }).conflicts).toEqual(expected);
    expect(applyPatch(before, patch, { now }).conflicts).toEqual([]);
    expect(applyPatch(before, patch, { now, expectedVersion: 5 }).conflicts).toEqual([]);
  });

  test('does not take a longer name for a part of a path', () => {
    const before = sample({ fieldVersions: { titles: 5 } });
    expect(applyPatch(before, { title: 'x' }, { now, expectedVersion: 4 }).conflicts).toEqual([]);
  });

  test('refuses a version that never was', () => {
    expect(applyPatch(sample(), { title: 'x' }, { now, expectedVersion: 9 }).conflicts).toEqual(['title']);
  });
});

test('changedSince and stamp agree', () => {
  const later = stamp(stamp(sample(), ['title'], now), ['deletedAt'], now);
  expect(later.version).toBe(7);
  expect(changedSince(later, 5)).toEqual(['title', 'deletedAt']);
  expect(changedSince(later, 6)).toEqual(['deletedAt']);
  expect(changedSince(later, 7)).toEqual([]);
});

test('a conflict names the paths and brings the current record', () => {
  const error = conflict(['title'], { id: 1 });
  expect(error).toMatchObject({ code: 'conflict', options: { conflicts: ['title'], current: { id: 1 } } });
  expect(error.message).toContain('title');
});
