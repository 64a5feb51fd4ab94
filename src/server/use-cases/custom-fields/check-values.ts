import { isDeepStrictEqual } from 'node:util';
import type { FieldError } from '../../../lib/contracts/errors.ts';
import { faultOfValue, normalValue } from '../../../lib/domain/custom-fields/values.ts';
import { ProblemError } from '../../../lib/domain/errors.ts';
import type { CustomFieldRecord, CustomerRecord } from '../../records/index.ts';

type Values = CustomerRecord['customFields'];
type Fields = readonly CustomFieldRecord[];

interface Fault extends FieldError {
  label: string;
}

/**
 * The values someone gives a customer that has `before`, as the fields keep them. What nobody defined stays as it is,
 * and so does what does not change: old customers are never locked by new rules.
 * @throws ProblemError `validation_failed`, naming each value that is none of its field, or is taken from a required one
 */
export function checkedValues(fields: Fields, given: Values, before: Values): Values {
  const byKey = new Map(fields.map((field) => [field.key, field]));
  const faults: Fault[] = [];
  const values = Object.entries(given).map(([key, raw]) => {
    const field = byKey.get(key);
    if (!field) return [key, raw] as const;
    const value = normalValue(raw);
    const had = before[key] ?? null;
    const message = isDeepStrictEqual(value, had) ? null : faultOf(field, value, had);
    if (message !== null) faults.push({ path: `customFields.${key}`, message, label: field.label });
    return [key, value] as const;
  });
  refuse(faults);
  return Object.fromEntries(values);
}

/** A new customer's values, with the fields' own where nothing is given: null given is nothing wanted. */
export const withDefaults = (fields: Fields, given: Values): Values => ({
  ...Object.fromEntries(
    fields.filter((field) => !field.archived && field.default !== null).map(({ key, default: value }) => [key, value]),
  ),
  ...given,
});

/** Throws ProblemError `validation_failed` for values people must give and did not. */
export function checkRequired(fields: Fields, values: Values): void {
  const missing = fields.filter(
    ({ key, required, archived }) => required && !archived && (values[key] ?? null) === null,
  );
  refuse(missing.map(({ key, label }) => ({ path: `customFields.${key}`, message: 'is required', label })));
}

function faultOf(field: CustomFieldRecord, value: Values[string], had: Values[string]): string | null {
  if (value !== null) return faultOfValue(field, value, had);
  return field.required && !field.archived ? 'is required' : null;
}

function refuse(faults: readonly Fault[]): void {
  const [first] = faults;
  if (!first) return;
  const more = faults.length > 1 ? ` (and ${faults.length - 1} more)` : '';
  throw new ProblemError('validation_failed', `${first.label} ${first.message}${more}.`, {
    errors: faults.map(({ path, message }) => ({ path, message })),
  });
}
