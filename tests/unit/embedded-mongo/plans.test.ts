import fc from 'fast-check';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { compare } from '../../../src/server/embedded-mongo/bson/compare.ts';
import { decode, type RawDoc } from '../../../src/server/embedded-mongo/bson/decode.ts';
import type { Doc } from '../../../src/server/embedded-mongo/bson/values.ts';
import { dispatch } from '../../../src/server/embedded-mongo/commands/dispatch.ts';
import { Engine } from '../../../src/server/embedded-mongo/engine.ts';
import { sortFields, sortValues } from '../../../src/server/embedded-mongo/query/sort.ts';
import { temporary } from '../../integration/embedded-mongo/support.ts';

/** Whatever plan is chosen, the answers are those of a scan of the whole collection. */

const { path, remove } = temporary();
let engine: Engine;

beforeAll(() => {
  engine = new Engine({ path });
});

afterAll(async () => {
  await engine.close();
  remove();
});

const connection = { id: 1, appName: undefined, destroy: () => undefined, closed: false };

async function run(command: Doc): Promise<Doc> {
  const reply = await dispatch(engine, connection, command, 'test');
  if (reply.ok !== 1) throw new Error(String(reply.errmsg));
  return reply;
}

async function find(collection: string, filter: Doc, more: Doc = {}): Promise<Doc[]> {
  const { cursor } = await run({ find: collection, filter, batchSize: 1000, ...more });
  return ((cursor as Doc).firstBatch as RawDoc[]).map(({ bytes }) => decode(bytes));
}

const scalar = fc.oneof(
  fc.integer({ min: 0, max: 4 }),
  fc.constantFrom('', 'x', 'xy', 'y', 1.5, true, null),
  fc.date({ min: new Date(0), max: new Date(3), noInvalidDate: true }),
);
const value = fc.oneof(
  { weight: 5, arbitrary: scalar },
  { weight: 2, arbitrary: fc.array(scalar, { maxLength: 3 }) },
  { weight: 2, arbitrary: fc.record({ b: scalar, c: scalar }, { requiredKeys: [], noNullPrototype: true }) },
  {
    weight: 2,
    arbitrary: fc.array(fc.record({ b: scalar, c: scalar }, { requiredKeys: [], noNullPrototype: true }), {
      maxLength: 3,
    }),
  },
);
const document = fc.record({ a: value, d: value, e: scalar }, { requiredKeys: [], noNullPrototype: true });
const field = fc.constantFrom('a', 'a.b', 'a.c', 'd', 'd.0', 'e');

const condition: fc.Arbitrary<unknown> = fc.oneof(
  scalar,
  fc
    .tuple(fc.constantFrom('$eq', '$gt', '$gte', '$lt', '$lte', '$ne'), scalar)
    .map(([name, operand]) => ({ [name]: operand })),
  fc.tuple(scalar, scalar).map(([low, high]) => ({ $gte: low, $lt: high })),
  fc.array(scalar, { maxLength: 3 }).map((list) => ({ $in: list })),
  fc.array(scalar, { maxLength: 2 }).map((list) => ({ $nin: list })),
  fc.boolean().map((wanted) => ({ $exists: wanted })),
  fc.array(scalar, { minLength: 1, maxLength: 2 }).map((list) => ({ $all: list })),
  fc.tuple(scalar, scalar).map(([low, high]) => ({ $elemMatch: { $gte: low, $lte: high } })),
  fc
    .record({ b: scalar, c: scalar }, { requiredKeys: [], noNullPrototype: true })
    .map((inner) => ({ $elemMatch: inner })),
  fc.constantFrom('^x', '^xy', 'y').map((pattern) => ({ $regex: pattern })),
  fc.array(scalar, { maxLength: 2 }),
);
const clause = fc.tuple(field, condition).map(([name, test]): Doc => ({ [name]: test }));
const filter: fc.Arbitrary<Doc> = fc.oneof(
  clause,
  fc.tuple(clause, clause).map(([a, b]): Doc => ({ $and: [a, b] })),
  fc.tuple(clause, clause).map(([a, b]): Doc => ({ $or: [a, b] })),
  fc.tuple(clause, clause, clause).map(([a, b, c]): Doc => ({ ...a, $or: [b, c] })),
);
const sort = fc.uniqueArray(fc.tuple(field, fc.constantFrom<1 | -1>(1, -1)), {
  selector: ([name]) => name.split('.')[0],
  minLength: 1,
  maxLength: 2,
});

const INDEXES: Doc[] = [
  { key: { a: 1 } },
  { key: { 'a.b': -1, e: 1 } },
  { key: { 'a.b': 1, 'a.c': 1 } },
  { key: { d: 1, e: -1 } },
  { key: { e: 1, a: 1 } },
  { key: { e: -1 }, sparse: true },
  { key: { d: -1 }, partialFilterExpression: { e: { $gt: 1 } } },
];

let next = 0;

async function fill(documents: Doc[], indexes: Doc[]): Promise<string> {
  const collection = `c${next++}`;
  if (indexes.length > 0) {
    await run({ createIndexes: collection, indexes: indexes.map((spec, i) => ({ ...spec, name: `i${i}` })) });
  }
  if (documents.length > 0)
    await run({ insert: collection, ordered: false, documents: documents.map((doc, _id) => ({ _id, ...doc })) });
  return collection;
}

const ids = (documents: Doc[]): unknown[] => documents.map(({ _id }) => _id).sort((a, b) => Number(a) - Number(b));

test('an index finds what a scan finds', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(document, { maxLength: 12 }),
      fc.subarray(INDEXES, { minLength: 1 }),
      fc.array(filter, { minLength: 4, maxLength: 8 }),
      async (documents, indexes, filters) => {
        const collection = await fill(documents, indexes);
        for (const each of filters) {
          const scanned = await find(collection, each, { hint: { $natural: 1 } });
          const planned = await find(collection, each);
          expect(ids(planned)).toEqual(ids(scanned));
          expect((await run({ count: collection, query: each })).n).toBe(scanned.length);
        }
        await run({ drop: collection });
      },
    ),
    { numRuns: 60 },
  );
});

test(
  'a sort gives the same order from an index, and skip and limit the same part of it',
  { timeout: 120_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(document, { maxLength: 12 }),
        fc.subarray(INDEXES, { minLength: 1 }),
        fc.array(fc.tuple(filter, sort), { minLength: 3, maxLength: 6 }),
        async (documents, indexes, queries) => {
          const collection = await fill(documents, indexes);
          for (const [each, order] of queries) {
            const spec = Object.fromEntries([...order, ['_id', 1]]);
            const planned = await find(collection, each, { sort: spec });
            const scanned = await find(collection, each, { hint: { $natural: 1 } });
            const fields = sortFields([...order, ['_id', 1]]);
            const expected = scanned.toSorted((x, y) => {
              const [p, q] = [sortValues(x, fields), sortValues(y, fields)];
              return fields.reduce((result, { direction }, i) => result || compare(p[i], q[i]) * direction, 0);
            });
            expect(planned.map(({ _id }) => _id)).toEqual(expected.map(({ _id }) => _id));
            const part = await find(collection, each, { sort: spec, skip: 1, limit: 2 });
            expect(part.map(({ _id }) => _id)).toEqual(expected.slice(1, 3).map(({ _id }) => _id));
            const byOrder = await find(collection, each, { sort: Object.fromEntries(order) });
            const keys = (list: Doc[]) => list.map((doc) => sortValues(doc, fields.slice(0, -1)));
            expect(compare(keys(byOrder), keys(expected))).toBe(0);
          }
          await run({ drop: collection });
        },
      ),
      { numRuns: 50 },
    );
  },
);

test('nothing is counted when one index meets the whole filter in the sort’s order', async () => {
  const collection = await fill(
    Array.from({ length: 200 }, (_, i) => ({ a: i % 2, d: i, e: i % 3 })),
    [{ key: { a: 1, d: -1 } }, { key: { e: 1 } }],
  );
  const counted = vi.spyOn(engine.view, 'countUpTo');
  expect(await find(collection, { a: 1 }, { sort: { d: -1 }, limit: 3 })).toMatchObject([
    { d: 199 },
    { d: 197 },
    { d: 195 },
  ]);
  expect(counted).not.toHaveBeenCalled();
  await find(collection, { a: 1, e: 1 }, { sort: { d: -1 }, limit: 3 });
  expect(counted).toHaveBeenCalled();
  await run({ drop: collection });
});

test('updates and deletions keep every index true', { timeout: 120_000 }, async () => {
  const change = fc.oneof(
    fc.tuple(clause, document).map(([q, set]): Doc => ({ q, u: { $set: { ...set, z: 1 } }, multi: true })),
    fc
      .tuple(
        clause,
        field.filter((name) => !name.includes('.')),
      )
      .map(([q, name]): Doc => ({ q, u: { $unset: { [name]: 1 } }, multi: true })),
    fc.tuple(clause, document).map(([q, u]): Doc => ({ q, u })),
    clause.map((q): Doc => ({ q, limit: 1 })),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(document, { minLength: 3, maxLength: 12 }),
      fc.array(change, { minLength: 1, maxLength: 6 }),
      fc.array(filter, { minLength: 4, maxLength: 6 }),
      async (documents, changes, filters) => {
        const collection = await fill(documents, INDEXES);
        for (const each of changes) {
          // Parallel arrays, which no index can hold, are refused.
          const command =
            'u' in each ? { update: collection, updates: [each] } : { delete: collection, deletes: [each] };
          await run(command);
        }
        for (const each of filters) {
          expect(ids(await find(collection, each))).toEqual(
            ids(await find(collection, each, { hint: { $natural: 1 } })),
          );
        }
        await run({ drop: collection });
      },
    ),
    { numRuns: 50 },
  );
});
