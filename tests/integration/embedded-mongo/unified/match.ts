import { EJSON } from 'bson';

/** A value of a spec file or a result: nothing is known about it beforehand. */
type Json = Record<string, unknown>;

const MISSING = Symbol('missing');

function isPlain(value: unknown): value is Json {
  return (
    value !== null &&
    typeof value === 'object' &&
    !Array.isArray(value) &&
    Object.getPrototypeOf(value) === Object.prototype
  );
}

function bsonName(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (value instanceof Date) return 'date';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value !== 'object') return typeof value;
  const name = (value as { _bsontype?: string })._bsontype;
  const names: Record<string, string> = {
    ObjectId: 'objectId',
    Timestamp: 'timestamp',
    Long: 'long',
    Binary: 'binData',
    UUID: 'binData',
  };
  return name === undefined ? 'object' : (names[name] ?? name);
}

function typeMatches(wanted: unknown, actual: unknown): boolean {
  const name = bsonName(actual);
  const types = Array.isArray(wanted) ? (wanted as unknown[]) : [wanted];
  return types.some(
    (type) => type === name || (['int', 'long', 'double', 'number'].includes(String(type)) && name === 'number'),
  );
}

/**
 * Compares a result with what a spec file expects (unified test format, "Evaluating Matches"). Throws where they differ.
 * At the root extra keys are allowed, in nested documents they are not.
 */
export function match(
  expected: unknown,
  actual: unknown,
  root: boolean,
  entities: Map<string, unknown>,
  path = '',
): void {
  const fail = (why: string): never => {
    const shown = actual === MISSING ? 'nothing' : EJSON.stringify(actual).slice(0, 300);
    throw new Error(`at ${path || '/'}: ${why}: expected ${EJSON.stringify(expected).slice(0, 300)}, got ${shown}`);
  };
  if (isPlain(expected)) {
    const [first] = Object.keys(expected);
    if (first?.startsWith('$$')) return special(first, expected[first], actual, root, entities, path, fail);
    if (actual === MISSING || actual === null || typeof actual !== 'object') return fail('not a document');
    const found = actual as Json;
    for (const [key, value] of Object.entries(expected)) {
      match(value, found[key] === undefined ? MISSING : found[key], false, entities, `${path}/${key}`);
    }
    if (!root)
      for (const key of Object.keys(found))
        if (found[key] !== undefined && !(key in expected)) fail(`extra key ${key}`);
    return;
  }
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual) || actual.length !== expected.length) return fail('not such an array');
    expected.forEach((item, i) => match(item, (actual as unknown[])[i], root, entities, `${path}/${i}`));
    return;
  }
  if (actual === MISSING) fail('missing');
  if (isNumeric(expected)) {
    if (Number(expected) !== Number(actual)) fail('another number');
    return;
  }
  if (expected === actual) return;
  if (typeof expected === 'object' && EJSON.stringify(expected) === EJSON.stringify(actual)) return;
  fail('another value');
}

function isNumeric(value: unknown): boolean {
  return typeof value === 'number' || ['Long', 'Int32', 'Double'].includes(bsonClass(value));
}

function bsonClass(value: unknown): string {
  return typeof value === 'object' && value !== null ? String((value as { _bsontype?: string })._bsontype) : '';
}

function special(
  operator: string,
  operand: unknown,
  actual: unknown,
  root: boolean,
  entities: Map<string, unknown>,
  path: string,
  fail: (why: string) => never,
): void {
  const missing = actual === MISSING || actual === undefined;
  switch (operator) {
    case '$$exists':
      if (!missing !== operand) fail('presence');
      return;
    case '$$unsetOrMatches':
      if (!missing && actual !== null) match(operand, actual, root, entities, path);
      return;
    case '$$type':
      if (missing || !typeMatches(operand, actual)) fail(`type ${missing ? 'nothing' : bsonName(actual)}`);
      return;
    case '$$matchesEntity':
      return match(entities.get(String(operand)), actual, root, entities, path);
    case '$$sessionLsid':
    case '$$matchesHexBytes':
      if (missing) fail('missing');
      return;
    case '$$lte':
      if (!(Number(actual) <= Number(operand))) fail('greater');
      return;
    case '$$matchAsRoot':
      return match(operand, actual, true, entities, path);
    default:
      fail(`unknown matcher ${operator}`);
  }
}
