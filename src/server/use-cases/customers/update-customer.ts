import type { BulkCustomersChange, Customer, UpdateCustomerRequest } from '../../../lib/contracts/customer.ts';
import type { Context } from '../../ports/index.ts';
import type { CustomerRecord } from '../../records/index.ts';
import { checkedValues } from '../custom-fields/check-values.ts';
import { findCustomFields } from '../custom-fields/find-fields.ts';
import { moveOfCustomer } from '../deals/move-of-customer.ts';
import { placeOf } from '../pipelines/place-of.ts';
import { requirePermission } from '../shared/authorise.ts';
import { applyPatch, conflict, type PatchOf } from '../shared/merge-patch.ts';
import { retryStale } from '../shared/retry-stale.ts';
import { checkAssignee } from '../tasks/task-references.ts';
import { checkCustomer, withoutBlanks, withoutNulls } from './customer-fields.ts';
import { findCustomer } from './find-customer.ts';
import { presentCustomer } from './present-customer.ts';
import { saveCustomer } from './save-customer.ts';

/** A merge patch; tags can also be added and taken away, whichever others there are. */
export type CustomerPatch = Extract<BulkCustomersChange, UpdateCustomerRequest>;

interface UpdateCustomerInput {
  id: string;
  patch: CustomerPatch;
  /** What the caller last saw: changes to other fields since then are kept, overlapping ones refuse this one. */
  expectedVersion?: number | undefined;
  /** Custom fields get back what they had, whatever holds for them by now. */
  asItWas?: boolean;
}

/**
 * Changes a customer (merge patch); null takes a custom field away. A change of the stage moves a deal of theirs.
 * @throws ProblemError `forbidden`, `not_found`, `validation_failed`, `duplicate`, or `conflict` with the current customer
 */
export async function updateCustomer(
  context: Context,
  { id, patch, expectedVersion, asItWas = false }: UpdateCustomerInput,
): Promise<Customer> {
  const { ports, actor } = context;
  requirePermission(actor, 'customers.write', 'change customers');
  return retryStale(async () => {
    const before = await findCustomer(ports, id);
    const given = asItWas ? patch : await withCheckedFields(context, before, patch);
    const place = await placeOf(ports, given, before);
    const { record, changed, conflicts } = applyPatch(
      before,
      { ...effectivePatch(before, given), ...place },
      {
        expectedVersion,
        now: ports.clock.now(),
      },
    );
    if (conflicts.length > 0) throw conflict(conflicts, await presentCustomer(ports, before));
    if (changed.length === 0) return presentCustomer(ports, before);
    const after = { ...record, customFields: withoutNulls(record.customFields) };
    checkCustomer(after);
    if (after.assignedTo !== null && changed.includes('assignedTo')) {
      await checkAssignee(ports, after.assignedTo, 'assignedTo');
    }
    const moved = changed.includes('pipelineStage') ? await moveOfCustomer(context, { before, place }) : {};
    return saveCustomer(context, { ...moved, before, after, changed });
  });
}

async function withCheckedFields(
  { ports }: Context,
  before: CustomerRecord,
  patch: CustomerPatch,
): Promise<CustomerPatch> {
  if (!patch.customFields) return patch;
  const { fields } = await findCustomFields(ports);
  return { ...patch, customFields: checkedValues(fields, patch.customFields, before.customFields) };
}

/** The patch in the record's terms: blanks are nothing, tags are a set, and what is not there cannot be taken away. */
export function effectivePatch(before: CustomerRecord, patch: CustomerPatch): PatchOf<Partial<CustomerRecord>> {
  const { contactInfo, address, tags, addTags = [], removeTags = [], customFields, ...rest } = patch;
  const kept = (tags ?? before.tags).filter((tag) => !removeTags.includes(tag));
  return {
    ...rest,
    ...(contactInfo && { contactInfo: withoutBlanks(contactInfo) }),
    ...(address && { address: withoutBlanks(address) }),
    tags: [...new Set([...kept, ...addTags])],
    ...(customFields && {
      customFields: Object.fromEntries(
        Object.entries(customFields).filter(
          ([name, value]) => value !== null || Object.hasOwn(before.customFields, name),
        ),
      ),
    }),
  };
}
