import type { Connection, Model } from 'mongoose';
import { anything, documentSchema, modelOf } from './schema.ts';

/** One-off facts of this database, by name. */
interface SettingDocument {
  _id: string;
  value: unknown;
}

const schema = documentSchema<SettingDocument>({ _id: String, value: anything });

export const settingsModel = (connection: Connection): Model<SettingDocument> =>
  modelOf(connection, 'settings', schema);
