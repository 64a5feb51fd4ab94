import type { AuditEntry, AuditKind, AuditSubjectType } from '../contracts/audit.ts';
import { customerName } from '../contracts/customer-name.ts';
import { signatureOf, type Actor, type Origin } from './actor.ts';
import type { DomainEvent } from './events.ts';

type Changes = AuditEntry['changes'];

/** Something to be written down, besides what the events of a commit tell by themselves. */
export interface AuditNote {
  kind: AuditKind;
  /** `name` null: to be looked up when it is read. */
  subject: { type: AuditSubjectType; id: string | null; name: string | null } | null;
  count?: number;
  changes?: Changes;
  /** Who did it and from where, when that is not the actor of the commit. */
  by?: AuditEntry['actor'];
  from?: Origin;
}

/** An entry before it has its place. */
export interface AuditDraft extends Required<Pick<AuditNote, 'kind' | 'subject' | 'count' | 'changes'>> {
  actor: AuditEntry['actor'];
  from: Origin | null;
  /** One entry for all of this key, however many commits they come in; null for one of its own. */
  key: string | null;
}

interface Committed {
  actor: Actor;
  events: readonly DomainEvent[];
  notes: readonly AuditNote[];
  /** The commit is part of a change of many records. */
  batchId: string | null;
}

/**
 * What a commit leaves in the audit log: its notes, and what its events tell of deletions, restorations and ended
 * sessions. What happens to many of a kind at once is one entry; a merge stands for the deletions that are part of it.
 */
export function auditOf({ actor, events, notes, batchId }: Committed): AuditDraft[] {
  const merges = notes.some(({ kind }) => kind === 'merged' || kind === 'merge_undone');
  const told = events.flatMap((event) => noteOf(event) ?? []);
  const derived = merges ? told.filter(({ kind }) => kind === 'session_ended') : told;
  const together = Map.groupBy(derived, ({ kind, subject }) => `${kind}:${subject?.type ?? ''}`);
  const draft = (note: AuditNote, key: string | null): AuditDraft => ({
    kind: note.kind,
    subject: note.subject,
    count: note.count ?? 1,
    changes: note.changes ?? [],
    actor: note.by ?? signatureOf(actor),
    from: note.from ?? (actor.kind === 'member' ? (actor.from ?? null) : null),
    key,
  });
  return [
    ...notes.map((note) => draft(note, null)),
    ...[...together].flatMap(([kind, [first, ...others]]) =>
      first ? [draft({ ...first, count: 1 + others.length }, batchId === null ? null : `${batchId}:${kind}`)] : [],
    ),
  ];
}

function noteOf(event: DomainEvent): AuditNote | null {
  if (event.type === 'session.ended') {
    return { kind: 'session_ended', subject: { type: 'member', id: event.userId, name: null } };
  }
  if (!('changed' in event) || (event.change !== 'deleted' && !event.changed.includes('deletedAt'))) return null;
  switch (event.type) {
    case 'task.changed':
      return ofRecord({ type: 'task', name: event.task.title, record: event.task });
    case 'deal.changed':
      return ofRecord({ type: 'deal', name: event.deal.title, record: event.deal });
    case 'customer.changed':
      return ofRecord({ type: 'customer', name: customerName(event.customer), record: event.customer });
  }
}

const ofRecord = ({
  type,
  name,
  record: { id, deletedAt },
}: {
  type: AuditSubjectType;
  name: string;
  record: { id: string; deletedAt: string | null };
}): AuditNote => ({ kind: deletedAt ? 'deleted' : 'restored', subject: { type, id, name } });
