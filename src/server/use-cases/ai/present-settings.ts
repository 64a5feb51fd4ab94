import type { AiSettings } from '../../../lib/contracts/ai-settings.ts';
import { effectiveAiSettings, nothingChosen } from '../../../lib/domain/ai-settings.ts';
import type { Ports } from '../../ports/index.ts';
import type { AiSettingsRecord } from '../../records/index.ts';

type World = Pick<Ports, 'policy' | 'ai'>;

/** The settings of a record as they hold. */
export function presentAiSettings({ policy, ai }: World, record: AiSettingsRecord): AiSettings {
  return {
    ...effectiveAiSettings(policy.aiDefaults, record),
    defaults: policy.aiDefaults,
    keyConfigured: ai.available,
    version: record.version,
    updatedAt: record.version > 1 ? record.updatedAt.toISOString() : null,
  };
}

/** What is stored, or version 1 that nobody wrote. */
export async function findAiSettings({ aiSettings }: Pick<Ports, 'aiSettings'>): Promise<AiSettingsRecord> {
  return (await aiSettings.find()) ?? untouched;
}

const untouched: AiSettingsRecord = {
  id: '0'.repeat(24),
  version: 1,
  fieldVersions: {},
  deletedAt: null,
  createdAt: new Date(0),
  updatedAt: new Date(0),
  ...nothingChosen,
};
