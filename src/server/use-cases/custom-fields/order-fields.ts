import type { CustomFields } from '../../../lib/contracts/custom-field.ts';
import { invalid } from '../../../lib/domain/errors.ts';
import type { Context } from '../../ports/index.ts';
import { fieldOf, presentCustomFields } from './find-fields.ts';
import { saveFields } from './save-fields.ts';

/**
 * Puts the fields in an order: those named first, the others after them as they were.
 * @throws ProblemError `forbidden`, `conflict`, or `validation_failed` for what is no field, or is named twice
 */
export async function orderCustomFields(
  context: Context,
  { order, expectedVersion }: { order: readonly string[]; expectedVersion?: number | undefined },
): Promise<CustomFields> {
  const saved = await saveFields(
    context,
    (before) => {
      const keys = before.fields.map(({ key }) => key);
      const whole = new Set([...order, ...keys]);
      if (new Set(order).size !== order.length || whole.size !== keys.length) {
        throw invalid('order', 'must name fields there are, each once');
      }
      const moved = [...whole].some((key, index) => key !== keys[index]);
      return { fields: [...whole].map((key) => fieldOf(before, key)), changed: moved ? ['order'] : [] };
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
