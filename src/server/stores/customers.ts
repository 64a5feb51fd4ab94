import type { Connection, QueryFilter } from 'mongoose';
import { customerName, customerStatuses, type ListCustomersQuery } from '../../lib/contracts/customer.ts';
import type { CustomerStore } from '../ports/index.ts';
import type { CustomerRecord } from '../records/index.ts';
import { orderBy, pageOf } from './keyset.ts';
import {
  anything,
  date,
  documentSchema,
  hex,
  hexOrNull,
  insertOne,
  modelOf,
  objectId,
  partSchema,
  reference,
  text,
  type ObjectId,
} from './schema.ts';
import { within } from './transaction.ts';
import {
  countBy,
  deletedBefore,
  ownerFilter,
  purgeDeleted,
  replaceVersion,
  versionedDocument,
  versionedFields,
  versionedRecord,
  type VersionedDocument,
} from './versioned.ts';
import { sortText, wordFilters, wordsOf } from './words.ts';

type CustomerDocument = VersionedDocument &
  Pick<CustomerRecord, 'contactInfo' | 'address' | 'status' | 'source' | 'tags'> &
  Record<'assignedTo' | 'pipelineId' | 'pipelineStage', ObjectId | null> & {
    /** Pairs rather than an object: people name these fields, with dots and dollars if they like. */
    customFields: { name: string; value: CustomerRecord['customFields'][string] }[];
    notes: { id: ObjectId; content: string; authorId: ObjectId | null; createdAt: Date }[];
    /* Derived, to sort and search by. */
    nameKey: string;
    words: string[];
  };

const name = partSchema({ first: text, last: text });
const contactInfo = partSchema({ email: text, phone: text, company: text, industry: text, name, website: text });
const address = partSchema({ street: text, city: text, state: text, country: text, zipCode: text });
const note = partSchema({ id: objectId, content: String, authorId: reference, createdAt: date });

const schema = documentSchema<CustomerDocument>({
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
  notes: [note],
  nameKey: String,
  words: [String],
});

schema
  .index({ alive: 1, createdAt: 1, _id: 1 })
  .index({ alive: 1, updatedAt: 1, _id: 1 })
  .index({ alive: 1, nameKey: 1, _id: 1 })
  .index({ alive: 1, status: 1, _id: 1 })
  .index({ alive: 1, words: 1 })
  .index({ alive: 1, assignedTo: 1, status: 1 })
  .index({ pipelineId: 1, pipelineStage: 1 })
  .index({ tags: 1 })
  .index({ deletedAt: 1 })
  .index(
    { 'contactInfo.email': 1 },
    { unique: true, partialFilterExpression: { alive: true, 'contactInfo.email': { $gt: '' } } },
  );

const sortable = {
  createdAt: { field: 'createdAt', type: 'date' },
  updatedAt: { field: 'updatedAt', type: 'date' },
  company: { field: 'nameKey', type: 'text' },
  status: { field: 'status', type: 'text' },
} as const;

const conditions = (query: ListCustomersQuery): Record<string, unknown>[] => [
  { alive: query.deleted !== true },
  ...(query.status ? [{ status: { $in: query.status } }] : []),
  ...ownerFilter(query.assignedTo),
  ...(query.source === undefined ? [] : [{ source: query.source }]),
  ...(query.tag === undefined ? [] : [{ tags: query.tag }]),
  ...wordFilters(query.q),
];

/** In lists, the newest notes only: all of them could be megabytes. */
const projection = { notes: { $slice: -20 } };

/** Digits run together, so that `+49 30 123` is found however it is typed. */
const digits = (phone: string | null): string | null => phone?.replace(/\D+/g, '') ?? null;

function toDocument({ id, ...record }: CustomerRecord) {
  const { contactInfo, tags } = record;
  const { company, email, phone } = contactInfo;
  return {
    ...record,
    ...versionedDocument({ id, ...record }),
    customFields: Object.entries(record.customFields).map(([name, value]) => ({ name, value })),
    nameKey: sortText(customerName(record)),
    words: wordsOf([
      company,
      contactInfo.name.last,
      contactInfo.name.first,
      email,
      phone,
      digits(phone),
      ...tags,
      record.address.city,
      contactInfo.industry,
      contactInfo.website,
    ]),
  };
}

const toRecord = (document: CustomerDocument): CustomerRecord => ({
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
  notes: document.notes.map(({ id, content, authorId, createdAt }) => ({
    id: hex(id),
    content,
    authorId: hexOrNull(authorId),
    createdAt,
  })),
});

export function createCustomerStore(connection: Connection): CustomerStore {
  const customers = modelOf<CustomerDocument>(connection, 'customers', schema);
  return {
    async find(id) {
      const found = await customers.findById(id).lean<CustomerDocument>();
      return found && toRecord(found);
    },
    async findMany(ids) {
      const found = await customers.find({ _id: { $in: ids } }).lean<CustomerDocument[]>();
      return found.map(toRecord);
    },
    async findByEmail(email) {
      const found = await customers.findOne({ alive: true, 'contactInfo.email': email }).lean<CustomerDocument>();
      return found && toRecord(found);
    },
    list(query) {
      const { limit, cursor, sort } = query;
      const order = orderBy(sort, sortable);
      return pageOf(customers, { filter: conditions(query), order, limit, cursor, projection }, toRecord);
    },
    each(query) {
      const { field, direction } = orderBy(query.sort, sortable);
      const found = customers
        .find({ $and: conditions(query) } as QueryFilter<CustomerDocument>, projection)
        .sort({ [field]: direction, _id: direction })
        .lean<CustomerDocument[]>()
        .cursor({ batchSize: 500 });
      return Promise.resolve(found.map((document) => toRecord(document)));
    },
    eachId(query) {
      const { field, direction } = orderBy(query.sort, sortable);
      const found = customers
        .find({ $and: conditions(query) } as QueryFilter<CustomerDocument>, { _id: 1 })
        .sort({ [field]: direction, _id: direction })
        .lean<Pick<CustomerDocument, '_id'>[]>()
        .cursor({ batchSize: 1000 });
      return Promise.resolve(found.map(({ _id }) => hex(_id)));
    },
    async stats() {
      const [byStatus, byStage] = await Promise.all([
        countBy(customers, 'status'),
        countBy(customers, 'pipelineStage'),
      ]);
      const none = Object.fromEntries(customerStatuses.map((status) => [status, 0]));
      return { byStatus: { ...none, ...byStatus }, byStage };
    },
    async insert(record, tx) {
      await insertOne(customers, toDocument(record), within(tx));
    },
    replace: (record, tx) => replaceVersion(customers, toDocument(record), tx),
    deletedBefore: (before) => deletedBefore(customers, before),
    purgeDeleted: (before) => purgeDeleted(customers, before),
  };
}
