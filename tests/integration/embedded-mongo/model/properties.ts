import fc from 'fast-check';
import { type Collection, MongoBulkWriteError, MongoClient, type Filter } from 'mongodb';
import { expect } from 'vitest';
import { start } from '../../../../src/server/embedded-mongo/index.ts';
import { temporary } from '../support.ts';
import { aggregated } from './aggregate.ts';
import * as any from './arbitraries.ts';
import { matches } from './match.ts';
import { projected } from './project.ts';
import { sortedBy } from './sort.ts';
import { Refused, updated } from './update.ts';
import { canonical, type Document, order } from './values.ts';

/** The same seed gives the same cases. */
export interface Runs {
  seed: number;
  numRuns: number;
}

type Model = Collection<Document>;

/** Every property of the engine against the model, by name. */
export const PROPERTIES: Record<string, (stored: Model, runs: Runs) => Promise<void>> = {
  'finds what the model finds': (stored, runs) =>
    check(stored, runs, any.filter, async (documents, filter) => {
      const found = await stored.find(filter).sort({ _id: 1 }).toArray();
      expectSame(
        found,
        documents.filter((document) => matches(document, filter)),
      );
    }),
  'sorts as the model sorts': (stored, runs) =>
    check(stored, runs, any.sort, async (documents, by) => {
      const found = await stored
        .find()
        .sort([...by, ['_id', 1]])
        .toArray();
      expectSame(found, sortedBy(documents, [...by, ['_id', 1]]));
    }),
  'projects as the model projects': (stored, runs) =>
    check(stored, runs, any.projection, async (documents, projection) => {
      const found = await stored.find({}, { projection }).sort({ _id: 1 }).toArray();
      expectSame(
        found,
        documents.map((document) => projected(document, projection)),
      );
    }),
  'updates as the model updates': (stored, runs) =>
    check(stored, runs, any.change, async (documents, { update, arrayFilters }) => {
      const expected = documents.map((document) => attempt(() => updated(document, update, arrayFilters)));
      const refused = await updateEach(stored, documents, { update, arrayFilters });
      expect(refused).toEqual(documents.flatMap((_, i) => (expected[i] === undefined ? [i] : [])));
      const found = await stored.find().sort({ _id: 1 }).toArray();
      const kept = documents.map((document, i) => expected[i] ?? document);
      expectSame(found, kept);
      return kept;
    }),
  'aggregates as the model aggregates': (stored, runs) =>
    check(stored, runs, any.pipeline, async (documents, pipeline) => {
      const found = (await stored.aggregate<Document>(pipeline).toArray()).map(withSet);
      const expected = aggregated(documents, pipeline).map(withSet);
      const grouped = pipeline.some((stage) => '$group' in stage);
      if (grouped) for (const list of [found, expected]) list.sort((a, b) => order(a._id, b._id));
      expectSame(found, expected);
    }),
};

const EACH = 5;

/** Checks several cases on each collection; `holds` gives the documents as they are afterwards when it changes them. */
async function check<T>(
  stored: Model,
  runs: Runs,
  cases: fc.Arbitrary<T>,
  holds: (documents: Document[], one: T) => Promise<Document[] | undefined>,
): Promise<void> {
  const lists = fc.array(cases, { minLength: 1, maxLength: EACH });
  const property = fc.asyncProperty(any.collection, lists, async (documents, list) => {
    await refill(stored, documents);
    let current = documents;
    for (const one of list) current = (await holds(current, one)) ?? current;
  });
  await fc.assert(property, runs);
}

async function refill(stored: Model, documents: Document[]): Promise<void> {
  await stored.deleteMany({});
  await stored.insertMany(documents);
}

function expectSame(found: Document[], expected: Document[]): void {
  expect(found.map(canonical)).toEqual(expected.map(canonical));
}

/** The result of `$addToSet` in one order: it has none of its own. */
function withSet(document: Document): Document {
  return Array.isArray(document.all) ? { ...document, all: [...document.all].sort(order) } : document;
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof Refused) return undefined;
    throw error;
  }
}

/** Updates every document for itself; the places of those for which it was refused. */
async function updateEach(
  stored: Model,
  documents: Document[],
  { update, arrayFilters }: any.Update,
): Promise<number[]> {
  const operations = documents.map(({ _id }) => ({
    updateOne: { filter: { _id } as Filter<Document>, update, arrayFilters },
  }));
  try {
    await stored.bulkWrite(operations, { ordered: false });
    return [];
  } catch (error) {
    if (error instanceof MongoBulkWriteError) return [error.writeErrors].flat().map(({ index }) => index);
    throw error;
  }
}

/** Works on a collection of an engine of its own, through the driver, with number types kept. */
export async function withModel(work: (stored: Model) => Promise<void>): Promise<void> {
  const { path, remove } = temporary();
  const server = await start({ path });
  const client = await new MongoClient(server.uri, { promoteValues: false }).connect();
  try {
    await work(client.db().collection<Document>('model'));
  } finally {
    await client.close();
    await server.close();
    remove();
  }
}
