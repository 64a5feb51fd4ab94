import type { Model } from 'mongoose';
import type { Outcome } from '../../lib/domain/pipelines/analytics/deal-figures.ts';
import { rowsOf } from './columns.ts';
import { hex, hexOrNull, type ObjectId } from './schema.ts';

type Row = Omit<Outcome, 'id' | 'customerId'> & Record<'id' | 'customerId', ObjectId> & { pipelineId: ObjectId | null };

/** What came of the deals that match. */
export async function outcomesOf<Document>(
  deals: Model<Document>,
  match: Record<string, unknown>,
): Promise<(Outcome & { pipelineId: string | null })[]> {
  const rows = await rowsOf<Row, Document>(deals, [{ $match: match }], {
    ...{ id: '_id', customerId: 'customerId', pipelineId: 'pipelineId', status: 'status', closedAt: 'closedAt' },
    ...{ currency: 'currency', fractionDigits: 'fractionDigits', amount: 'amount' },
  });
  return rows.map((row) => ({
    ...row,
    id: hex(row.id),
    customerId: hex(row.customerId),
    pipelineId: hexOrNull(row.pipelineId),
  }));
}
