import type { Connection } from 'mongoose';
import type { ListMailsQuery } from '../../lib/contracts/mail.ts';
import type { MailStore } from '../ports/index.ts';
import type { MailRecord } from '../records/index.ts';
import { orderBy, pageOf } from './keyset.ts';
import { count, date, documentSchema, hex, insertOne, modelOf, objectId, text, type ObjectId } from './schema.ts';
import { within } from './transaction.ts';
import { wordFilters, wordsOf } from './words.ts';

type MailDocument = Omit<MailRecord, 'id'> & { _id: ObjectId; words: string[] };

const schema = documentSchema<MailDocument>({
  _id: objectId,
  to: { type: String, required: true },
  subject: String,
  text: String,
  status: { type: String, enum: ['queued', 'kept', 'sent', 'failed'], required: true },
  attempts: count,
  error: text,
  createdAt: { type: Date, required: true },
  sentAt: date,
  words: [String],
});

schema.index({ createdAt: 1, _id: 1 }).index({ words: 1 });

const sortable = { createdAt: { field: 'createdAt', type: 'date' } } as const;
const conditions = (query: ListMailsQuery): Record<string, unknown>[] => wordFilters(query.q);

const toRecord = (document: MailDocument): MailRecord => ({
  id: hex(document._id),
  to: document.to,
  subject: document.subject,
  text: document.text,
  status: document.status,
  attempts: document.attempts,
  error: document.error,
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
    async update(id, change) {
      await mails.updateOne({ _id: id }, { $set: change });
    },
  };
}
