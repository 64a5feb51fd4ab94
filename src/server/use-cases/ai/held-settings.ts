import { effectiveAiSettings, type AiSettingValues } from '../../../lib/domain/ai-settings.ts';
import type { Ports } from '../../ports/index.ts';

/** The AI settings as they hold now: what was chosen, else the defaults. */
export const heldAiSettings = async ({
  policy,
  aiSettings,
}: Pick<Ports, 'policy' | 'aiSettings'>): Promise<AiSettingValues> =>
  effectiveAiSettings(policy.aiDefaults, await aiSettings.find());
