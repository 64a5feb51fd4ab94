import type { MailTemplate, UpdateMailTemplateRequest } from '../../../lib/contracts/mail-template.ts';
import type { Context } from '../../ports/index.ts';
import { requirePermission } from '../shared/authorise.ts';
import { applyPatch, conflict } from '../shared/merge-patch.ts';
import { retryStale } from '../shared/retry-stale.ts';
import { findTemplate } from './find-template.ts';
import { presentTemplate } from './present-template.ts';
import { checkText, saveTemplate } from './save-template.ts';

interface UpdateTemplateInput {
  id: string;
  patch: UpdateMailTemplateRequest;
  /** What the caller last saw: an overlapping change since then refuses this one. */
  expectedVersion?: number | undefined;
}

/**
 * Changes a template (merge patch).
 * @throws ProblemError `forbidden`, `not_found`, `validation_failed` with the places of all faults, `duplicate` name, or
 * `conflict` with the template as it is now
 */
export async function updateMailTemplate(
  context: Context,
  { id, patch, expectedVersion }: UpdateTemplateInput,
): Promise<MailTemplate> {
  const { ports, actor } = context;
  requirePermission(actor, 'settings.write', 'change mail templates');
  return retryStale(async () => {
    const before = await findTemplate(ports, id);
    const now = ports.clock.now();
    const { record, changed, conflicts } = applyPatch(before, patch, { expectedVersion, now });
    if (conflicts.length > 0) throw conflict(conflicts, presentTemplate(before));
    if (changed.length === 0) return presentTemplate(before);
    await checkText(ports, record);
    await saveTemplate(context, { before, after: record, changed });
    return presentTemplate(record);
  });
}
