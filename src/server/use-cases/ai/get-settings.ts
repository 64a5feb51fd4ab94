import type { AiSettings } from '../../../lib/contracts/ai-settings.ts';
import type { Context } from '../../ports/index.ts';
import { requirePermission } from '../shared/authorise.ts';
import { findAiSettings, presentAiSettings } from './present-settings.ts';

/** What models are asked with. Throws ProblemError `forbidden`. */
export async function getAiSettings({ ports, actor }: Context): Promise<AiSettings> {
  requirePermission(actor, 'settings.write', 'see the AI settings');
  return presentAiSettings(ports, await findAiSettings(ports));
}
