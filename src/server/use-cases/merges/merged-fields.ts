import type { ActivityValue } from '../../../lib/contracts/activity.ts';
import { invalid } from '../../../lib/domain/errors.ts';
import type { CustomerRecord } from '../../records/index.ts';
import { valueAt } from '../activity/activity-of.ts';
import { applyPatch, type PatchOf } from '../shared/merge-patch.ts';

type Patch = PatchOf<Partial<CustomerRecord>>;

/**
 * The kept record with the fields of the others: each the chosen record's, else its own, else the first there is; all
 * tags. Answers the fields that change.
 * @param choices whose value wins, by path
 * @throws ProblemError `validation_failed` for a choice of a field there is not, or of another's
 */
export function mergedFields(
  kept: CustomerRecord,
  others: readonly CustomerRecord[],
  choices: Readonly<Record<string, string>>,
): { record: CustomerRecord; changed: string[] } {
  const all = [kept, ...others];
  const paths = fieldPaths(all);
  for (const [path, id] of Object.entries(choices)) {
    if (!paths.includes(path)) throw invalid(`fields.${path}`, 'is no field that can be chosen');
    if (!all.some((record) => record.id === id)) throw invalid(`fields.${path}`, 'names a record that is not merged');
  }
  const values = paths.map((path) => {
    const chosen = all.find(({ id }) => id === choices[path]);
    const from = chosen ?? all.find((record) => valueAt(record, path) !== null) ?? kept;
    return { path, value: valueAt(from, path) };
  });
  const staged = all.find(({ pipelineStage }) => pipelineStage !== null) ?? kept;
  const patch = {
    ...nested(values),
    pipelineId: staged.pipelineId,
    pipelineStage: staged.pipelineStage,
    tags: [...new Set(all.flatMap(({ tags }) => tags))],
  } as Patch;
  return applyPatch(kept, patch, { now: kept.updatedAt });
}

/** Every field that can be chosen. Those people named themselves are one each, whatever their names hold. */
function fieldPaths(records: readonly CustomerRecord[]): string[] {
  const [{ contactInfo, address }] = records as [CustomerRecord, ...CustomerRecord[]];
  const { name, ...contact } = contactInfo;
  return [
    ...Object.keys(contact).map((key) => `contactInfo.${key}`),
    ...Object.keys(name).map((key) => `contactInfo.name.${key}`),
    ...Object.keys(address).map((key) => `address.${key}`),
    ...['status', 'source', 'assignedTo'],
    ...new Set(records.flatMap(({ customFields }) => Object.keys(customFields).map((key) => `customFields.${key}`))),
  ];
}

/** A patch of values at dotted paths; null for a custom field that is not there. */
export function nested(values: readonly { path: string; value: ActivityValue }[]): Record<string, unknown> {
  const patch: Record<string, unknown> = {};
  for (const { path, value } of values) {
    const [head = '', ...rest] = path.split('.');
    const keys = head === 'customFields' ? [rest.join('.')] : rest;
    const last = keys.at(-1);
    if (last === undefined) {
      patch[head] = value;
      continue;
    }
    let target = (patch[head] ??= {}) as Record<string, unknown>;
    for (const key of keys.slice(0, -1)) target = (target[key] ??= {}) as Record<string, unknown>;
    target[last] = value;
  }
  return patch;
}
