import type { Customer } from '../../../lib/contracts/customer.ts';
import { may } from '../../../lib/domain/actor.ts';
import { ProblemError } from '../../../lib/domain/errors.ts';
import type { DomainEvent } from '../../../lib/domain/events.ts';
import { DuplicateKeyError, type Context, type Tx } from '../../ports/index.ts';
import type { ActivityRecord, CustomerRecord } from '../../records/index.ts';
import { activityOfCustomer } from '../activity/activity-of.ts';
import { presentCustomer } from './present-customer.ts';

interface CustomerChange {
  before: CustomerRecord | null;
  after: CustomerRecord;
  /** Dotted paths. */
  changed: string[];
  /** What the history calls it, and says besides the fields, when that is not plain from the change. */
  told?: Pick<ActivityRecord, 'type' | 'changes'>;
  /** Further events and writes of the same commit. */
  events?: readonly DomainEvent[];
  write?: (tx: Tx) => Promise<void>;
}

/**
 * Commits a customer with the event and the line of its history that tell of it. Throws ProblemError `duplicate` when another has the email,
 * StaleRecordError when another change came first.
 */
export async function saveCustomer(
  context: Context,
  { before, after, changed, told, events = [], write }: CustomerChange,
): Promise<Customer> {
  const { ports, actor } = context;
  const customer = await presentCustomer(ports, after);
  const change = kindOf(before, after);
  const plain = activityOfCustomer(context, { before, after, changed });
  const activity = told && plain ? { ...plain, type: told.type, changes: [...told.changes, ...plain.changes] } : plain;
  try {
    await ports.commit({
      actor,
      batchId: context.batchId,
      events: [{ type: 'customer.changed', change, customer, changed }, ...events],
      write: async (tx) => {
        await (before ? ports.customers.replace(after, tx) : ports.customers.insert(after, tx));
        if (activity) await ports.activities.insert(activity, tx);
        await write?.(tx);
      },
    });
  } catch (error) {
    if (error instanceof DuplicateKeyError && error.key === 'contactInfo.email') throw await duplicate(context, after);
    throw error;
  }
  return customer;
}

function kindOf(before: CustomerRecord | null, after: CustomerRecord): 'created' | 'updated' | 'deleted' {
  if (!before) return 'created';
  return after.deletedAt && !before.deletedAt ? 'deleted' : 'updated';
}

/** Names the one that has the email already, to who may see it. */
async function duplicate({ ports, actor }: Context, { contactInfo }: CustomerRecord): Promise<ProblemError> {
  const { email } = contactInfo;
  const visible = email !== null && may(actor, 'customers.read');
  const existing = visible ? await ports.customers.findByEmail(email) : null;
  return new ProblemError(
    'duplicate',
    'Another customer has this email already. Open that one, or use another email.',
    {
      errors: [{ path: 'contactInfo.email', message: 'belongs to another customer' }],
      ...(existing && { existingId: existing.id }),
    },
  );
}
