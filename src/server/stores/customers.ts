import type { Connection, QueryFilter } from 'mongoose';
import { customerStatuses } from '../../lib/contracts/customer.ts';
import type { Contact, CustomersQuery, CustomerStore } from '../ports/index.ts';
import { assignedCounts } from './assigned-counts.ts';
import {
  customerDocument,
  storedCustomer,
  customerRecord,
  customerSchema,
  type CustomerDocument,
} from './customer-document.ts';
import { fieldFilter, hasField } from './field-keys.ts';
import { inParts } from './in-parts.ts';
import { eachIdOf, orderBy, pageOf } from './keyset.ts';
import { ownedBy, type Owner } from './ownership.ts';
import { hex, insertStored, insertOne, modelOf, objectIdOf, type ObjectId } from './schema.ts';
import { searchFor } from './search.ts';
import { within } from './transaction.ts';
import { countBy, deletedBefore, ownerFilter, purgeDeleted, replaceVersion, replaceVersions } from './versioned.ts';
import type { Vocabulary } from './vocabulary.ts';

const sortable = {
  createdAt: { field: 'createdAt', type: 'date' },
  updatedAt: { field: 'updatedAt', type: 'date' },
  company: { field: 'nameKey', type: 'text' },
  status: { field: 'status', type: 'text' },
  lastContactAt: { field: 'lastContactAt', type: 'date' },
} as const;

const conditions = (query: CustomersQuery): Record<string, unknown>[] => [
  { alive: query.deleted !== true },
  ...(query.status ? [{ status: { $in: query.status } }] : []),
  ...ownerFilter(query.assignedTo),
  ...(query.source === undefined ? [] : [{ source: query.source }]),
  ...(query.tag === undefined ? [] : [{ tags: query.tag }]),
  ...(query.createdBefore ? [{ createdAt: { $lt: new Date(query.createdBefore) } }] : []),
  ...(query.createdAfter ? [{ createdAt: { $gte: new Date(query.createdAfter) } }] : []),
  ...(query.lastContactBefore ? [{ lastContactAt: { $lt: new Date(query.lastContactBefore) } }] : []),
  ...(query.lastContactAfter ? [{ lastContactAt: { $gte: new Date(query.lastContactAfter) } }] : []),
  ...quietFilter(query),
  ...Object.entries(query.customFields ?? {}).map(([key, value]) => fieldFilter(key, value)),
];

/** Not heard of since an instant, those never contacted too; null: only those. */
function quietFilter({ notContactedFor, quietSince }: CustomersQuery): Record<string, unknown>[] {
  if (notContactedFor !== undefined && quietSince === undefined) {
    throw new TypeError('Resolve `notContactedFor` before asking the store');
  }
  if (quietSince === undefined) return [];
  const never = { lastContactAt: null };
  return [quietSince === null ? never : { $or: [never, { lastContactAt: { $lt: quietSince } }] }];
}

/** In lists, the newest notes only: all of them could be megabytes. */
const projection = { notes: { $slice: -20 } };

/** As much as tells duplicates. */
const contactOnly = { contactInfo: 1 };
type ContactDocument = Pick<CustomerDocument, '_id' | 'contactInfo'>;
const contact = ({ _id, contactInfo }: ContactDocument): Contact => ({ id: hex(_id), contactInfo });

export function createCustomerStore(connection: Connection, vocabulary: Vocabulary, owner: Owner): CustomerStore {
  const customers = modelOf<CustomerDocument>(connection, 'customers', customerSchema);
  const own = ownedBy(owner, ['assignedTo']);
  const [theirs = {}] = own;
  const matching = async (query: CustomersQuery) => {
    const among = { alive: query.deleted !== true, ...theirs };
    const search = await searchFor(customers, vocabulary, { q: query.q, among });
    return { ...search, filter: [...conditions(query), ...own, ...search.filter] };
  };
  return {
    async find(id) {
      const found = await customers.findOne({ _id: id, ...theirs }).lean<CustomerDocument>();
      return found && customerRecord(found);
    },
    async findMany(ids) {
      const found = await customers.find({ _id: { $in: ids }, ...theirs }).lean<CustomerDocument[]>();
      return found.map(customerRecord);
    },
    async sharing(keys, limit) {
      const found = await customers
        .find({ alive: true, duplicateKeys: { $in: [...keys] }, ...theirs }, contactOnly)
        .limit(limit)
        .lean<ContactDocument[]>();
      return found.map(contact);
    },
    async contactsBefore(before, limit) {
      const older = before === null ? {} : { _id: { $lt: before } };
      const found = await customers
        .find({ ...older, alive: true, ...theirs }, contactOnly)
        .sort({ _id: -1 })
        .limit(limit)
        .lean<ContactDocument[]>();
      return found.map(contact);
    },
    async findByEmail(email) {
      const found = await customers
        .findOne({ alive: true, 'contactInfo.email': email, ...theirs })
        .lean<CustomerDocument>();
      return found && customerRecord(found);
    },
    async findByEmails(emails) {
      const found = await customers
        .find({ alive: true, 'contactInfo.email': { $in: emails }, ...theirs })
        .lean<CustomerDocument[]>();
      return found.map(customerRecord);
    },
    async list(query) {
      const { limit, cursor, sort } = query;
      const { filter, corrections } = await matching(query);
      const order = orderBy(sort, sortable);
      return {
        ...(await pageOf(customers, { filter, order, limit, cursor, projection }, customerRecord)),
        corrections,
      };
    },
    async each(query) {
      const { field, direction } = orderBy(query.sort, sortable);
      const { filter } = await matching(query);
      const found = customers
        .find({ $and: filter } as QueryFilter<CustomerDocument>, projection)
        .sort({ [field]: direction, _id: direction })
        .lean<CustomerDocument[]>()
        .cursor({ batchSize: 500 });
      return found.map((document) => customerRecord(document));
    },
    async eachId(query) {
      const { filter } = await matching(query);
      return eachIdOf(customers, { filter, order: orderBy(query.sort, sortable) });
    },
    countWithField: (key) => customers.countDocuments({ alive: { $in: [true, false] }, ...hasField(key), ...theirs }),
    async sourcesOf(ids) {
      const found = await inParts(ids, (some) =>
        customers.aggregate<{ _id: CustomerDocument['source']; ids: ObjectId[] }>([
          { $match: { _id: { $in: some.map(objectIdOf) }, ...theirs } },
          { $group: { _id: '$source', ids: { $push: '$_id' } } },
        ]),
      );
      return Object.fromEntries(found.flatMap(({ _id: source, ids: those }) => those.map((id) => [hex(id), source])));
    },
    async madeBySource({ from, to }) {
      const groups = await customers.aggregate<{ _id: string; count: number }>([
        { $match: { alive: true, createdAt: { $gte: from, $lt: to }, ...theirs } },
        { $group: { _id: '$source', count: { $sum: 1 } } },
      ]);
      return groups.map(({ _id, count }) => ({ source: _id, count }));
    },
    assignedCounts: (memberIds) => assignedCounts(customers, memberIds),
    async stats() {
      const [byStatus, byStage] = await Promise.all([
        countBy(customers, 'status', theirs),
        countBy(customers, 'pipelineStage', theirs),
      ]);
      const none = Object.fromEntries(customerStatuses.map((status) => [status, 0]));
      return { byStatus: { ...none, ...byStatus }, byStage };
    },
    async insert(record, tx) {
      const document = customerDocument(record);
      await vocabulary.learn(document.words);
      await insertOne(customers, document, within(tx));
    },
    async mirror(record, tx) {
      await replaceVersion(customers, customerDocument(record), tx);
    },
    async replace(record, tx) {
      const document = customerDocument(record);
      await vocabulary.learn(document.words);
      await replaceVersion(customers, document, tx);
    },
    async insertMany(records, tx) {
      const documents = records.map(storedCustomer);
      await vocabulary.learn([...new Set(documents.flatMap(({ words }) => words))]);
      await insertStored(customers, documents, within(tx));
    },
    async replaceMany(records, tx) {
      const documents = records.map(customerDocument);
      await vocabulary.learn([...new Set(documents.flatMap(({ words }) => words))]);
      await replaceVersions(customers, documents, tx);
    },
    deletedBefore: (before) => deletedBefore(customers, before),
    purgeDeleted: (before) => purgeDeleted(customers, before),
  };
}
