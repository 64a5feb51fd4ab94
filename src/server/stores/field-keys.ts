import type { CustomerRecord } from '../records/index.ts';

/*
 * Custom fields in an index: `key=` for each a customer has, and `key=value` for values short enough to be chosen from
 * a list. Fields that were never defined have names that are no keys, and stay out of it.
 */

const key = /^[a-z0-9_]{1,40}$/;
const longestValue = 100;

/** What the index holds of a customer's fields. */
export const fieldKeysOf = (fields: CustomerRecord['customFields']): string[] =>
  Object.entries(fields).flatMap(([name, value]) => {
    if (value === null || !key.test(name)) return [];
    const values = Array.isArray(value) ? value : [String(value)];
    const short = typeof value === 'number' ? [] : values.filter((each) => each.length <= longestValue);
    return [`${name}=`, ...short.map((each) => `${name}=${each}`)];
  });

/** What holds for customers that have a value of a field. */
export const hasField = (name: string): { fieldKeys: string } => ({ fieldKeys: `${name}=` });

/** What holds for customers whose field has, or of whose choices one is, this value. A tick nobody set is none. */
export const fieldFilter = (name: string, value: string): Record<string, unknown> =>
  value === 'false' ? { fieldKeys: { $ne: `${name}=true` } } : { fieldKeys: `${name}=${value}` };
