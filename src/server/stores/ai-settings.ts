import type { Connection } from 'mongoose';
import { StaleRecordError, type AiSettingsStore } from '../ports/index.ts';
import type { AiSettingsRecord } from '../records/index.ts';
import { isDuplicate } from './errors.ts';
import { insertOne } from './schema.ts';
import { settingsModel } from './settings.ts';
import { within } from './transaction.ts';

const name = 'ai';

/** Pairs rather than an object: paths hold dots. */
interface Stored extends Omit<AiSettingsRecord, 'fieldVersions'> {
  fieldVersions: [path: string, version: number][];
}
const toStored = (record: AiSettingsRecord): Stored => ({
  ...record,
  fieldVersions: Object.entries(record.fieldVersions),
});
const toRecord = (stored: Stored): AiSettingsRecord => ({
  ...stored,
  fieldVersions: Object.fromEntries(stored.fieldVersions),
});

export function createAiSettingsStore(connection: Connection): AiSettingsStore {
  const settings = settingsModel(connection);
  return {
    async find() {
      const found = await settings.findById(name).lean<{ value: Stored }>();
      return found && toRecord(found.value);
    },
    async replace(record, tx) {
      const { modifiedCount } = await settings.updateOne(
        { _id: name, 'value.version': record.version - 1 },
        { $set: { value: toStored(record) } },
        within(tx),
      );
      if (modifiedCount > 0) return;
      if (record.version > 2) throw new StaleRecordError('The AI settings changed meanwhile');
      try {
        await insertOne(settings, { _id: name, value: toStored(record) }, within(tx));
      } catch (error) {
        throw isDuplicate(error) ? new StaleRecordError('The AI settings changed meanwhile') : error;
      }
    },
  };
}
