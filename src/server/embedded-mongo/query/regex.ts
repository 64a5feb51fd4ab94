import { BSONRegExp } from 'bson';
import { MongoError } from '../errors.ts';

/** A JavaScript regular expression for MongoDB's pattern and options (i, m, s, x, u); errors as MongoDB's. */
export function toRegExp(pattern: string, options: string): RegExp {
  let flags = options;
  let source = pattern;
  const leading = /^\(\?([imsx]+)\)/.exec(source);
  if (leading) {
    flags += leading[1] ?? '';
    source = source.slice(leading[0].length);
  }
  for (const flag of flags) {
    if (!'imsxu'.includes(flag)) throw new MongoError(51108, `invalid flag in regex options: ${flag}`);
  }
  if (flags.includes('x')) source = withoutFreeSpacing(source);
  source = source
    .replaceAll('\\A', '^')
    .replace(/\\[zZ]/g, '$')
    .replaceAll('(?P<', '(?<');
  const kept = ['i', 'm', 's'].filter((flag) => flags.includes(flag)).join('');
  try {
    return new RegExp(source, kept);
  } catch (error) {
    throw new MongoError(51091, `Regular expression is invalid: ${(error as Error).message}`);
  }
}

function withoutFreeSpacing(source: string): string {
  return source.replace(/\\.|\[(?:\\.|[^\]])*\]|\s+|#.*$/gm, (part) => (/^[\\[]/.test(part) ? part : ''));
}

/** A pattern given as a BSON regular expression or as a string with options beside it. */
export function regexOf(value: unknown, options?: unknown): RegExp {
  if (options !== undefined && typeof options !== 'string')
    throw new MongoError('BadValue', '$options has to be a string');
  if (value instanceof BSONRegExp) return toRegExp(value.pattern, options ?? value.options);
  if (typeof value === 'string') return toRegExp(value, options ?? '');
  throw new MongoError('BadValue', '$regex has to be a string');
}
