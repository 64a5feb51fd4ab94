import { describe, expect, test } from 'vitest';
import { auditQuery } from '../../../src/components/audit/audit-query.ts';
import { auditLink, auditWords, changeWords } from '../../../src/components/audit/audit-words.ts';
import { auditKinds, type AuditEntry } from '../../../src/lib/contracts/audit.ts';
import type { Customer } from '../../../src/lib/contracts/customer.ts';
import type { Task } from '../../../src/lib/contracts/task.ts';
import type { Actor } from '../../../src/lib/domain/actor.ts';
import { auditOf, type AuditNote } from '../../../src/lib/domain/audit.ts';
import type { DomainEvent } from '../../../src/lib/domain/events.ts';

const dana: Actor = {
  kind: 'member',
  id: 'd',
  role: 'sales',
  name: 'Dana',
  permissions: new Set(),
  ownOnly: false,
  sessionHash: '',
  from: { ip: '192.0.2.1', userAgent: 'curl/8' },
};
const deletedAt = '2026-11-26T09:00:00.000Z';
const task = (id: string, gone: boolean, changed = ['deletedAt']): DomainEvent => ({
  type: 'task.changed',
  change: gone ? 'deleted' : 'updated',
  task: { id, title: `Task ${id}`, deletedAt: gone ? deletedAt : null } as Task,
  changed,
});
const customer = (id: string): DomainEvent => ({
  type: 'customer.changed',
  change: 'deleted',
  customer: {
    id,
    contactInfo: { company: 'Acme', email: null, name: { first: null, last: null } },
    deletedAt,
  } as Customer,
  changed: ['deletedAt'],
});
const of = (events: DomainEvent[], notes: AuditNote[] = [], batchId: string | null = null) =>
  auditOf({ actor: dana, events, notes, batchId }).map(({ kind, subject, count, key }) => [
    kind,
    subject && `${subject.type} ${subject.name ?? '?'}`,
    count,
    key,
  ]);

describe('what a commit leaves in the audit log', () => {
  test('nothing of ordinary work', () => {
    expect(of([task('1', false, ['title']), { type: 'mail.requested', mailId: 'm' }])).toEqual([]);
  });

  test('deletions and restorations, those of one kind together', () => {
    expect(of([task('1', true), customer('2'), task('3', true), task('4', false)])).toEqual([
      ['deleted', 'task Task 1', 2, null],
      ['deleted', 'customer Acme', 1, null],
      ['restored', 'task Task 4', 1, null],
    ]);
    expect(of([task('1', true)], [], 'batch')).toEqual([['deleted', 'task Task 1', 1, 'batch:deleted:task']]);
  });

  test('ended sessions, by whoever ended them and from where', () => {
    const [entry] = auditOf({
      ...{ actor: dana, notes: [], batchId: null },
      events: [{ type: 'session.ended', userId: 'x', sessionHash: 'h' }],
    });
    expect(entry).toMatchObject({
      kind: 'session_ended',
      actor: { kind: 'member', id: 'd', name: 'Dana' },
      from: { ip: '192.0.2.1', userAgent: 'curl/8' },
      subject: { type: 'member', id: 'x', name: null },
    });
  });

  test('a merge, not the deletions it is made of', () => {
    const merged: AuditNote = { kind: 'merged', subject: { type: 'customer', id: '1', name: 'Acme' }, count: 2 };
    expect(of([customer('2')], [merged])).toEqual([['merged', 'customer Acme', 2, null]]);
  });
});

describe('how it reads', () => {
  const entry = (given: Partial<AuditEntry>): AuditEntry => ({
    ...{ id: '1', kind: 'deleted', at: deletedAt, from: null, count: 1, changes: [] },
    actor: { kind: 'member', id: 'd', name: 'Dana' },
    subject: { type: 'customer', id: 'c', name: 'Acme' },
    ...given,
  });

  test('every kind is a sentence, whatever it is about', () => {
    for (const kind of auditKinds) {
      for (const subject of [null, entry({}).subject]) {
        expect(auditWords(entry({ kind, subject })), kind).not.toMatch(/undefined|null/);
      }
    }
    expect(auditWords(entry({ count: 42 }))).toBe('deleted the customer “Acme” and 41 more');
    const self = { type: 'member', id: 'd', name: 'Dana' } as const;
    expect(auditWords(entry({ kind: 'session_ended', subject: self }))).toBe('logged out');
    expect(auditWords(entry({ kind: 'sign_in_failed', subject: null }))).toBe(
      'could not log in: there is no such account',
    );
  });

  test('links lead where the record is', () => {
    expect(auditLink(entry({ kind: 'merged' }))).toBe('/app/customers/c');
    expect(auditLink(entry({}))).toBe('/app/customers?deleted=true');
    expect(auditLink(entry({ subject: null }))).toBeNull();
  });

  test('changes are told with what was before', () => {
    expect(changeWords({ path: 'role', from: 'sales', to: 'admin' })).toBe('Role: sales, now admin');
    expect(changeWords({ path: 'prices', from: null, to: null })).toBe('prices: changed');
    expect(changeWords({ path: 'profile.permissions', from: ['mails.read'], to: [] })).toBe(
      'Permissions beyond the role: mails.read, now none',
    );
    expect(changeWords({ path: 'stages', from: ['New', 'Won'], to: ['New', 'Won'] })).toBe('Stages: changed');
    expect(changeWords({ path: 'expiresAt', from: null, to: '2027-02-25T20:40:56.802Z' })).toBe('Ends: 25 Feb 2027');
  });
});

test('the form asks for whole days of the reader, and what is not usable is left out', () => {
  const address = new URLSearchParams('since=2026-11-02&until=2026-11-03&kind=deleted,merged&actor=nobody');
  expect(auditQuery(address, 'Europe/Berlin')).toEqual({
    kind: ['deleted', 'merged'],
    from: '2026-11-01T23:00:00.000Z',
    to: '2026-11-03T23:00:00.000Z',
  });
  expect(auditQuery(new URLSearchParams('since=soon&kind='), 'UTC')).toEqual({ from: undefined, to: undefined });
});
