import { invalid } from '../../../lib/domain/errors.ts';
import type { Ports } from '../../ports/index.ts';
import type { TaskRecord } from '../../records/index.ts';

type Belonging = Pick<TaskRecord, 'customerId' | 'dealId'>;
type Given = { [Name in keyof Belonging]?: Belonging[Name] | undefined };

/**
 * The customer and the deal of a task after a change: a deal brings its customer along, and leaves with it when the task
 * goes to another customer.
 * @throws ProblemError `validation_failed` at `dealId` when there is no such deal, or it is with another customer than
 *   the one named
 */
export async function belongingAfter(
  { deals }: Pick<Ports, 'deals'>,
  before: Belonging,
  { customerId, dealId }: Given,
): Promise<Belonging> {
  if (customerId === undefined && dealId === undefined) return { customerId: before.customerId, dealId: before.dealId };
  const wanted = dealId === undefined ? before.dealId : dealId;
  if (wanted === null) return { customerId: customerId === undefined ? before.customerId : customerId, dealId: null };
  const deal = await deals.find(wanted);
  if (dealId === undefined) {
    const stays = customerId === undefined || customerId === deal?.customerId;
    return { customerId: customerId === undefined ? before.customerId : customerId, dealId: stays ? wanted : null };
  }
  if (deal?.deletedAt !== null) throw invalid('dealId', 'there is no such deal');
  if (customerId !== undefined && customerId !== deal.customerId) throw invalid('dealId', 'is with another customer');
  return { customerId: deal.customerId, dealId };
}
