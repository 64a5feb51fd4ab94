/* Values within records by dotted path, as contracts name fields: `contactInfo.name.first`. */

type Plain = Readonly<Record<string, unknown>>;
const isPlain = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What stands at a dotted path; undefined when the path leads nowhere. */
export const valueAt = (record: object, path: string): unknown =>
  path.split('.').reduce<unknown>((at, key) => (isPlain(at) ? at[key] : undefined), record);

/** A text of a record, empty when there is none. */
export function textAt(record: object, path: string): string {
  const value = valueAt(record, path);
  return typeof value === 'string' ? value : '';
}

/** `{contactInfo: {name: {first: value}}}` for a value at a dotted path. */
export const nested = (path: string, value: unknown): Plain =>
  path.split('.').reduceRight<unknown>((inner, key) => ({ [key]: inner }), value) as Plain;

/** `base` with what `change` says instead, object by object. */
export function merged<Base extends object>(base: Base, change: object): Base {
  const before = base as Plain;
  const entries = Object.entries(change as Plain).map(([key, value]) => {
    const old = before[key];
    return [key, isPlain(old) && isPlain(value) ? merged(old, value) : value];
  });
  return { ...base, ...Object.fromEntries(entries) } as Base;
}
