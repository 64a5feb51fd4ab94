import { sameLabel } from '../../../lib/domain/custom-fields/naming.ts';
import { ProblemError } from '../../../lib/domain/errors.ts';
import type { Context } from '../../ports/index.ts';
import type { CustomFieldRecord, CustomFieldsRecord } from '../../records/index.ts';
import { settingsNote } from '../audit/settings-note.ts';
import { requirePermission } from '../shared/authorise.ts';
import { changedSince, conflict, overlaps, stamp } from '../shared/merge-patch.ts';
import { retryStale } from '../shared/retry-stale.ts';
import { findCustomFields, presentCustomFields } from './find-fields.ts';

interface FieldsChange {
  fields: CustomFieldRecord[];
  /** Dotted: `order`, or `<key>.label`. */
  changed: string[];
}

/**
 * Changes the definitions: `change` is told what they are, and run again when someone else came first.
 * @param expectedVersion what the caller last saw: an overlapping change since then refuses this one
 * @throws ProblemError `forbidden`, `conflict`, and whatever `change` throws
 */
export async function saveFields(
  { ports, actor }: Context,
  change: (before: CustomFieldsRecord) => FieldsChange | Promise<FieldsChange>,
  expectedVersion?: number,
): Promise<CustomFieldsRecord> {
  requirePermission(actor, 'settings.write', 'change custom fields');
  return retryStale(async () => {
    const before = await findCustomFields(ports);
    const { fields, changed } = await change(before);
    if (changed.length === 0) return before;
    const since = expectedVersion === undefined ? [] : changedSince(before, expectedVersion);
    const conflicts = changed.filter((path) => since.some((other) => overlaps(path, other)));
    if (conflicts.length > 0) throw conflict(conflicts, presentCustomFields(before));
    const after = stamp({ ...before, fields }, changed, ports.clock.now());
    const audit = [settingsNote('custom fields', { before, after, changed })];
    await ports.commit({ actor, events: [], audit, write: (tx) => ports.customFields.replace(after, tx) });
    return after;
  });
}

/** Throws ProblemError `duplicate` when another field has the label, archived ones too. */
export function checkLabel(
  fields: readonly CustomFieldRecord[],
  { key, label }: { key?: string; label: string },
): void {
  const other = fields.find((each) => each.key !== key && sameLabel(each.label, label));
  if (!other) return;
  const where = other.archived ? ', which is archived: bring that back, or use another label' : '';
  throw new ProblemError('duplicate', `There is a field “${other.label}” already${where}.`, {
    errors: [{ path: 'label', message: 'is that of another field' }],
  });
}
