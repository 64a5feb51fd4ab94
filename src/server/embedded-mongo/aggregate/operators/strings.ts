import { BSONRegExp, Timestamp } from 'bson';
import { compareStrings } from '../../bson/compare.ts';
import { isNumber, toInteger } from '../../bson/numbers.ts';
import { bsonClass, type Doc, typeName } from '../../bson/values.ts';
import { MongoError } from '../../errors.ts';
import { regexOf } from '../../query/regex.ts';
import { args, type Build, type Builders, isNothing, named, unary } from './build.ts';

const MANY = Number.POSITIVE_INFINITY;

/** A value as a string where operators such as `$toUpper` take any scalar; null gives ''. */
export function text(name: string, value: unknown): string {
  if (isNothing(value)) return '';
  if (typeof value === 'string') return value;
  if (value instanceof Date) return value.toISOString();
  if (isNumber(value) || value instanceof Timestamp || bsonClass(value) === 'BSONSymbol')
    return (value as { toString(): string }).toString();
  throw new MongoError(16007, `can't convert from BSON type ${typeName(value)} to String in ${name}`);
}

function string(name: string, value: unknown): string {
  if (typeof value === 'string') return value;
  throw new MongoError(34471, `${name} requires a string argument, found: ${typeName(value)}`);
}

function integer(name: string, value: unknown): number {
  const number = toInteger(value);
  if (number === undefined)
    throw new MongoError(34450, `${name} requires integral arguments, found: ${typeName(value)}`);
  return number;
}

function trim(name: string, start: boolean, end: boolean): Build {
  return named(name, ['input'], ['chars'], ({ input, chars }) => {
    if (isNothing(input) || chars === null) return null;
    const set = new Set(
      chars === undefined
        ? Array.from(' \t\n\v\f\r\0\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a')
        : Array.from(string(name, chars)),
    );
    const points = [...string(name, input)];
    let from = 0;
    let to = points.length;
    if (start) while (from < to && set.has(points[from] as string)) from++;
    if (end) while (to > from && set.has(points[to - 1] as string)) to--;
    return points.slice(from, to).join('');
  });
}

function substringBytes(values: unknown[]): unknown {
  const [value, start, length] = values;
  const bytes = Buffer.from(text('$substrBytes', value));
  const from = integer('$substrBytes', start);
  const count = integer('$substrBytes', length);
  if (from < 0) throw new MongoError(50752, '$substrBytes: starting index must be non-negative');
  return bytes.toString(
    'utf8',
    Math.min(from, bytes.length),
    count < 0 ? bytes.length : Math.min(from + count, bytes.length),
  );
}

function indexOf(name: string, toUnits: (value: string) => unknown[]) {
  return args(name, 2, 4, ([value, part, start = 0, end]) => {
    if (isNothing(value)) return null;
    const units = toUnits(string(name, value));
    const wanted = toUnits(string(name, part));
    const stop = end === undefined ? units.length : Math.min(units.length, integer(name, end));
    for (let i = integer(name, start); i + wanted.length <= stop; i++) {
      if (wanted.every((unit, j) => units[i + j] === unit)) return i;
    }
    return -1;
  });
}

function replace(name: string, all: boolean): Build {
  return named(name, ['input', 'find', 'replacement'], [], ({ input, find, replacement }) => {
    if (isNothing(input) || isNothing(find) || isNothing(replacement)) return null;
    const [source, part, put] = [string(name, input), string(name, find), string(name, replacement)];
    return all ? source.replaceAll(part, () => put) : source.replace(part, () => put);
  });
}

function matcher(values: Doc, flags: string): RegExp {
  const options = isNothing(values.options) ? undefined : values.options;
  const regex = regexOf(values.regex instanceof BSONRegExp ? values.regex : String(values.regex), options);
  return new RegExp(regex.source, regex.flags + flags);
}

function found(match: RegExpMatchArray, source: string): Doc {
  return {
    match: match[0],
    idx: Array.from(source.slice(0, match.index)).length,
    captures: match.slice(1).map((part: string | undefined) => part ?? null),
  };
}

function regex(name: string, flags: string, none: unknown, apply: (source: string, regex: RegExp) => unknown): Build {
  return named(name, ['input', 'regex'], ['options'], (values) => {
    if (isNothing(values.input) || isNothing(values.regex)) return none;
    return apply(string(name, values.input), matcher(values, flags));
  });
}

export const STRINGS: Builders = {
  $concat: args('$concat', 0, MANY, (values) =>
    values.some(isNothing)
      ? null
      : values
          .map((value) => {
            if (typeof value !== 'string')
              throw new MongoError(16702, `$concat only supports strings, not ${typeName(value)}`);
            return value;
          })
          .join(''),
  ),
  $toUpper: args('$toUpper', 1, 1, ([value]) => text('$toUpper', value).toUpperCase()),
  $toLower: args('$toLower', 1, 1, ([value]) => text('$toLower', value).toLowerCase()),
  $strcasecmp: args('$strcasecmp', 2, 2, ([a, b]) =>
    Math.sign(compareStrings(text('$strcasecmp', a).toUpperCase(), text('$strcasecmp', b).toUpperCase())),
  ),
  $strLenCP: args('$strLenCP', 1, 1, ([value]) => [...string('$strLenCP', value)].length),
  $strLenBytes: args('$strLenBytes', 1, 1, ([value]) => Buffer.byteLength(string('$strLenBytes', value))),
  $substr: args('$substr', 3, 3, substringBytes),
  $substrBytes: args('$substrBytes', 3, 3, substringBytes),
  $substrCP: args('$substrCP', 3, 3, ([value, start, length]) => {
    const from = integer('$substrCP', start);
    return [...text('$substrCP', value)].slice(from, from + integer('$substrCP', length)).join('');
  }),
  $split: args('$split', 2, 2, ([value, separator]) =>
    isNothing(value) || isNothing(separator) ? null : string('$split', value).split(string('$split', separator)),
  ),
  $trim: trim('$trim', true, true),
  $ltrim: trim('$ltrim', true, false),
  $rtrim: trim('$rtrim', false, true),
  $indexOfCP: indexOf('$indexOfCP', (value) => [...value]),
  $indexOfBytes: indexOf('$indexOfBytes', (value) => [...Buffer.from(value)]),
  $replaceOne: replace('$replaceOne', false),
  $replaceAll: replace('$replaceAll', true),
  $regexMatch: regex('$regexMatch', '', false, (source, pattern) => pattern.test(source)),
  $regexFind: regex('$regexFind', '', null, (source, pattern) => {
    const match = pattern.exec(source);
    return match ? found(match, source) : null;
  }),
  $regexFindAll: regex('$regexFindAll', 'g', [], (source, pattern) =>
    [...source.matchAll(pattern)].map((match) => found(match, source)),
  ),
  $binarySize: unary('$binarySize', (value) =>
    typeof value === 'string' ? Buffer.byteLength(value) : (value as { length(): number }).length(),
  ),
};
