import type { Connection } from 'mongoose';
import type { VocabularyStore } from '../ports/index.ts';
import { customerSchema, type CustomerDocument } from './customer-document.ts';
import { modelOf } from './schema.ts';
import { taskSchema, type TaskDocument } from './task-document.ts';
import type { Vocabulary } from './vocabulary.ts';
import { wordUse } from './word-use.ts';

export function createVocabularyUpkeep(connection: Connection, vocabulary: Vocabulary): VocabularyStore {
  const customers = modelOf<CustomerDocument>(connection, 'customers', customerSchema);
  const tasks = modelOf<TaskDocument>(connection, 'tasks', taskSchema);

  const isUsed = wordUse(connection);
  async function learnAll(signal: AbortSignal): Promise<void> {
    for (const records of [
      customers.find({}, { words: 1 }).lean<Pick<CustomerDocument, 'words'>[]>().cursor({ batchSize: 500 }),
      tasks.find({}, { words: 1 }).lean<Pick<TaskDocument, 'words'>[]>().cursor({ batchSize: 500 }),
    ]) {
      for await (const { words } of records) {
        signal.throwIfAborted();
        await vocabulary.learn(words);
      }
    }
  }
  return {
    async tend(signal) {
      if (!(await vocabulary.isEmpty())) return vocabulary.sweep(isUsed, signal);
      await learnAll(signal);
      return 0;
    },
  };
}
