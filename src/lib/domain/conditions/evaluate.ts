import type { Program } from './compile.ts';
import { isMissing, normalise, shown, valueAt, type ReadValue, type Subject } from './values.ts';

export interface Outcome {
  /** Whether the condition is met. One that cannot be worked out is not. */
  holds: boolean;
  /** Every field the condition names, with the value it had. */
  values: ReadValue[];
  /** Why it could not be worked out, as a sentence; null otherwise. */
  reason: string | null;
  /** True when the condition itself is at fault, false when only a value is missing. */
  fault: boolean;
}

/** Whether a condition is met. Never throws: what cannot be worked out is not met, and the outcome says why. */
export function evaluate(program: Program, subject: Subject): Outcome {
  const normal = normalise(program.language, subject);
  const read = program.reads.map(({ expression, path }) => ({ expression, value: valueAt(normal, path) }));
  const values = read.map(({ expression, value }): ReadValue => ({ field: expression, value: shown(value) }));
  try {
    const result: unknown = program.run(normal);
    return { holds: result === true, values, reason: null, fault: false };
  } catch (error) {
    if (codeOf(error) === 'index_out_of_bounds') {
      return { holds: false, values, reason: 'A list has no entry at this place.', fault: false };
    }
    const missing = read.filter(({ value }) => isMissing(value)).map(({ expression }) => expression);
    return missing.length > 0
      ? { holds: false, values, reason: `${missing.join(', ')}: there is no value.`, fault: false }
      : { holds: false, values, reason: sentence(error), fault: true };
  }
}

const sentences: Record<string, string> = {
  division_by_zero: 'It divides by zero.',
  modulo_by_zero: 'It divides by zero.',
  numeric_overflow: 'A number got too large.',
  invalid_duration: 'A text is no span of time.',
  invalid_timestamp: 'A text is no moment.',
  double_conversion_error: 'A text is no number.',
  int_conversion_error: 'A text is no number.',
};

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';

function sentence(error: unknown): string {
  const known = sentences[codeOf(error)];
  if (known) return known;
  return error instanceof RangeError ? 'A date, time zone or span is out of range.' : 'It could not be worked out.';
}
