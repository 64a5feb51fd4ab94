import { Double, Int32, Long, ObjectId } from 'mongodb';
import fc from 'fast-check';
import type { Document, Value } from './values.ts';

const int = (value: number) => new Int32(value);
const record = (fields: Record<string, fc.Arbitrary<Value>>): fc.Arbitrary<Document> =>
  fc.record(fields, { requiredKeys: [], noNullPrototype: true }).map((made) => made as Document);
const operator = (name: string, operand: fc.Arbitrary<Value>): fc.Arbitrary<Document> =>
  operand.map((value) => ({ [name]: value }));

const number: fc.Arbitrary<Value> = fc.oneof(
  fc.integer({ min: -2, max: 4 }).map(int),
  fc.constantFrom(-1.5, 0.5, 1, 2, 2.5).map((value) => new Double(value)),
  fc.integer({ min: 0, max: 3 }).map((value) => Long.fromNumber(value)),
);

/** Few values of many types, so that they meet. */
export const scalar: fc.Arbitrary<Value> = fc.oneof(
  { weight: 4, arbitrary: number },
  { weight: 3, arbitrary: fc.constantFrom<Value>('', 'x', 'xy', 'y', 'Z', 'é', null, true, false) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Value>(new Date(0), new Date(1), new ObjectId('0'.repeat(24)), int(0x7fffffff)),
  },
);
const inner = record({ b: scalar, c: scalar });
const value: fc.Arbitrary<Value> = fc.oneof(
  { weight: 5, arbitrary: scalar },
  { weight: 3, arbitrary: fc.array(scalar, { maxLength: 4 }) },
  { weight: 2, arbitrary: inner },
  { weight: 2, arbitrary: fc.array(inner, { maxLength: 3 }) },
  { weight: 1, arbitrary: fc.array(fc.oneof(scalar, inner), { maxLength: 4 }) },
);

/** Documents numbered by `_id`, in that order. */
export const collection: fc.Arbitrary<Document[]> = fc
  .array(record({ a: value, d: value, e: scalar }), { minLength: 1, maxLength: 8 })
  .map((documents) => documents.map((document, i) => ({ _id: int(i), ...document })));

const operand: fc.Arbitrary<Value> = fc.oneof(
  { weight: 6, arbitrary: scalar },
  { weight: 1, arbitrary: fc.array(scalar, { maxLength: 2 }) },
  { weight: 1, arbitrary: inner },
);
const comparison = fc
  .tuple(fc.constantFrom('$eq', '$ne', '$gt', '$gte', '$lt', '$lte'), operand)
  .map(([name, to]): Document => ({ [name]: to }));
const range = fc.tuple(scalar, scalar).map(([low, high]): Document => ({ $gte: low, $lte: high }));
const types = fc.constantFrom(
  'int',
  'long',
  'double',
  'number',
  'string',
  'object',
  'array',
  'bool',
  'date',
  'null',
  'objectId',
);

const positive: fc.Arbitrary<Document> = fc.oneof(
  comparison,
  range,
  operator('$in', fc.array(operand, { maxLength: 3 })),
  operator('$nin', fc.array(operand, { maxLength: 2 })),
  operator('$exists', fc.boolean()),
  operator('$type', types),
  operator('$size', fc.integer({ min: 0, max: 3 }).map(int)),
  fc.tuple(fc.constantFrom(-2, 2, 3), fc.constantFrom(-1, 0, 1)).map(([by, rest]) => ({ $mod: [int(by), int(rest)] })),
  operator('$all', fc.array(operand, { maxLength: 2 })),
  operator('$elemMatch', fc.oneof(comparison, range)),
  operator('$elemMatch', record({ b: fc.oneof(scalar, comparison), c: fc.oneof(scalar, range) })),
  fc.tuple(comparison, range).map(([first, second]) => ({ $all: [{ $elemMatch: first }, { $elemMatch: second }] })),
);
const condition: fc.Arbitrary<Value> = fc.oneof(
  { weight: 2, arbitrary: operand },
  { weight: 6, arbitrary: positive },
  { weight: 2, arbitrary: operator('$not', positive) },
);
const path = fc.constantFrom('a', 'a.b', 'a.c', 'd', 'd.b', 'e');
// Of a number in a path only what has a value is sure to mean one thing.
const byNumber = fc
  .tuple(fc.constantFrom('a.0', 'd.1', 'd.0.b'), fc.constantFrom('$eq', '$gt', '$lte'), number)
  .map(([name, comparing, to]): Document => ({ [name]: { [comparing]: to } }));
const clause = fc.oneof(
  { weight: 8, arbitrary: fc.tuple(path, condition).map(([name, test]): Document => ({ [name]: test })) },
  { weight: 1, arbitrary: byNumber },
);
export const filter: fc.Arbitrary<Document> = fc.oneof(
  { weight: 3, arbitrary: clause },
  ...['$and', '$or', '$nor'].map((name) => ({ weight: 1, arbitrary: operator(name, fc.tuple(clause, clause)) })),
);

const direction = fc.constantFrom<1 | -1>(1, -1);
export const sort = fc.uniqueArray(fc.tuple(fc.constantFrom('a', 'a.b', 'd', 'd.c', 'e'), direction), {
  // Two arrays side by side have no order.
  selector: () => 'one path that may lead to an array',
  minLength: 1,
  maxLength: 1,
});

const included = (flag: boolean) =>
  fc
    .uniqueArray(fc.constantFrom('a', 'd.b', 'd.c', 'e'), { minLength: 1, maxLength: 3 })
    .map((names): Document => Object.fromEntries(names.map((name) => [name, flag])));
const slice: fc.Arbitrary<Value> = fc.oneof(
  fc.integer({ min: -2, max: 3 }).map(int),
  fc.tuple(fc.integer({ min: -3, max: 3 }), fc.integer({ min: 1, max: 2 })).map((bounds) => bounds.map(int)),
);
const withId = (fields: fc.Arbitrary<Document>) =>
  fc
    .tuple(fields, fc.boolean())
    .map(([projection, keep]): Document => (keep ? projection : { _id: false, ...projection }));
/** Projections that stages know, too. */
export const plainProjection: fc.Arbitrary<Document> = fc.oneof(withId(included(true)), withId(included(false)));
export const projection: fc.Arbitrary<Document> = fc.oneof(
  { weight: 3, arbitrary: plainProjection },
  { weight: 1, arbitrary: slice.map((bounds): Document => ({ d: { $slice: bounds } })) },
  { weight: 1, arbitrary: comparison.map((test): Document => ({ e: true, a: { $elemMatch: test } })) },
  { weight: 1, arbitrary: record({ b: scalar }).map((test): Document => ({ e: true, a: { $elemMatch: test } })) },
);

/** An update with the filters for its `$[x]`. */
export interface Update {
  update: Document;
  arrayFilters: Document[];
}

const target = fc.constantFrom('a', 'a.b', 'a.1', 'a.1.b', 'a.5', 'd', 'd.c', 'e', 'f', 'f.g');
const list = fc.constantFrom('a', 'd', 'e', 'f');
const many = (maxLength: number) => fc.array(fc.oneof(scalar, inner), { maxLength });
const push = record({
  $position: fc.integer({ min: -3, max: 5 }).map(int),
  $slice: fc.integer({ min: -3, max: 3 }).map(int),
  $sort: fc.oneof<fc.Arbitrary<Value>[]>(
    direction.map(int),
    direction.map((by) => ({ b: int(by) })),
  ),
});
const single = fc
  .oneof(
    fc.tuple(fc.constant('$set'), target, fc.oneof(operand, value)),
    fc.tuple(fc.constant('$unset'), target, fc.constant('')),
    fc.tuple(fc.constantFrom('$inc', '$mul'), target, number),
    fc.tuple(fc.constantFrom('$min', '$max'), target, operand),
    fc.tuple(fc.constantFrom('$push', '$addToSet', '$pull'), list, operand),
    fc.tuple(
      fc.constant('$push'),
      list,
      fc.tuple(many(3), push).map(([$each, more]): Document => ({ $each, ...more })),
    ),
    fc.tuple(
      fc.constant('$addToSet'),
      list,
      many(3).map(($each): Document => ({ $each })),
    ),
    fc.tuple(fc.constant('$pull'), list, fc.oneof(comparison, range, record({ b: fc.oneof(scalar, comparison) }))),
    fc.tuple(fc.constant('$pullAll'), list, many(2)),
    fc.tuple(fc.constant('$pop'), list, direction.map(int)),
    fc.tuple(fc.constant('$rename'), fc.constantFrom('a', 'd', 'e'), fc.constantFrom('f', 'g.h')),
  )
  .map(([name, at, to]): Update => ({ update: { [name]: { [at]: to } }, arrayFilters: [] }));

const positional = fc
  .tuple(
    fc.constantFrom('a.$[]', 'a.$[x]', 'd.$[x].b', 'd.$[].c'),
    fc.oneof(
      comparison.map((test): Document => ({ x: test })),
      fc.oneof(scalar, range).map((test): Document => ({ 'x.b': test })),
    ),
    fc.oneof(fc.tuple(fc.constantFrom('$set', '$max'), scalar), fc.tuple(fc.constant('$inc'), number)),
  )
  .map(([at, arrayFilter, [name, to]]): Update => {
    const arrayFilters = at.includes('$[x]') ? [arrayFilter] : [];
    return { update: { [name]: { [at]: to } }, arrayFilters };
  });
const several = fc.tuple(scalar, number, operand).map(([set, by, item]): Update => ({
  update: { $set: { a: set }, $inc: { e: by }, $push: { d: item } },
  arrayFilters: [],
}));

export const change: fc.Arbitrary<Update> = fc.oneof(
  { weight: 6, arbitrary: single },
  { weight: 2, arbitrary: positional },
  { weight: 1, arbitrary: several },
);

const field = fc.constantFrom<Value>('$a', '$a.b', '$d', '$d.c', '$e', '$none');
const literal = scalar.map((constant): Value => ({ $literal: constant }));
const simple = fc.oneof({ weight: 3, arbitrary: field }, { weight: 1, arbitrary: literal });
const compared = fc
  .tuple(fc.constantFrom('$eq', '$ne', '$gt', '$gte', '$lt', '$cmp'), simple, simple)
  .map(([name, a, b]): Document => ({ [name]: [a, b] }));
const expression: fc.Arbitrary<Value> = fc.oneof(
  simple,
  compared,
  fc.tuple(fc.constantFrom('$and', '$or'), compared, simple).map(([name, a, b]): Document => ({ [name]: [a, b] })),
  operator('$not', fc.tuple(simple)),
  operator('$ifNull', fc.tuple(simple, simple)),
  operator('$cond', fc.tuple(compared, simple, simple)),
  operator('$type', simple),
  operator('$isArray', fc.tuple(simple)),
  fc.tuple(field, number).map(([a, b]): Document => ({ $cond: [{ $isNumber: a }, { $add: [numberOr0(a), b] }, null] })),
);
const listed: fc.Arbitrary<Value> = fc.oneof(expression, fc.tuple(simple, simple));

function numberOr0(of: Value): Document {
  return { $cond: [{ $isNumber: of }, of, int(0)] };
}

const accumulator = fc
  .tuple(fc.constantFrom('$sum', '$avg', '$min', '$max', '$first', '$last', '$push'), simple)
  .map(([name, of]): Document => ({ [name]: of }));
const group = fc
  .tuple(fc.oneof(field, fc.constant<Value>(null), record({ p: field })), accumulator, accumulator, field)
  .map(([key, x, y, of]): Document => ({ $group: { _id: key, x, y, all: { $addToSet: of } } }));
const unwind = fc
  .record(
    { path: fc.constantFrom<Value>('$a', '$d'), preserveNullAndEmptyArrays: fc.boolean() },
    { noNullPrototype: true },
  )
  .chain((spec) => fc.constantFrom<Document>({ $unwind: spec }, { $unwind: { ...spec, includeArrayIndex: 'at' } }));
const stage: fc.Arbitrary<Document> = fc.oneof(
  operator('$match', filter),
  sort.map(([[name, by] = ['e', 1]]): Document => ({ $sort: { [name]: int(by), _id: int(1) } })),
  operator('$skip', fc.integer({ min: 0, max: 3 }).map(int)),
  operator('$limit', fc.integer({ min: 1, max: 6 }).map(int)),
  operator('$project', plainProjection),
  operator('$unset', fc.constantFrom('a', 'd.b')),
  fc
    .record({ n: listed, e: expression }, { requiredKeys: ['n'], noNullPrototype: true })
    .map((fields) => ({ $addFields: fields })),
  unwind,
  operator(
    '$lookup',
    fc.record(
      {
        from: fc.constant('model'),
        localField: fc.constantFrom('d', 'e'),
        foreignField: fc.constantFrom('a', 'a.b', 'e'),
        as: fc.constant('found'),
      },
      { noNullPrototype: true },
    ),
  ),
);
const last = fc.oneof(
  group,
  operator('$count', fc.constant('n')),
  operator('$replaceRoot', operator('newRoot', record({ n: expression, m: record({ p: field, q: literal }) }))),
);

/** Pipelines over a collection in the order of `_id`; a `$group` comes last, as its output has no order. */
export const pipeline: fc.Arbitrary<Document[]> = fc
  .tuple(fc.array(stage, { maxLength: 4 }), fc.option(last, { nil: undefined }))
  .map(([stages, end]) => [{ $sort: { _id: int(1) } }, ...stages, ...(end ? [end] : [])]);
