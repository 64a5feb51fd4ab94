import type { Tx } from './commit.ts';
import type { AiSettingsRecord, CompanySettingsRecord, CustomFieldsRecord } from '../records/index.ts';

/** One record of settings there is once. */
export interface SettingsStore<Settings> {
  /** Null until someone changed something. */
  find(): Promise<Settings | null>;
  /** Replaces the settings of version `record.version - 1`; version 2 is the first there can be. Throws StaleRecordError. */
  replace(record: Settings, tx: Tx): Promise<void>;
}
export type AiSettingsStore = SettingsStore<AiSettingsRecord>;
export type CompanySettingsStore = SettingsStore<CompanySettingsRecord>;
export type CustomFieldsStore = SettingsStore<CustomFieldsRecord>;
