import type { Connection } from 'mongoose';
import { StaleRecordError, type SettingsStore } from '../ports/index.ts';
import type { Versioned } from '../records/index.ts';
import { isDuplicate } from './errors.ts';
import { insertOne } from './schema.ts';
import { settingsModel } from './settings.ts';
import { within } from './transaction.ts';

/** How settings are kept: pairs rather than an object, because paths hold dots. */
type Stored<Settings extends Versioned> = Omit<Settings, 'fieldVersions'> & {
  fieldVersions: [path: string, version: number][];
};

/** The store of the settings of this name; `what` names them in errors. */
export function createSettingsStore<Settings extends Versioned>(
  connection: Connection,
  { name, what }: { name: string; what: string },
): SettingsStore<Settings> {
  const settings = settingsModel(connection);
  const stale = () => new StaleRecordError(`${what} changed meanwhile`);
  return {
    async find() {
      const found = await settings.findById(name).lean<{ value: Stored<Settings> }>();
      if (!found) return null;
      const record = { ...found.value, fieldVersions: Object.fromEntries(found.value.fieldVersions) };
      return record as unknown as Settings;
    },
    async replace(record, tx) {
      const value = { ...record, fieldVersions: Object.entries(record.fieldVersions) };
      const { modifiedCount } = await settings.updateOne(
        { _id: name, 'value.version': record.version - 1 },
        { $set: { value } },
        within(tx),
      );
      if (modifiedCount > 0) return;
      if (record.version > 2) throw stale();
      try {
        await insertOne(settings, { _id: name, value }, within(tx));
      } catch (error) {
        throw isDuplicate(error) ? stale() : error;
      }
    },
  };
}
