import type { Connection } from 'mongoose';
import type { ListMailsQuery } from '../../lib/contracts/mail.ts';
import { mailStatuses } from '../../lib/contracts/mail.ts';
import { StaleRecordError, type MailStore } from '../ports/index.ts';
import type { MailRecord } from '../records/index.ts';
import { orderBy, pageOf } from './keyset.ts';
import { count, date, documentSchema, hex, insertOne, modelOf, objectId, text, type ObjectId } from './schema.ts';
import { within } from './transaction.ts';
import { wordFilters, wordsOf } from './words.ts';

/** Mails of before they were tried again by themselves have no fence. */
type MailDocument = Omit<MailRecord, 'id' | 'fence'> & { _id: ObjectId; fence?: number; words: string[] };

const schema = documentSchema<MailDocument>({
  _id: objectId,
  to: { type: String, required: true },
  subject: String,
  text: String,
  html: text,
  replyTo: text,
  status: { type: String, enum: mailStatuses, required: true },
  attempts: count,
  error: text,
  dueAt: date,
  fence: count,
  createdAt: { type: Date, required: true },
  sentAt: date,
  words: [String],
});

schema
  .index({ createdAt: 1, _id: 1 })
  .index({ status: 1, createdAt: 1, _id: 1 })
  .index({ words: 1 })
  .index({ dueAt: 1 });

const sortable = { createdAt: { field: 'createdAt', type: 'date' } } as const;
const conditions = ({ q, status }: ListMailsQuery): Record<string, unknown>[] => [
  ...(status ? [{ status: { $in: status } }] : []),
  ...wordFilters(q),
];

const free = ['queued', 'sending'] as const;

const toRecord = (document: MailDocument): MailRecord => ({
  id: hex(document._id),
  to: document.to,
  subject: document.subject,
  text: document.text,
  html: document.html ?? null,
  replyTo: document.replyTo ?? null,
  status: document.status,
  attempts: document.attempts,
  error: document.error,
  dueAt: document.dueAt ?? null,
  fence: document.fence ?? 0,
  createdAt: document.createdAt,
  sentAt: document.sentAt,
});

export function createMailStore(connection: Connection): MailStore {
  const mails = modelOf<MailDocument>(connection, 'mails', schema);
  return {
    async find(id) {
      const found = await mails.findById(id).lean<MailDocument>();
      return found && toRecord(found);
    },
    list(query) {
      const { limit, cursor, sort } = query;
      return pageOf(mails, { filter: conditions(query), order: orderBy(sort, sortable), limit, cursor }, toRecord);
    },
    async insert({ id, ...mail }, tx) {
      await insertOne(mails, { _id: id, ...mail, words: wordsOf([mail.to, mail.subject]) }, within(tx));
    },
    async due(now, limit) {
      const found = await mails
        .find({ dueAt: { $lte: now } }, { _id: 1 })
        .sort({ dueAt: 1 })
        .limit(limit)
        .lean<Pick<MailDocument, '_id'>[]>();
      return found.map(({ _id }) => hex(_id));
    },
    async claim(id, { now, until }) {
      // Mails of before there was `dueAt` have none; they are queued for the job that asks.
      const due = { _id: id, status: { $in: free }, $or: [{ dueAt: null }, { dueAt: { $lte: now } }] };
      const taken = { $set: { status: 'sending', dueAt: until }, $inc: { fence: 1, attempts: 1 } } as const;
      const found = await mails.findOneAndUpdate(due, taken, { returnDocument: 'after' }).lean<MailDocument>();
      return found && toRecord(found);
    },
    async renew(id, fence, until) {
      const { matchedCount } = await mails.updateOne({ _id: id, fence, status: 'sending' }, { $set: { dueAt: until } });
      return matchedCount > 0 ? 'running' : 'lost';
    },
    async settle({ id, fence }, outcome) {
      const { matchedCount } = await mails.updateOne({ _id: id, fence, status: 'sending' }, { $set: outcome });
      return matchedCount > 0;
    },
    async requeue(id, now, tx) {
      const queued = { status: 'queued', attempts: 0, error: null, dueAt: now } as const;
      const over = { _id: id, status: { $in: ['failed', 'kept'] as const } };
      const { matchedCount } = await mails.updateOne(over, { $set: queued }, within(tx));
      if (matchedCount === 0) throw new StaleRecordError(`Mail ${id} is not at its end`);
    },
  };
}
