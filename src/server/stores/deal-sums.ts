import type { Model, QueryFilter } from 'mongoose';
import type { Sum } from '../../lib/domain/pipelines/analytics/deal-figures.ts';

/** Deals of one currency, and of whatever else they were grouped by. */
export interface Group<By = unknown> {
  _id: { currency: string; fractionDigits: number } & By;
  count: number;
  valued: number;
  amount: number;
}

export const sumOf = ({ _id: { currency, fractionDigits }, count, valued, amount }: Group): Sum => ({
  ...{ currency, fractionDigits, count, valued, amount },
});

/** Sums of all deals that match by currency, and by expressions over the deal. */
export type DealSums = <By>(
  conditions: Record<string, unknown>[],
  by: { [Key in keyof By]: unknown },
) => Promise<Group<By>[]>;

export const dealSums =
  <Document>(deals: Model<Document>): DealSums =>
  <By>(conditions: Record<string, unknown>[], by: { [Key in keyof By]: unknown }) => {
    // An aggregation's filter is not cast by the schema; a query's is.
    const filter = deals.find({ $and: conditions } as QueryFilter<Document>).cast(deals) as Record<string, unknown>;
    return deals.aggregate<Group<By>>([
      { $match: filter },
      {
        $group: {
          _id: { currency: '$currency', fractionDigits: '$fractionDigits', ...by },
          count: { $sum: 1 },
          valued: { $sum: { $cond: [{ $eq: ['$amount', null] }, 0, 1] } },
          amount: { $sum: '$amount' },
        },
      },
    ]);
  };
