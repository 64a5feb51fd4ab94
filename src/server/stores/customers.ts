import type { Connection, QueryFilter } from 'mongoose';
import { customerStatuses, type ListCustomersQuery } from '../../lib/contracts/customer.ts';
import type { CustomerStore } from '../ports/index.ts';
import { customerDocument, customerRecord, customerSchema, type CustomerDocument } from './customer-document.ts';
import { orderBy, pageOf } from './keyset.ts';
import { hex, insertMany, insertOne, modelOf } from './schema.ts';
import { within } from './transaction.ts';
import { countBy, deletedBefore, ownerFilter, purgeDeleted, replaceVersion, replaceVersions } from './versioned.ts';
import { wordFilters } from './words.ts';

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

export function createCustomerStore(connection: Connection): CustomerStore {
  const customers = modelOf<CustomerDocument>(connection, 'customers', customerSchema);
  return {
    async find(id) {
      const found = await customers.findById(id).lean<CustomerDocument>();
      return found && customerRecord(found);
    },
    async findMany(ids) {
      const found = await customers.find({ _id: { $in: ids } }).lean<CustomerDocument[]>();
      return found.map(customerRecord);
    },
    async findByEmail(email) {
      const found = await customers.findOne({ alive: true, 'contactInfo.email': email }).lean<CustomerDocument>();
      return found && customerRecord(found);
    },
    async findByEmails(emails) {
      const found = await customers
        .find({ alive: true, 'contactInfo.email': { $in: emails } })
        .lean<CustomerDocument[]>();
      return found.map(customerRecord);
    },
    list(query) {
      const { limit, cursor, sort } = query;
      const order = orderBy(sort, sortable);
      return pageOf(customers, { filter: conditions(query), order, limit, cursor, projection }, customerRecord);
    },
    each(query) {
      const { field, direction } = orderBy(query.sort, sortable);
      const found = customers
        .find({ $and: conditions(query) } as QueryFilter<CustomerDocument>, projection)
        .sort({ [field]: direction, _id: direction })
        .lean<CustomerDocument[]>()
        .cursor({ batchSize: 500 });
      return Promise.resolve(found.map((document) => customerRecord(document)));
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
      await insertOne(customers, customerDocument(record), within(tx));
    },
    insertMany: (records, tx) => insertMany(customers, records.map(customerDocument), within(tx)),
    replaceMany: (records, tx) => replaceVersions(customers, records.map(customerDocument), tx),
    replace: (record, tx) => replaceVersion(customers, customerDocument(record), tx),
    deletedBefore: (before) => deletedBefore(customers, before),
    purgeDeleted: (before) => purgeDeleted(customers, before),
  };
}
