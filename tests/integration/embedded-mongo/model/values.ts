import { BSON, Double, Int32, Long, ObjectId } from 'mongodb';

/** The values the model knows; what is missing is undefined. */
export type Value = null | boolean | string | Int32 | Double | Long | Date | ObjectId | Value[] | Document;
export interface Document {
  [name: string]: Value;
}
export type Maybe = Value | undefined;

export function isDocument(value: Maybe): value is Document {
  return typeOf(value) === 'object';
}

export function typeOf(value: Maybe): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (typeof value === 'string') return 'string';
  if (typeof value === 'boolean') return 'bool';
  if (Array.isArray(value)) return 'array';
  if (value instanceof Int32) return 'int';
  if (value instanceof Double) return 'double';
  if (value instanceof Long) return 'long';
  if (value instanceof Date) return 'date';
  return value instanceof ObjectId ? 'objectId' : 'object';
}

/** A number of any type as JavaScript's; undefined for anything else. All numbers here are small enough for that. */
export function numberOf(value: Maybe): number | undefined {
  return ['int', 'long', 'double'].includes(typeOf(value)) ? Number(value) : undefined;
}

/** A number of the wider of two types; an int that is too large becomes a long. */
export function numberLike(result: number, a: Value, b: Value): Value {
  const types = [typeOf(a), typeOf(b)];
  if (types.includes('double')) return new Double(result);
  return types.includes('long') || Math.abs(result) > 0x7fffffff ? Long.fromNumber(result) : new Int32(result);
}

/** MongoDB's order of types (manual: "Comparison/Sort Order"), as far as they occur here. */
const ORDER = ['missing', 'null', 'number', 'string', 'object', 'array', 'objectId', 'bool', 'date'];

export function bracketOf(value: Maybe): string {
  return numberOf(value) === undefined ? typeOf(value) : 'number';
}

/** Negative, zero or positive, as `a` sorts before, with or after `b`. */
export function order(a: Maybe, b: Maybe): number {
  const difference = ORDER.indexOf(bracketOf(a)) - ORDER.indexOf(bracketOf(b));
  if (difference !== 0) return difference;
  if (numberOf(a) !== undefined) return numberOf(a)! - numberOf(b)!;
  if (typeof a === 'string') return Buffer.compare(Buffer.from(a), Buffer.from(b as string));
  if (Array.isArray(a)) return orderLists(a, b as Value[]);
  if (isDocument(a)) return orderDocuments(a, b as Document);
  if (a instanceof ObjectId) return Buffer.compare(a.id, (b as ObjectId).id);
  return Number(a ?? 0) - Number(b ?? 0); // booleans and dates; null equals null, and missing missing
}

function orderLists(a: Value[], b: Value[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const difference = order(a[i], b[i]);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** Field by field: the values' types, then the names, then the values. */
function orderDocuments(a: Document, b: Document): number {
  const [x, y] = [Object.entries(a), Object.entries(b)];
  for (let i = 0; i < Math.min(x.length, y.length); i++) {
    const [name, value] = x[i]!;
    const [otherName, otherValue] = y[i]!;
    const types = ORDER.indexOf(bracketOf(value)) - ORDER.indexOf(bracketOf(otherValue));
    const difference = types || Buffer.compare(Buffer.from(name), Buffer.from(otherName)) || order(value, otherValue);
    if (difference !== 0) return difference;
  }
  return x.length - y.length;
}

export function same(a: Maybe, b: Maybe): boolean {
  return order(a, b) === 0;
}

/** Text that is the same for the same documents with the same types, whatever the order of their fields. */
export function canonical(value: unknown): string {
  return JSON.stringify(sorted(BSON.EJSON.serialize(value, { relaxed: false })));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(fields.map(([name, field]) => [name, sorted(field)]));
}
