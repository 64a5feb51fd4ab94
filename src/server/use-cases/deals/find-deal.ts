import { notFound } from '../../../lib/domain/errors.ts';
import type { Ports } from '../../ports/index.ts';
import type { DealRecord } from '../../records/index.ts';

/** The deal with this id. Throws ProblemError `not_found` when there is none, or when it is in the bin. */
export async function findDeal({ deals }: Pick<Ports, 'deals'>, id: string): Promise<DealRecord> {
  const deal = await deals.find(id);
  if (deal?.deletedAt !== null) throw notFound('deal');
  return deal;
}
