import type { AiSettings, UpdateAiSettingsRequest } from '../../../lib/contracts/ai-settings.ts';
import type { Context } from '../../ports/index.ts';
import { settingsNote } from '../audit/settings-note.ts';
import { requirePermission } from '../shared/authorise.ts';
import { applyPatch, conflict } from '../shared/merge-patch.ts';
import { retryStale } from '../shared/retry-stale.ts';
import { findAiSettings, presentAiSettings } from './present-settings.ts';

interface UpdateAiSettingsInput {
  patch: UpdateAiSettingsRequest;
  /** What the caller last saw: changes to other fields since then are kept, overlapping ones refuse this one. */
  expectedVersion?: number | undefined;
}

/**
 * Changes the settings (merge patch); they hold in every process from its next generation on.
 * @throws ProblemError `forbidden`, or `conflict` with the settings as they are now
 */
export async function updateAiSettings(
  { ports, actor }: Context,
  { patch, expectedVersion }: UpdateAiSettingsInput,
): Promise<AiSettings> {
  requirePermission(actor, 'settings.write', 'change the AI settings');
  return retryStale(async () => {
    const before = await findAiSettings(ports);
    const { record, changed, conflicts } = applyPatch(before, patch, { expectedVersion, now: ports.clock.now() });
    if (conflicts.length > 0) throw conflict(conflicts, presentAiSettings(ports, before));
    if (changed.length > 0) {
      const audit = [settingsNote('ai', { before, after: record, changed })];
      await ports.commit({ actor, events: [], audit, write: (tx) => ports.aiSettings.replace(record, tx) });
    }
    return presentAiSettings(ports, record);
  });
}
