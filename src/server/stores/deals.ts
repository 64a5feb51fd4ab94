import type { Connection, Model, QueryFilter } from 'mongoose';
import { dealStatuses, type DealTotalsQuery } from '../../lib/contracts/deal.ts';
import { fractionDigitsOf, fromMinorUnits, toMinorUnits } from '../../lib/domain/money.ts';
import { totalsOf } from '../../lib/domain/pipelines/analytics/deal-figures.ts';
import type { DealStore } from '../ports/index.ts';
import type { DealRecord } from '../records/index.ts';
import { assignedCounts } from './assigned-counts.ts';
import { createDealChanges } from './deal-ledger/changes.ts';
import type { DealLedger } from './deal-ledger/ledger.ts';
import { dealReports } from './deal-reports.ts';
import { dealSums, sumOf } from './deal-sums.ts';
import { eachIdOf, orderBy, pageOf, uncountedPageOf } from './keyset.ts';
import { ownedBy, type Owner } from './ownership.ts';
import {
  date,
  documentSchema,
  flag,
  hex,
  hexOrNull,
  insertAll,
  insertOne,
  modelOf,
  objectIdOf,
  reference,
  text,
  type ObjectId,
} from './schema.ts';
import { searchFor } from './search.ts';
import { within } from './transaction.ts';
import {
  countBy,
  deletedBefore,
  ownerFilter,
  purgeDeleted,
  replaceVersion,
  replaceVersions,
  versionedDocument,
  versionedFields,
  versionedRecord,
  type VersionedDocument,
} from './versioned.ts';
import type { Vocabulary } from './vocabulary.ts';
import { wordsOf } from './words.ts';

type Same = 'title' | 'currency' | 'expectedCloseDate' | 'status' | 'lostReason' | 'closedAt' | 'binnedWithCustomer';
type DealDocument = VersionedDocument &
  Pick<DealRecord, Same> &
  Record<'assignedTo' | 'pipelineId' | 'pipelineStage', ObjectId | null> & {
    customerId: ObjectId;
    /** Absent in what was written before there were pipelines. */
    stageSince?: Date | null;
    /** Whole minor units: 1250 is 12.50 EUR. */
    amount: number | null;
    /** Digits after the point the amount was written with: what a currency has may be told otherwise one day. */
    fractionDigits: number;
    /* Derived, to sort and search by. */
    value: number | null;
    /** The day it is expected to close, or the end of time: ascending, deals without one come last. */
    closeKey: Date;
    words: string[];
  };

const endOfTime = new Date('9999-12-31T00:00:00Z');
const dayMs = 24 * 60 * 60 * 1000;

const schema = documentSchema<DealDocument>({
  ...versionedFields,
  customerId: { ...reference, required: true },
  title: { type: String, required: true },
  pipelineId: reference,
  pipelineStage: reference,
  stageSince: date,
  amount: { type: Number, default: null },
  fractionDigits: { type: Number, required: true },
  value: { type: Number, default: null },
  currency: { type: String, required: true },
  expectedCloseDate: date,
  status: { type: String, enum: dealStatuses, required: true },
  lostReason: text,
  closedAt: date,
  assignedTo: reference,
  binnedWithCustomer: flag,
  closeKey: Date,
  words: [String],
});

schema
  .index({ alive: 1, createdAt: 1, _id: 1 })
  .index({ alive: 1, updatedAt: 1, _id: 1 })
  .index({ alive: 1, value: 1, _id: 1 })
  .index({ alive: 1, closeKey: 1, _id: 1 })
  .index({ alive: 1, expectedCloseDate: 1, _id: 1 })
  .index({ alive: 1, stageSince: 1, _id: 1 })
  .index({ alive: 1, status: 1, currency: 1 })
  .index({ alive: 1, status: 1, closedAt: 1 })
  .index({ alive: 1, words: 1 })
  .index({ alive: 1, assignedTo: 1, status: 1 })
  .index({ customerId: 1, alive: 1, createdAt: 1 })
  .index({ pipelineId: 1, pipelineStage: 1 })
  .index({ pipelineId: 1, alive: 1, status: 1, closedAt: 1 })
  .index({ pipelineStage: 1, alive: 1, status: 1, stageSince: 1, _id: 1 })
  .index({ deletedAt: 1 });

const sortable = {
  createdAt: { field: 'createdAt', type: 'date' },
  updatedAt: { field: 'updatedAt', type: 'date' },
  value: { field: 'value', type: 'number' },
  stageSince: { field: 'stageSince', type: 'date' },
  expectedCloseDate: { field: 'closeKey', type: 'date' },
  '-expectedCloseDate': { field: 'expectedCloseDate', type: 'date' },
} as const;

/** From the start of a day to the end of one, UTC. */
const between = (
  field: 'expectedCloseDate' | 'closedAt' | 'stageSince',
  from: string | undefined,
  to: string | undefined,
) => [
  ...(from === undefined ? [] : [{ [field]: { $gte: new Date(from) } }]),
  ...(to === undefined ? [] : [{ [field]: { $lt: new Date(Date.parse(to) + dayMs) } }]),
];

const conditions = (query: DealTotalsQuery): Record<string, unknown>[] => [
  { alive: query.deleted !== true },
  ...(query.status ? [{ status: { $in: query.status } }] : []),
  ...(query.customerId === undefined ? [] : [{ customerId: query.customerId }]),
  ...(query.pipelineId === undefined ? [] : [{ pipelineId: query.pipelineId === 'none' ? null : query.pipelineId }]),
  ...(query.pipelineStage === undefined ? [] : [{ pipelineStage: query.pipelineStage }]),
  ...(query.currency === undefined ? [] : [{ currency: query.currency }]),
  ...ownerFilter(query.assignedTo),
  ...(query.valueMin === undefined ? [] : [{ value: { $gte: query.valueMin } }]),
  ...(query.valueMax === undefined ? [] : [{ value: { $lte: query.valueMax } }]),
  ...between('expectedCloseDate', query.closeFrom, query.closeTo),
  ...between('closedAt', query.closedFrom, query.closedTo),
  ...between('stageSince', query.stageFrom, query.stageTo),
];

function toDocument({ id, ...record }: DealRecord) {
  const fractionDigits = fractionDigitsOf(record.currency);
  return {
    ...record,
    ...versionedDocument({ id, ...record }),
    amount: record.value === null ? null : toMinorUnits(record.value, fractionDigits),
    fractionDigits,
    closeKey: record.expectedCloseDate ?? endOfTime,
    words: wordsOf([record.title, record.lostReason]),
  };
}

const idOf = ({ id }: DealRecord): string => id;

const toRecord = (document: DealDocument): DealRecord => ({
  ...versionedRecord(document),
  customerId: hex(document.customerId),
  title: document.title,
  pipelineId: hexOrNull(document.pipelineId),
  pipelineStage: hexOrNull(document.pipelineStage),
  stageSince: document.stageSince ?? null,
  value: document.amount === null ? null : fromMinorUnits(document.amount, document.fractionDigits),
  currency: document.currency,
  expectedCloseDate: document.expectedCloseDate,
  status: document.status,
  lostReason: document.lostReason,
  closedAt: document.closedAt,
  assignedTo: hexOrNull(document.assignedTo),
  binnedWithCustomer: document.binnedWithCustomer,
});

export const dealModel = (connection: Connection): Model<DealDocument> => modelOf(connection, 'deals', schema);

export interface DealMeans {
  vocabulary: Vocabulary;
  ledger: DealLedger;
  owner: Owner;
}

export function createDealStore(connection: Connection, { vocabulary, ledger, owner }: DealMeans): DealStore {
  const deals = dealModel(connection);
  const changes = createDealChanges(connection);
  const own = ownedBy(owner, ['assignedTo']);
  const [theirs = {}] = own;
  const livingIn = (stageIds: readonly string[]) => ({ pipelineStage: { $in: stageIds }, alive: true, ...theirs });
  const matching = async (query: DealTotalsQuery) => {
    const among = { alive: query.deleted !== true, ...theirs };
    const search = await searchFor(deals, vocabulary, { q: query.q, among });
    return { ...search, filter: [...conditions(query), ...own, ...search.filter] };
  };
  /** What is to be known before deals are written. */
  const prepared = async (records: readonly DealRecord[]) => {
    const documents = records.map(toDocument);
    await vocabulary.learn([...new Set(documents.flatMap(({ words }) => words))]);
    return documents;
  };
  const sums = dealSums(deals);
  return {
    async find(id) {
      const found = await deals.findOne({ _id: id, ...theirs }).lean<DealDocument>();
      return found && toRecord(found);
    },
    async findMany(ids) {
      const found = await deals.find({ _id: { $in: ids }, ...theirs }).lean<DealDocument[]>();
      return found.map(toRecord);
    },
    async list(query) {
      const { limit, cursor, sort } = query;
      const { filter, corrections } = await matching(query);
      const page = await pageOf(deals, { filter, order: orderBy(sort, sortable), limit, cursor }, toRecord);
      return { ...page, corrections };
    },
    async eachId(query) {
      const { filter } = await matching(query);
      return eachIdOf(deals, { filter, order: orderBy(query.sort, sortable) });
    },
    async page(query) {
      const { limit, cursor, sort } = query;
      const { filter, corrections } = await matching(query);
      const page = await uncountedPageOf(deals, { filter, order: orderBy(sort, sortable), limit, cursor }, toRecord);
      return { ...page, corrections };
    },
    totals: async (query) => totalsOf((await sums((await matching(query)).filter, {})).map(sumOf)),
    async totalsByStage(query) {
      const groups = await sums<{ stage: ObjectId | null }>((await matching(query)).filter, {
        stage: '$pipelineStage',
      });
      const byStage = Map.groupBy(groups, ({ _id }) => hexOrNull(_id.stage) ?? '');
      return Object.fromEntries([...byStage].map(([stage, ofStage]) => [stage, totalsOf(ofStage.map(sumOf))]));
    },
    async closedIn(pipelineId, { from, to }) {
      const closed = { pipelineId, alive: true, status: { $in: ['won', 'lost'] }, closedAt: { $gte: from, $lt: to } };
      type By = Pick<DealDocument, 'status' | 'lostReason'>;
      const groups = await sums<By>([closed, ...own], { status: '$status', lostReason: '$lostReason' });
      return groups.map((group) => ({
        ...sumOf(group),
        status: group._id.status,
        lostReason: group._id.lostReason,
      }));
    },
    owner,
    ...dealReports({ deals, sums, owner, ledger }),
    async counted() {
      const ids = async (filter: QueryFilter<DealDocument>) =>
        new Set((await deals.find(filter, { _id: 1 }).lean<Pick<DealDocument, '_id'>[]>()).map(({ _id }) => hex(_id)));
      if (owner === null) {
        const binned = await ids({ alive: false });
        return (id) => !binned.has(id);
      }
      const known = await ids({ alive: true, ...theirs });
      return (id) => known.has(id);
    },
    assignedCounts: (memberIds) => assignedCounts(deals, memberIds, { status: 'open' }),
    async countIn(stageIds) {
      return countBy(deals, 'pipelineStage', { pipelineStage: { $in: stageIds.map(objectIdOf) }, ...theirs });
    },
    async inStages(stageIds, limit) {
      const found = await deals.find(livingIn(stageIds)).limit(limit).lean<DealDocument[]>();
      return found.map(toRecord);
    },
    eachIdIn: (stageIds) =>
      Promise.resolve(
        deals
          .find(livingIn(stageIds), { _id: 1 })
          .lean<Pick<DealDocument, '_id'>[]>()
          .cursor({ batchSize: 1000 })
          .map(({ _id }) => hex(_id)),
      ),
    async openOf(customerId, stageIds) {
      const found = await deals
        .find({ customerId, ...livingIn(stageIds), status: 'open' }, { _id: 1 })
        .lean<Pick<DealDocument, '_id'>[]>();
      return found.map(({ _id }) => hex(_id));
    },
    async ofCustomer(customerId, which, limit) {
      const state = which === 'living' ? { alive: true } : { alive: false, binnedWithCustomer: true };
      const found = await deals
        .find({ customerId, ...state, ...theirs })
        .sort({ createdAt: 1 })
        .limit(limit)
        .lean<DealDocument[]>();
      return found.map(toRecord);
    },
    async insert(record, tx) {
      const [document] = await prepared([record]);
      await insertOne(deals, document!, within(tx));
      await changes.note([record.id], tx);
    },
    async replace(record, tx) {
      const [document] = await prepared([record]);
      await replaceVersion(deals, document!, tx);
      await changes.note([record.id], tx);
    },
    async insertMany(records, tx) {
      await insertAll(deals, await prepared(records), within(tx));
      await changes.note(records.map(idOf), tx);
    },
    async replaceMany(records, tx) {
      await replaceVersions(deals, await prepared(records), tx);
      await changes.note(records.map(idOf), tx);
    },
    deletedBefore: (before) => deletedBefore(deals, before),
    purgeDeleted: (before) => purgeDeleted(deals, before),
  };
}
