import type { Erasure, EraseCustomerRequest } from '../../../lib/contracts/erasure.ts';
import { customerName } from '../../../lib/contracts/customer.ts';
import { invalid } from '../../../lib/domain/errors.ts';
import type { Context } from '../../ports/index.ts';
import type { CustomerRecord, ErasureRecord } from '../../records/index.ts';
import { requirePermission } from '../shared/authorise.ts';
import { belongingsOf } from './belongings-of.ts';
import { farewells } from './farewells.ts';
import { findEvenDeleted } from './find-for-erasure.ts';
import { presentErasures } from './list-erasures.ts';
import { countsOf } from './preview-erasure.ts';
import { tracesOf } from './traces-of.ts';

/**
 * Erases a customer for good, with all that belongs to it and all copies, and keeps a record that says so and nothing
 * of the customer. Copies go first: whoever is interrupted can do it once more. They go again afterwards, with what
 * others wrote meanwhile. Free texts about someone in other records are not found, and backups keep what they hold.
 * @throws ProblemError `forbidden`, `not_found`, or `validation_failed` when `confirm` names another
 */
export async function eraseCustomer(
  context: Context,
  { id, confirm, reason }: { id: string } & EraseCustomerRequest,
): Promise<Erasure> {
  const { ports, actor } = context;
  requirePermission(actor, 'customers.erase', 'erase customers');
  const customer = await findEvenDeleted(ports, id);
  checkConfirmed(customer, confirm);
  const belongings = await belongingsOf(ports, customer);
  const traces = tracesOf(belongings);
  const { customerIds, dealIds, taskIds } = traces;
  await ports.erasures.sweep(traces);
  const record: ErasureRecord = {
    id: ports.ids.next(),
    customerId: id,
    at: ports.clock.now(),
    erasedBy: actor.kind === 'member' ? actor.id : null,
    reason: reason === '' ? null : reason,
    removed: countsOf(belongings),
  };
  await ports.commit({
    actor,
    events: await farewells(ports, belongings),
    async write(tx) {
      await ports.erasures.remove({ customerIds, dealIds, taskIds }, tx);
      await ports.erasures.insert(record, tx);
    },
  });
  await ports.erasures.sweep(traces);
  const [erasure] = await presentErasures(ports, [record]);
  if (!erasure) throw new Error('A record of an erasure was lost');
  return erasure;
}

const folded = (text: string): string => text.trim().toLowerCase();

function checkConfirmed(customer: CustomerRecord, confirm: string): void {
  const names = [customerName(customer), customer.contactInfo.email ?? ''].map(folded).filter(Boolean);
  if (!names.includes(folded(confirm))) throw invalid('confirm', 'is neither the name nor the email of this customer');
}
