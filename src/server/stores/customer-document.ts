import { customerName, customerStatuses } from '../../lib/contracts/customer.ts';
import { duplicateKeys } from '../../lib/domain/duplicates/keys.ts';
import type { CustomerRecord } from '../records/index.ts';
import {
  anything,
  date,
  documentSchema,
  hex,
  hexOrNull,
  objectId,
  objectIdOf,
  objectIdOrNull,
  partSchema,
  reference,
  text,
  type ObjectId,
} from './schema.ts';
import { fieldKeysOf } from './field-keys.ts';
import { versionedDocument, versionedFields, versionedRecord, type VersionedDocument } from './versioned.ts';
import { sortText, wordsOf } from './words.ts';

export type CustomerDocument = VersionedDocument &
  Pick<CustomerRecord, 'contactInfo' | 'address' | 'status' | 'source' | 'tags'> & {
    /** Absent in what was written before contacts were logged. */
    lastContactAt?: Date | null;
  } & Record<'assignedTo' | 'pipelineId' | 'pipelineStage', ObjectId | null> & {
    /** Pairs rather than an object: people name these fields, with dots and dollars if they like. */
    customFields: { name: string; value: CustomerRecord['customFields'][string] }[];
    notes: {
      id: ObjectId;
      content: string;
      mentions?: { id: ObjectId; name: string }[];
      authorId: ObjectId | null;
      via?: string;
      createdAt: Date;
    }[];
    /* Derived, to sort and search by. */
    nameKey: string;
    words: string[];
    /** What custom fields are counted and filtered by. */
    fieldKeys: string[];
    /** What possible duplicates have in common. */
    duplicateKeys: string[];
  };

const name = partSchema({ first: text, last: text });
const contactInfo = partSchema({ email: text, phone: text, company: text, industry: text, name, website: text });
const address = partSchema({ street: text, city: text, state: text, country: text, zipCode: text });
const mention = partSchema({ id: objectId, name: String });
const note = partSchema({
  id: objectId,
  content: String,
  mentions: [mention],
  authorId: reference,
  via: String,
  createdAt: date,
});

export const customerSchema = documentSchema<CustomerDocument>({
  ...versionedFields,
  contactInfo: { type: contactInfo, required: true },
  address: { type: address, required: true },
  status: { type: String, enum: customerStatuses, required: true },
  source: { type: String, required: true },
  assignedTo: reference,
  pipelineId: reference,
  pipelineStage: reference,
  tags: [String],
  customFields: [anything],
  lastContactAt: date,
  notes: [note],
  nameKey: String,
  words: [String],
  fieldKeys: [String],
  duplicateKeys: [String],
});

customerSchema
  .index({ alive: 1, createdAt: 1, _id: 1 })
  .index({ alive: 1, updatedAt: 1, _id: 1 })
  .index({ alive: 1, nameKey: 1, _id: 1 })
  .index({ alive: 1, status: 1, _id: 1 })
  .index({ alive: 1, lastContactAt: 1, _id: 1 })
  .index({ alive: 1, words: 1 })
  .index({ alive: 1, fieldKeys: 1 })
  .index({ alive: 1, duplicateKeys: 1 })
  .index({ alive: 1, assignedTo: 1, status: 1 })
  .index({ pipelineId: 1, pipelineStage: 1 })
  .index({ alive: 1, source: 1 })
  .index({ alive: 1, tags: 1 })
  .index({ deletedAt: 1 })
  .index(
    { 'contactInfo.email': 1 },
    { unique: true, partialFilterExpression: { alive: true, 'contactInfo.email': { $gt: '' } } },
  );

/** Digits run together, so that `+49 30 123` is found however it is typed. */
const digits = (phone: string | null): string | null => phone?.replace(/\D+/g, '') ?? null;

/** What customers are sorted, searched and compared by. */
export const customerDerived = (record: CustomerRecord) => ({
  nameKey: sortText(customerName(record)),
  words: searchWords(record),
  fieldKeys: fieldKeysOf(record.customFields),
  duplicateKeys: duplicateKeys(record),
});

/** The customer as the database keeps it; mongoose turns ids into ObjectIds. */
export function customerDocument(record: CustomerRecord) {
  const { id: _, ...fields } = record;
  return {
    ...fields,
    ...versionedDocument(record),
    customFields: Object.entries(record.customFields).map(([name, value]) => ({ name, value })),
    ...customerDerived(record),
  };
}

/** The same with its ids as the database has them, for what goes there without mongoose. */
export function storedCustomer(record: CustomerRecord): CustomerDocument {
  const { assignedTo, pipelineId, pipelineStage, notes, ...document } = customerDocument(record);
  return {
    ...document,
    _id: objectIdOf(record.id),
    assignedTo: objectIdOrNull(assignedTo),
    pipelineId: objectIdOrNull(pipelineId),
    pipelineStage: objectIdOrNull(pipelineStage),
    notes: notes.map(({ id, authorId, mentions, ...note }) => ({
      ...note,
      ...(mentions && { mentions: mentions.map((one) => ({ id: objectIdOf(one.id), name: one.name })) }),
      id: objectIdOf(id),
      authorId: objectIdOrNull(authorId),
    })),
  };
}

/** Who they are comes first, then what was said, the newest first, as far as there is room. */
function searchWords({ contactInfo, tags, address, customFields, notes }: CustomerRecord): string[] {
  const { company, name, email, phone, industry, website } = contactInfo;
  const who = [company, name.last, name.first, email, phone, digits(phone), ...tags, address.city, industry, website];
  const more = Object.values(customFields).flatMap((value) =>
    Array.isArray(value) ? value : [typeof value === 'string' ? value : null],
  );
  const said = notes.toReversed().map(({ content }) => content);
  return [...new Set([...wordsOf([...who, ...more]), ...wordsOf(said, mostNoteWords)])];
}

const mostNoteWords = 128;

export const customerRecord = (document: CustomerDocument): CustomerRecord => ({
  ...versionedRecord(document),
  contactInfo: document.contactInfo,
  address: document.address,
  status: document.status,
  source: document.source,
  assignedTo: hexOrNull(document.assignedTo),
  pipelineId: hexOrNull(document.pipelineId),
  pipelineStage: hexOrNull(document.pipelineStage),
  tags: document.tags,
  customFields: Object.fromEntries(document.customFields.map(({ name, value }) => [name, value])),
  lastContactAt: document.lastContactAt ?? null,
  notes: document.notes.map(({ id, content, mentions = [], authorId, via, createdAt }) => ({
    id: hex(id),
    content,
    ...(mentions.length > 0 && { mentions: mentions.map((one) => ({ id: hex(one.id), name: one.name })) }),
    authorId: hexOrNull(authorId),
    ...(via !== undefined && { via }),
    createdAt,
  })),
});
