import type { CustomFields } from '../../../lib/contracts/custom-field.ts';
import { invalid } from '../../../lib/domain/errors.ts';
import type { Context } from '../../ports/index.ts';
import { fieldOf, presentCustomFields } from './find-fields.ts';
import { saveFields } from './save-fields.ts';

/**
 * Puts the fields in an order.
 * @throws ProblemError `forbidden`, `conflict`, or `validation_failed` unless each field is named once
 */
export async function orderCustomFields(
  context: Context,
  { order, expectedVersion }: { order: readonly string[]; expectedVersion?: number | undefined },
): Promise<CustomFields> {
  const saved = await saveFields(
    context,
    (before) => {
      const keys = before.fields.map(({ key }) => key);
      const named = new Set(order);
      if (named.size !== order.length || order.length !== keys.length || keys.some((key) => !named.has(key))) {
        throw invalid('order', 'must name each field once, those archived too');
      }
      const moved = order.some((key, index) => key !== keys[index]);
      return { fields: order.map((key) => fieldOf(before, key)), changed: moved ? ['order'] : [] };
    },
    expectedVersion,
  );
  return presentCustomFields(saved);
}

/** Moves a field one place up or down among those that are shown. Throws ProblemError `forbidden` or `not_found`. */
export async function moveCustomField(
  context: Context,
  { key, by }: { key: string; by: 'up' | 'down' },
): Promise<CustomFields> {
  const saved = await saveFields(context, (before) => {
    const moving = fieldOf(before, key);
    const shown = before.fields.filter(({ archived }) => !archived);
    const other = shown[shown.indexOf(moving) + (by === 'up' ? -1 : 1)];
    if (moving.archived || !other) return { fields: before.fields, changed: [] };
    const swapped = before.fields.map((each) => (each === moving ? other : each === other ? moving : each));
    return { fields: swapped, changed: ['order'] };
  });
  return presentCustomFields(saved);
}
