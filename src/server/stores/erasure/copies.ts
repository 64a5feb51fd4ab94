import { mongo, type Connection } from 'mongoose';
import { errorCodes } from '../../../lib/contracts/errors.ts';
import type { DomainEvent } from '../../../lib/domain/events.ts';
import type { Traces } from '../../ports/index.ts';
import { removeStays } from '../stage-entries.ts';
import type { Vocabulary } from '../vocabulary.ts';
import { wordUse } from '../word-use.ts';

/*
 * Where copies of a customer's data lie, and what becomes of each. A collection that is not named here is searched for
 * the customer's ids and texts, and the documents that hold them go: so it is with mails, rows of imports that failed,
 * and whatever collection may come. Neither members and their sessions (they are not customers), nor counters, leases,
 * the ledger of AI requests and pages of ids hold anything of theirs.
 */
export const ownHandling: ReadonlySet<string> = new Set([
  // The records themselves, removed in one commit.
  ...['customers', 'deals', 'tasks', 'erasures'],
  // By their ids: see `removeByIds`.
  ...['activities', 'merges', 'dismissedDuplicates', 'generations', 'stageEntries', 'stagePacks'],
  // Events and answers are emptied, not removed: numbers have no gaps, keys are used once.
  ...['outbox', 'idempotencyKeys'],
  // Who did what stays on record, without a name or values: see `blankAudit`.
  'audit',
  // Files of imports, cut into pieces: see `dropFiles`.
  'importPieces',
  'vocabulary',
  ...['settings', 'users', 'sessions', 'refreshTokens', 'oneTimeTokens', 'leases', 'allowances', 'usage', 'positions'],
  'listChoices',
  'batchItems',
  // How the company works, not whom for.
  ...['pipelines', 'apiKeys', 'guidance'],
  // Ids alone, which go with what they mark.
  'samples',
]);

type Document = Record<string, unknown> & { _id: unknown };

const raw = (connection: Connection, name: string) => connection.collection<Document>(name);
const objectIds = (ids: readonly string[]) => ids.map((id) => new mongo.ObjectId(id));

/** Whether a text holds one of the ids or texts of a customer, whatever its case. */
export function finder({ customerIds, dealIds, taskIds, texts }: Traces): (text: string) => boolean {
  const written = texts.map((text) => JSON.stringify(text).slice(1, -1));
  const needles = [...customerIds, ...dealIds, ...taskIds, ...texts, ...written].map((text) => text.toLowerCase());
  return (text) => {
    const folded = text.toLowerCase();
    return needles.some((needle) => folded.includes(needle));
  };
}

/** Histories, stays in stages, merges, dismissals and the runs that made plans. What was told of them in histories of others is emptied. */
export async function removeByIds(connection: Connection, records: Traces): Promise<void> {
  const [customers, deals, tasks] = [records.customerIds, records.dealIds, records.taskIds].map(objectIds);
  if (!customers || !deals || !tasks) return;
  const merges = raw(connection, 'merges');
  const mergedInto = await merges.distinct('keptId', { mergedIds: { $in: customers } });
  const activities = raw(connection, 'activities');
  await activities.updateMany(
    { customerIds: { $in: mergedInto }, type: { $in: ['merged', 'merge_undone'] } },
    { $set: { changes: [] } },
  );
  await raw(connection, 'audit').updateMany(
    { kind: { $in: ['merged', 'merge_undone'] }, 'subject.id': { $in: mergedInto.map(String) } },
    { $set: { changes: [] } },
  );
  await merges.deleteMany({ $or: [{ keptId: { $in: customers } }, { mergedIds: { $in: customers } }] });
  await activities.deleteMany({ customerIds: { $in: customers } });
  await activities.deleteMany({ dealId: { $in: deals } });
  await activities.deleteMany({ taskId: { $in: tasks } });
  await removeStays(connection, records.dealIds);
  await raw(connection, 'dismissedDuplicates').deleteMany({ customerIds: { $in: customers } });
  for (const task of tasks) await raw(connection, 'generations').deleteMany({ taskId: task });
}

/** A job on many records says of some why they were refused: their ids alone tell nobody anything. */
const byTextAlone: ReadonlySet<string> = new Set(['batchJobs']);

/** Documents of the other collections that hold an id or a text of the customer. */
export async function removeHolding(connection: Connection, traces: Traces): Promise<void> {
  const holds = finder(traces);
  const holdsText = finder({ ...traces, customerIds: [], dealIds: [], taskIds: [] });
  for (const name of Object.keys(connection.models)) {
    if (ownHandling.has(name)) continue;
    const goes = byTextAlone.has(name) ? holdsText : holds;
    for await (const document of raw(connection, name).find().sort({ _id: 1 })) {
      if (goes(JSON.stringify(document))) await raw(connection, name).deleteOne({ _id: document._id });
    }
  }
}

/** Events keep their numbers and say nothing any more; consumers pass over them. */
export async function emptyEvents(connection: Connection, holds: (text: string) => boolean): Promise<void> {
  const erased: DomainEvent = { type: 'erased' };
  const outbox = raw(connection, 'outbox');
  for await (const { _id, event } of outbox.find({}, { projection: { event: 1 } }).sort({ _id: 1 })) {
    if (typeof event !== 'string' || !holds(event) || isFarewell(JSON.parse(event) as DomainEvent)) continue;
    await outbox.updateOne({ _id }, { $set: { type: erased.type, event: JSON.stringify(erased) } });
  }
}

/** The last event of an erased record, which tells open pages that it is gone: it holds nothing but the id. */
function isFarewell(event: DomainEvent): boolean {
  switch (event.type) {
    case 'customer.changed': {
      const { company, email, name } = event.customer.contactInfo;
      return (company ?? email ?? name.first ?? name.last) === null;
    }
    case 'deal.changed':
      return event.deal.title === '';
    case 'task.changed':
      return event.task.title === '';
    default:
      return false;
  }
}

/** The audit log still says that something was done to a record of this id, and no longer whose it was. */
export async function blankAudit(connection: Connection, holds: (text: string) => boolean): Promise<void> {
  const audit = raw(connection, 'audit');
  const blank = { changes: [], 'subject.name': 'Erased' };
  for await (const { _id, subject, changes } of audit.find().sort({ _id: 1 })) {
    if (subject !== null && holds(JSON.stringify({ subject, changes })))
      await audit.updateOne({ _id }, { $set: blank });
  }
}

/** A request that is sent once more finds out that what it made is gone; it is not done a second time. */
export async function emptyAnswers(connection: Connection, holds: (text: string) => boolean): Promise<void> {
  const keys = raw(connection, 'idempotencyKeys');
  for await (const { _id, answer } of keys.find({}, { projection: { answer: 1 } }).sort({ _id: 1 })) {
    if (answer === null || !holds(JSON.stringify(answer))) continue;
    await keys.updateOne({ _id }, { $set: { answer: erasedAnswer } });
  }
}

const status = errorCodes.idempotency_key_reused;
const erasedAnswer = {
  status,
  headers: { 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store' },
  body: JSON.stringify({
    type: '/docs/api#problem-idempotency_key_reused',
    title: 'This Idempotency-Key was used already',
    status,
    detail: 'What the first request with this key was about has been erased. Use another key for another request.',
    code: 'idempotency_key_reused',
    requestId: 'erased',
  }),
};

/** Files of imports that still wait, or can be resumed, and hold one of the texts: their rows cannot be cut out. */
export async function dropFiles(connection: Connection, texts: readonly string[]): Promise<void> {
  const pieces = raw(connection, 'importPieces');
  const folded = texts.map((text) => text.toLowerCase());
  const longest = Math.max(0, ...folded.map((text) => text.length));
  for await (const { file, options } of raw(connection, 'imports').find().sort({ _id: 1 })) {
    const { id: fileId } = file as { id: mongo.ObjectId };
    const decoder = new TextDecoder((options as { encoding: string }).encoding);
    let tail = '';
    for await (const { bytes } of pieces.find({ fileId }).sort({ index: 1 })) {
      const text = tail + decoder.decode((bytes as mongo.Binary).value(), { stream: true }).toLowerCase();
      tail = text.slice(-longest);
      if (!folded.some((needle) => text.includes(needle))) continue;
      await pieces.deleteMany({ fileId });
      break;
    }
  }
}

/** Words that no record has any more, of those the erased ones had. */
export async function forgetWords(
  connection: Connection,
  vocabulary: Vocabulary,
  words: readonly string[],
): Promise<void> {
  const isUsed = wordUse(connection);
  for (const word of words) if (!(await isUsed(word))) await vocabulary.forget(word);
}
