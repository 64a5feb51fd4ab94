import type { Model, PipelineStage } from 'mongoose';
import type { DealStatus } from '../../../lib/contracts/deal.ts';
import { rowsOf } from '../columns.ts';
import type { ObjectId } from '../schema.ts';
import { monthOf } from './month-of.ts';

/** As much of a deal as figures need. Times are milliseconds, `amount` is in minor units. */
export interface DealFacts {
  id: string;
  alive: boolean;
  pipelineId: string | null;
  stageId: string | null;
  customerId: string;
  assignedTo: string | null;
  status: DealStatus;
  currency: string;
  fractionDigits: number;
  amount: number | null;
  stageSince: number | null;
  closedAt: number | null;
  expectedCloseDate: number | null;
  /** The same text for deals of the same status, pipeline, owner, currency and month of closing. */
  kind: string;
}

type Plain = 'alive' | 'status' | 'currency' | 'fractionDigits' | 'amount';
type Row = Pick<DealFacts, Plain> &
  Record<'id' | 'customerId', ObjectId> &
  Record<'pipelineId' | 'stageId' | 'assignedTo', ObjectId | null> &
  Record<'stageSince' | 'closedAt' | 'expectedCloseDate', Date | null>;

const fields: Record<keyof Row, string> = {
  ...{ id: '_id', alive: 'alive', pipelineId: 'pipelineId', stageId: 'pipelineStage', customerId: 'customerId' },
  ...{ assignedTo: 'assignedTo', status: 'status', currency: 'currency', fractionDigits: 'fractionDigits' },
  ...{ amount: 'amount', stageSince: 'stageSince', closedAt: 'closedAt', expectedCloseDate: 'expectedCloseDate' },
};

/** The deals that some stages find, in their order. */
export type ReadFacts = (stages: PipelineStage.FacetPipelineStage[]) => Promise<DealFacts[]>;

export function factsReader<Document>(deals: Model<Document>): ReadFacts {
  const texts = new Map<string, string>();
  /** The same words again and again take memory once. */
  const once = (text: string): string => {
    const known = texts.get(text);
    if (known === undefined) texts.set(text, text);
    return known ?? text;
  };
  const idOf = (id: ObjectId | null) => (id === null ? null : once(id.toHexString()));
  const factsOf = (row: Row) => ({
    ...{ id: row.id.toHexString(), alive: row.alive, status: row.status, amount: row.amount },
    ...{ pipelineId: idOf(row.pipelineId), stageId: idOf(row.stageId), assignedTo: idOf(row.assignedTo) },
    customerId: once(row.customerId.toHexString()),
    ...{ currency: once(row.currency), fractionDigits: row.fractionDigits },
    stageSince: row.stageSince?.getTime() ?? null,
    closedAt: row.closedAt?.getTime() ?? null,
    expectedCloseDate: row.expectedCloseDate?.getTime() ?? null,
  });
  return async (stages) => {
    const rows = await rowsOf<Row, Document>(deals, stages, fields);
    return rows.map((row) => {
      const facts = factsOf(row);
      const { status, pipelineId, assignedTo, currency, fractionDigits, closedAt } = facts;
      const month = closedAt === null ? '' : monthOf(closedAt);
      return { ...facts, kind: once([status, pipelineId, assignedTo, currency, fractionDigits, month].join(' ')) };
    });
  };
}
