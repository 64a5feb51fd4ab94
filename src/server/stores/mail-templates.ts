import type { Connection } from 'mongoose';
import type { MailTemplateStore } from '../ports/index.ts';
import type { MailTemplateRecord } from '../records/index.ts';
import { orderBy, pageOf } from './keyset.ts';
import { documentSchema, insertOne, modelOf } from './schema.ts';
import { within } from './transaction.ts';
import {
  purgeDeleted,
  replaceVersion,
  versionedDocument,
  versionedFields,
  versionedRecord,
  type VersionedDocument,
} from './versioned.ts';

type MailTemplateDocument = VersionedDocument &
  Pick<MailTemplateRecord, 'name' | 'subject' | 'body'> & {
    /** The name as templates are told apart and sorted by it. */
    nameKey: string;
  };

const schema = documentSchema<MailTemplateDocument>({
  ...versionedFields,
  name: { type: String, required: true },
  nameKey: { type: String, required: true },
  subject: { type: String, required: true },
  body: { type: String, required: true },
});

schema
  .index({ nameKey: 1 }, { unique: true, partialFilterExpression: { alive: true } })
  .index({ alive: 1, nameKey: 1, _id: 1 })
  .index({ alive: 1, createdAt: 1, _id: 1 })
  .index({ alive: 1, updatedAt: 1, _id: 1 })
  .index({ deletedAt: 1 });

const sortable = {
  name: { field: 'nameKey', type: 'text' },
  createdAt: { field: 'createdAt', type: 'date' },
  updatedAt: { field: 'updatedAt', type: 'date' },
} as const;

const keyOf = (name: string): string => name.normalize('NFC').toLowerCase();

const toRecord = (document: MailTemplateDocument): MailTemplateRecord => ({
  ...versionedRecord(document),
  name: document.name,
  subject: document.subject,
  body: document.body,
});

const toDocument = ({ name, subject, body, ...record }: MailTemplateRecord) => ({
  name,
  nameKey: keyOf(name),
  subject,
  body,
  ...versionedDocument(record),
});

export function createMailTemplateStore(connection: Connection): MailTemplateStore {
  const templates = modelOf<MailTemplateDocument>(connection, 'mailTemplates', schema);
  return {
    async find(id) {
      const found = await templates.findById(id).lean<MailTemplateDocument>();
      return found && toRecord(found);
    },
    async named(name) {
      const found = await templates.findOne({ alive: true, nameKey: keyOf(name) }).lean<MailTemplateDocument>();
      return found && toRecord(found);
    },
    list({ deleted, limit, cursor, sort }) {
      const filter = [{ alive: deleted !== true }];
      return pageOf(templates, { filter, order: orderBy(sort, sortable), limit, cursor }, toRecord);
    },
    async insert(record, tx) {
      await insertOne(templates, toDocument(record), within(tx));
    },
    replace: (record, tx) => replaceVersion(templates, toDocument(record), tx),
    purgeDeleted: (before) => purgeDeleted(templates, before),
  };
}
