import { isDeepStrictEqual } from 'node:util';
import type { Connection, Model } from 'mongoose';
import type { DerivedUpkeep } from '../ports/index.ts';
import { customerDerived, customerRecord, customerSchema, type CustomerDocument } from './customer-document.ts';
import { modelOf, type ObjectId } from './schema.ts';
import { settingsModel } from './settings.ts';
import { taskDerived, taskRecord, taskSchema, type TaskDocument } from './task-document.ts';
import type { Vocabulary } from './vocabulary.ts';

/**
 * Which rules make the derived fields of a collection: count up when they change, so that what older versions wrote is
 * derived anew. A test knows what each of them makes.
 */
export const derivationRules = { tasks: 1, customers: 1 };

const mark = 'derivationRules';
const atOnce = 200;

interface Kept {
  _id: ObjectId;
  version: number;
  words: string[];
}

export function createDerivedUpkeep(connection: Connection, vocabulary: Vocabulary): DerivedUpkeep {
  const settings = settingsModel(connection);
  const tasks = modelOf<TaskDocument>(connection, 'tasks', taskSchema);
  const customers = modelOf<CustomerDocument>(connection, 'customers', customerSchema);

  /** Documents that changed since they were read were derived by whoever changed them. */
  async function write<Document extends Kept>(model: Model<Document>, stale: readonly Stale[]): Promise<number> {
    if (stale.length === 0) return 0;
    await vocabulary.learn([...new Set(stale.flatMap(({ derived }) => derived.words))]);
    const operations = stale.map(({ _id, version, derived }) => ({
      updateOne: { filter: { _id, version }, update: { $set: derived } },
    }));
    const { modifiedCount } = await model.bulkWrite(operations, { ordered: false });
    return modifiedCount;
  }

  async function refresh<Document extends Kept>(
    model: Model<Document>,
    derive: (document: Document) => Derived,
    signal: AbortSignal,
  ): Promise<number> {
    let count = 0;
    let stale: Stale[] = [];
    for await (const document of model.find().sort({ _id: 1 }).lean<Document[]>().cursor({ batchSize: atOnce })) {
      signal.throwIfAborted();
      const derived = derive(document);
      if (!isCurrent(document, derived)) stale.push({ _id: document._id, version: document.version, derived });
      if (stale.length < atOnce) continue;
      count += await write(model, stale);
      stale = [];
    }
    return count + (await write(model, stale));
  }

  return {
    async refresh(signal) {
      const found = await settings.findById(mark).lean<{ value: typeof derivationRules }>();
      if (isDeepStrictEqual(found?.value, derivationRules)) return 0;
      const count =
        (await refresh(tasks, (document) => taskDerived(taskRecord(document)), signal)) +
        (await refresh(customers, (document) => customerDerived(customerRecord(document)), signal));
      await settings.updateOne({ _id: mark }, { $set: { value: derivationRules } }, { upsert: true });
      return count;
    },
  };
}

type Derived = Record<string, unknown> & { words: string[] };
type Stale = Pick<Kept, '_id' | 'version'> & { derived: Derived };

const isCurrent = (document: object, derived: Derived): boolean =>
  Object.entries(derived).every(([name, value]) =>
    isDeepStrictEqual((document as Record<string, unknown>)[name], value),
  );
