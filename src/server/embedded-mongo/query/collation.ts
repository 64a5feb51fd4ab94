import type { StringOrder } from '../bson/compare.ts';
import { toNumber } from '../bson/numbers.ts';
import type { Doc } from '../bson/values.ts';
import { MongoError } from '../errors.ts';

/** The order of strings a collation asks for; undefined for the simple (byte) order. */
export function stringOrder(collation: unknown): StringOrder | undefined {
  if (collation === undefined || collation === null) return undefined;
  const spec = collation as Doc;
  if (typeof spec.locale !== 'string') throw new MongoError('BadValue', "collation needs a string 'locale'");
  if (spec.locale === 'simple') return undefined;
  const strength = toNumber(spec.strength) ?? 3;
  const sensitivity = strength === 1 ? (spec.caseLevel ? 'case' : 'base') : strength === 2 ? 'accent' : 'variant';
  const collator = new Intl.Collator(spec.locale.replace(/@.*/, '').replaceAll('_', '-'), {
    sensitivity,
    numeric: spec.numericOrdering === true,
    caseFirst: spec.caseFirst === 'upper' || spec.caseFirst === 'lower' ? spec.caseFirst : 'false',
    ignorePunctuation: spec.alternate === 'shifted',
  });
  return (a, b) => collator.compare(a, b);
}
