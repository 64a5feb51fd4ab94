import type { CustomField } from '../../lib/contracts/custom-field.ts';
import { customFieldValues } from '../customers/bulk-fields.ts';
import type { BulkCustomersChange } from '../../lib/contracts/customer.ts';
import type { BulkDealsChange } from '../../lib/contracts/deal.ts';
import type { BulkTasksChange } from '../../lib/contracts/task.ts';

/** What a list's form for many records holds, by name of field. */
export type BulkValues = Readonly<Record<string, string>>;

const bin = ({ intent }: BulkValues): { delete: true } | { restore: true } | null =>
  intent === 'delete' ? { delete: true } : intent === 'restore' ? { restore: true } : null;

/** The change of customers a form asks for; null when nothing was chosen. */
export function customerChange(
  values: BulkValues,
  customFields: readonly CustomField[] = [],
): BulkCustomersChange | null {
  const { assignedTo, status, addTag, removeTag } = values;
  const own = customFieldValues(customFields, values);
  const change = {
    ...owner(assignedTo),
    ...(status && { status }),
    ...(Object.keys(own).length > 0 && { customFields: own }),
    ...(addTag?.trim() && { addTags: [addTag.trim()] }),
    ...(removeTag?.trim() && { removeTags: [removeTag.trim()] }),
  } as BulkCustomersChange;
  return bin(values) ?? (Object.keys(change).length > 0 ? change : null);
}

/** The change of tasks a form asks for; null when nothing was chosen. */
export function taskChange(values: BulkValues): BulkTasksChange | null {
  const { assignedTo, status, priority } = values;
  const change = { ...owner(assignedTo), ...(status && { status }), ...(priority && { priority }) } as BulkTasksChange;
  return bin(values) ?? (Object.keys(change).length > 0 ? change : null);
}

/** The change of deals a form asks for; null when nothing was chosen. */
export function dealChange(values: BulkValues): BulkDealsChange | null {
  const { assignedTo, status, lostReason, pipelineStage } = values;
  const change = {
    ...owner(assignedTo),
    ...(status && { status }),
    ...(pipelineStage && { pipelineStage }),
    ...(lostReason?.trim() && { lostReason: lostReason.trim() }),
  } as BulkDealsChange;
  return bin(values) ?? (Object.keys(change).length > 0 ? change : null);
}

const owner = (assignedTo: string | undefined): { assignedTo?: string | null } =>
  assignedTo ? { assignedTo: assignedTo === 'nobody' ? null : assignedTo } : {};

/** What the address of a list says of a change of many that was just made: no filters. */
export const bulkParameters: readonly string[] = ['bulk', 'done', 'refused', 'total'];
