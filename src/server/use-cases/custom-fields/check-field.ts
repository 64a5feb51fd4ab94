import { faultOfValue, normalValue } from '../../../lib/domain/custom-fields/values.ts';
import { invalid } from '../../../lib/domain/errors.ts';
import { meaningOf } from '../../../lib/domain/import/headings.ts';
import type { CustomFieldRecord } from '../../records/index.ts';

/** Those choose from options; the others have none. */
const chosen = new Set<CustomFieldRecord['type']>(['select', 'multi-select']);

/**
 * The field as it may be kept.
 * @throws ProblemError `validation_failed` for a label every customer has anyway, a choice without options, a default
 *   that is no value of the field, or a tick that is required: a tick that is not set says no
 */
export function checkedField(field: CustomFieldRecord): CustomFieldRecord {
  const { label, type, options, required } = field;
  if (isUsual(label)) throw invalid('label', `cannot be “${label}”: every customer has that already`);
  if (chosen.has(type) !== options.length > 0) {
    throw invalid('options', chosen.has(type) ? 'must name at least one' : 'belong to select and multi-select alone');
  }
  if (required && type === 'checkbox') throw invalid('required', 'does not suit a checkbox: not ticked means no');
  const standard = normalValue(field.default);
  const fault = standard === null ? null : faultOfValue(field, standard);
  if (fault !== null) throw invalid('default', fault);
  return { ...field, default: standard, help: field.help === '' ? null : field.help };
}

/** A heading of our own export, by which its column is known again. */
function isUsual(label: string): boolean {
  const meaning = meaningOf(label);
  return meaning !== null && (meaning.rank === 0 || meaning.target === 'ignore');
}
