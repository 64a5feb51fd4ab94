import type { Connection } from 'mongoose';
import { customerSchema, type CustomerDocument } from './customer-document.ts';
import { dealModel } from './deals.ts';
import { pipelineModel } from './pipelines.ts';
import { modelOf } from './schema.ts';
import { taskSchema, type TaskDocument } from './task-document.ts';

/** Every collection that is searched by words. */
export const searchedCollections = ['customers', 'tasks', 'deals', 'pipelines'] as const;

const modelsOf = (connection: Connection) => ({
  customers: modelOf<CustomerDocument>(connection, 'customers', customerSchema),
  tasks: modelOf<TaskDocument>(connection, 'tasks', taskSchema),
  deals: dealModel(connection),
  pipelines: pipelineModel(connection),
});

/** In the bin, too: it is searched as well. */
const anywhere = { alive: { $in: [true, false] } };

/** Makes what tells whether any record has a word. */
export function wordUse(connection: Connection): (word: string) => Promise<boolean> {
  const { customers, tasks, deals, pipelines } = modelsOf(connection);
  return async (word) =>
    (await customers.exists({ ...anywhere, words: word })) !== null ||
    (await tasks.exists({ ...anywhere, words: word })) !== null ||
    (await deals.exists({ ...anywhere, words: word })) !== null ||
    (await pipelines.exists({ ...anywhere, words: word })) !== null;
}

/** The words of each record of a collection, read as they are taken. */
export function wordsIn(
  connection: Connection,
  name: (typeof searchedCollections)[number],
): AsyncIterable<{ words: string[] }> {
  modelsOf(connection);
  return connection
    .collection(name)
    .find<{ words: string[] }>({}, { projection: { words: 1 }, sort: { _id: 1 }, batchSize: 500 });
}
