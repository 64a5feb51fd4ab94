import type { CompanySettings, UpdateCompanySettingsRequest } from '../../../lib/contracts/company-settings.ts';
import type { Context, Tx } from '../../ports/index.ts';
import type { DomainEvent } from '../../../lib/domain/events.ts';
import { settingsNote } from '../audit/settings-note.ts';
import { requirePermission } from '../shared/authorise.ts';
import { applyPatch, conflict } from '../shared/merge-patch.ts';
import { retryStale } from '../shared/retry-stale.ts';
import { redatePlans } from '../plans/redate-plans.ts';
import { findCompanySettings, presentCompanySettings } from './find-settings.ts';

/** Whatever is open looks again at what it may show. */
const everyonesAccess: DomainEvent = { type: 'access.changed', userId: null };

interface UpdateCompanySettingsInput {
  patch: UpdateCompanySettingsRequest;
  /** What the caller last saw: an overlapping change since then refuses this one. */
  expectedVersion?: number | undefined;
}

/**
 * Changes what holds for the company (merge patch). Deals there are keep their currency; open plans are dated anew when
 * the working calendar changes.
 * @throws ProblemError `forbidden`, `validation_failed` for a calendar nobody could work by, or `conflict` with the settings as they are now
 */
export async function updateCompanySettings(
  context: Context,
  { patch, expectedVersion }: UpdateCompanySettingsInput,
): Promise<CompanySettings> {
  const { ports, actor } = context;
  requirePermission(actor, 'settings.write', 'change the company’s settings');
  return retryStale(async () => {
    const before = await findCompanySettings(ports);
    const { record, changed, conflicts } = applyPatch(before, patch, { expectedVersion, now: ports.clock.now() });
    if (conflicts.length > 0) throw conflict(conflicts, presentCompanySettings(before));
    if (changed.length > 0) {
      const redating = changed.some((path) => path.startsWith('calendar')) ? await redatePlans(context, record) : null;
      const events = [
        ...(changed.some((path) => path.startsWith('ownRecordsOnly')) ? [everyonesAccess] : []),
        ...(redating?.events ?? []),
      ];
      const audit = [settingsNote('company', { before, after: record, changed })];
      const write = async (tx: Tx) => {
        await ports.companySettings.replace(record, tx);
        await redating?.write(tx);
      };
      await ports.commit({ actor, events, audit, write });
    }
    return presentCompanySettings(record);
  });
}
