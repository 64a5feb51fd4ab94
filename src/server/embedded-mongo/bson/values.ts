import { Double } from 'bson';

/**
 * How BSON values stand in memory. A JavaScript number is an int32 when it is a whole number in that range (and not -0),
 * else a double; `Double` stands only for doubles that would otherwise be taken for an int32. Longs, decimals, binaries,
 * regular expressions keep the classes of the `bson` package. `serialize` gives back exactly the bytes `decode` read.
 */
export type Doc = Record<string, unknown>;

/** True for an embedded document (not an array, a date or one of BSON's classes). */
export function isDoc(value: unknown): value is Doc {
  return value !== null && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype;
}

/** The `_bsontype` of a BSON class instance, '' for everything else. */
export function bsonClass(value: unknown): string {
  if (value === null || typeof value !== 'object' || isDoc(value)) return '';
  const name = (value as { _bsontype?: unknown })._bsontype;
  return typeof name === 'string' ? name : '';
}

/** MongoDB's type names with their numbers, as `$type` knows them. */
export const TYPE_NUMBERS: Readonly<Record<string, number>> = {
  double: 1,
  string: 2,
  object: 3,
  array: 4,
  binData: 5,
  undefined: 6,
  objectId: 7,
  bool: 8,
  date: 9,
  null: 10,
  regex: 11,
  dbPointer: 12,
  javascript: 13,
  symbol: 14,
  javascriptWithScope: 15,
  int: 16,
  timestamp: 17,
  long: 18,
  decimal: 19,
  minKey: -1,
  maxKey: 127,
};

const CLASS_TYPES: Readonly<Record<string, string>> = {
  ObjectId: 'objectId',
  Long: 'long',
  Double: 'double',
  Int32: 'int',
  Decimal128: 'decimal',
  Binary: 'binData',
  UUID: 'binData',
  Timestamp: 'timestamp',
  MinKey: 'minKey',
  MaxKey: 'maxKey',
  BSONRegExp: 'regex',
  BSONSymbol: 'symbol',
  DBRef: 'dbPointer',
};

/** MongoDB's name of a value's type; `undefined` (also for a missing field) gives 'undefined'. */
export function typeName(value: unknown): string {
  switch (typeof value) {
    case 'number':
      return isInt32(value) ? 'int' : 'double';
    case 'string':
      return 'string';
    case 'boolean':
      return 'bool';
    case 'undefined':
      return 'undefined';
    case 'bigint':
      return 'long';
    default:
      break;
  }
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (value instanceof Date) return 'date';
  const name = bsonClass(value);
  if (name === 'Code') return (value as { scope?: unknown }).scope ? 'javascriptWithScope' : 'javascript';
  return CLASS_TYPES[name] ?? 'object';
}

/** Whether a JavaScript number is encoded as an int32. */
export function isInt32(value: number): boolean {
  return (value | 0) === value && !Object.is(value, -0);
}

/** A BSON double: a plain number unless that would be read as an int32. */
export function double(value: number): number | Double {
  return isInt32(value) ? new Double(value) : value;
}

/** A deep copy of documents and arrays; all other values are immutable and shared. */
export function clone<T>(value: T): T {
  if (Array.isArray(value)) return value.map(clone) as T;
  if (!isDoc(value)) return value;
  const copy: Doc = {};
  for (const key of Object.keys(value)) setField(copy, key, clone(value[key]));
  return copy as T;
}

/** Sets a field, also one named `__proto__`, which plain assignment would take for the prototype. */
export function setField(target: Doc, key: string, value: unknown): void {
  if (key === '__proto__') {
    Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true });
  } else target[key] = value;
}

/** A field's own value, or undefined. */
export function getField(doc: Doc, key: string): unknown {
  return Object.hasOwn(doc, key) ? doc[key] : undefined;
}

/** Whether an object is a document of operators such as `{$gt: 1}` (a DBRef's `$ref` is not one). */
export function isOperators(value: unknown): value is Doc {
  if (!isDoc(value)) return false;
  for (const key in value) return key.charCodeAt(0) === 36 && key !== '$ref' && key !== '$id' && key !== '$db';
  return false;
}
