import type { Model } from 'mongoose';
import type { DealStore } from '../ports/index.ts';
import * as figures from './deal-ledger/figures.ts';
import type { DealFacts } from './deal-ledger/facts.ts';
import type { DealLedger } from './deal-ledger/ledger.ts';
import { outcomesOf } from './deal-outcomes.ts';
import { sumOf, type DealSums } from './deal-sums.ts';
import { ownedBy, type Owner } from './ownership.ts';
import { inParts } from './in-parts.ts';
import { hex, hexOrNull, objectIdOf, type ObjectId } from './schema.ts';

/** Living deals that were won or lost within a time. */
const closedWithin = ({ from, to }: { from: Date; to: Date }) => ({
  alive: true,
  status: { $in: ['won', 'lost'] },
  closedAt: { $gte: from, $lt: to },
});

interface Means<Document> {
  deals: Model<Document>;
  sums: DealSums;
  owner: Owner;
  ledger: DealLedger;
}

type Reports = Pick<
  DealStore,
  'openByPipeline' | 'closedByMonth' | 'openByClose' | 'outcomes' | 'closedOutcomes' | 'openIn'
>;

/** Figures over many deals: from the ledger, and from the database while there is none. */
export function dealReports<Document>(means: Means<Document>): Reports {
  const { owner, ledger } = means;
  const database = databaseReports(means);
  const theirs = (deals: Iterable<DealFacts>) => (owner === null ? deals : ofOwner(deals, owner));
  return {
    async openByPipeline(stageSinceBefore) {
      const deals = await ledger.now();
      if (!deals) return database.openByPipeline(stageSinceBefore);
      return figures.openByPipeline(theirs(deals.open), stageSinceBefore);
    },
    async closedByMonth(time) {
      const deals = await ledger.now();
      return deals ? figures.closedByMonth(theirs(deals.closed(time))) : database.closedByMonth(time);
    },
    async openByClose(pipelineId) {
      const deals = await ledger.now();
      return deals ? figures.openByClose(theirs(deals.open), pipelineId) : database.openByClose(pipelineId);
    },
    async outcomes(ids) {
      const deals = await ledger.now();
      return deals ? figures.outcomesOf(theirs(deals.among(ids))) : database.outcomes(ids);
    },
    async closedOutcomes(time) {
      const deals = await ledger.now();
      return deals ? figures.outcomesOf(theirs(deals.closed(time))) : database.closedOutcomes(time);
    },
    async openIn(pipelineId) {
      const deals = await ledger.now();
      return deals ? figures.openIn(theirs(deals.open), pipelineId) : database.openIn(pipelineId);
    },
  };
}

function* ofOwner(deals: Iterable<DealFacts>, owner: string): Generator<DealFacts> {
  for (const deal of deals) if (deal.assignedTo === owner) yield deal;
}

function databaseReports<Document>({ deals, sums, owner }: Means<Document>): Reports {
  const own = ownedBy(owner, ['assignedTo']);
  const [theirs = {}] = own;
  return {
    async openByPipeline(stageSinceBefore) {
      type By = { pipeline: ObjectId | null; isStuck: boolean };
      const since = { $ifNull: ['$stageSince', stageSinceBefore] };
      const groups = await sums<By>([{ alive: true, status: 'open' }, ...own], {
        pipeline: '$pipelineId',
        isStuck: { $lt: [since, stageSinceBefore] },
      });
      return groups.map((group) => ({
        ...sumOf(group),
        pipelineId: hexOrNull(group._id.pipeline),
        stuck: group._id.isStuck ? group.count : 0,
      }));
    },
    async closedByMonth(time) {
      type By = { month: string; status: 'won' | 'lost'; pipeline: ObjectId | null; owner: ObjectId | null };
      const groups = await sums<By>([closedWithin(time), ...own], {
        month: { $dateToString: { date: '$closedAt', format: '%Y-%m' } },
        status: '$status',
        pipeline: '$pipelineId',
        owner: '$assignedTo',
      });
      return groups.map((group) => ({
        ...sumOf(group),
        month: group._id.month,
        status: group._id.status,
        pipelineId: hexOrNull(group._id.pipeline),
        assignedTo: hexOrNull(group._id.owner),
      }));
    },
    async openByClose(pipelineId) {
      type By = { stage: ObjectId; expectedCloseDate: Date | null };
      const groups = await sums<By>([{ pipelineId, alive: true, status: 'open' }, ...own], {
        stage: '$pipelineStage',
        expectedCloseDate: '$expectedCloseDate',
      });
      return groups.map((group) => ({
        ...sumOf(group),
        stageId: hex(group._id.stage),
        expectedCloseDate: group._id.expectedCloseDate,
      }));
    },
    outcomes: (ids) =>
      inParts(ids, (some) => outcomesOf(deals, { _id: { $in: some.map(objectIdOf) }, alive: true, ...theirs })),
    closedOutcomes: (time) => outcomesOf(deals, { ...closedWithin(time), ...theirs }),
    async openIn(pipelineId) {
      const open = { pipelineId: objectIdOf(pipelineId), alive: true, status: 'open', ...theirs };
      const [found] = await deals.aggregate<{ deals: number; customers: number }>([
        { $match: open },
        { $group: { _id: '$customerId', deals: { $sum: 1 } } },
        { $group: { _id: null, customers: { $sum: 1 }, deals: { $sum: '$deals' } } },
      ]);
      return { deals: found?.deals ?? 0, customers: found?.customers ?? 0 };
    },
  };
}
