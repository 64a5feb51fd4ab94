import type { Connection } from 'mongoose';
import type { VocabularyStore } from '../ports/index.ts';
import { settingsModel } from './settings.ts';
import type { Vocabulary } from './vocabulary.ts';
import { searchedCollections, wordsIn, wordUse } from './word-use.ts';

/** Which collections' words are known; absent where only those of customers and tasks may be. */
const mark = 'vocabularyOf';
const first: readonly string[] = ['customers', 'tasks'];

export function createVocabularyUpkeep(connection: Connection, vocabulary: Vocabulary): VocabularyStore {
  const settings = settingsModel(connection);
  const isUsed = wordUse(connection);

  async function known(): Promise<readonly string[]> {
    if (await vocabulary.isEmpty()) return [];
    const found = await settings.findById(mark).lean<{ value: string[] }>();
    return found?.value ?? first;
  }
  return {
    async tend(signal) {
      const before = await known();
      const missing = searchedCollections.filter((name) => !before.includes(name));
      for (const name of missing) {
        for await (const { words } of wordsIn(connection, name)) {
          signal.throwIfAborted();
          await vocabulary.learn(words);
        }
      }
      if (missing.length > 0) {
        await settings.updateOne({ _id: mark }, { $set: { value: [...searchedCollections] } }, { upsert: true });
      }
      return vocabulary.sweep(isUsed, signal);
    },
  };
}
