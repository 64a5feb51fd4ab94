import type { Model } from 'mongoose';
import type { DealStatus } from '../../lib/contracts/deal.ts';
import type { Outcome } from '../../lib/domain/pipelines/analytics/deal-figures.ts';
import { hex, hexOrNull, type ObjectId } from './schema.ts';

interface OutcomeDocument {
  _id: ObjectId;
  customerId: ObjectId;
  pipelineId: ObjectId | null;
  status: DealStatus;
  closedAt: Date | null;
  currency: string;
  fractionDigits: number;
  amount: number | null;
}

/** A list for each field instead of a document for each deal: a fifth of the work for who reads them. */
type Columns = { [Field in Exclude<keyof OutcomeDocument, '_id'>]: OutcomeDocument[Field][] } & { id: ObjectId[] };

const columnOf = (field: keyof OutcomeDocument) => ({ $push: { $ifNull: [`$${field}`, null] } });
const columns = {
  ...{ id: columnOf('_id'), customerId: columnOf('customerId'), pipelineId: columnOf('pipelineId') },
  ...{ status: columnOf('status'), closedAt: columnOf('closedAt') },
  ...{ currency: columnOf('currency'), fractionDigits: columnOf('fractionDigits'), amount: columnOf('amount') },
} satisfies Record<keyof Columns, object>;

/** What came of the deals that match. */
export async function outcomesOf<Document extends OutcomeDocument>(
  deals: Model<Document>,
  match: Record<string, unknown>,
): Promise<(Outcome & { pipelineId: string | null })[]> {
  const [found] = await deals.aggregate<Columns>([{ $match: match }, { $group: { _id: null, ...columns } }]);
  if (!found) return [];
  const { id, customerId, pipelineId, status, closedAt, currency, fractionDigits, amount } = found;
  return id.map((one, row) => ({
    id: hex(one),
    customerId: hex(customerId[row]!),
    pipelineId: hexOrNull(pipelineId[row] ?? null),
    status: status[row]!,
    closedAt: closedAt[row] ?? null,
    currency: currency[row]!,
    fractionDigits: fractionDigits[row]!,
    amount: amount[row] ?? null,
  }));
}
