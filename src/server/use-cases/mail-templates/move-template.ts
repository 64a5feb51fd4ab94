import type { MailTemplate } from '../../../lib/contracts/mail-template.ts';
import { notFound } from '../../../lib/domain/errors.ts';
import type { Context } from '../../ports/index.ts';
import { requirePermission } from '../shared/authorise.ts';
import { changedSince, conflict, stamp } from '../shared/merge-patch.ts';
import { retryStale } from '../shared/retry-stale.ts';
import { findTemplate } from './find-template.ts';
import { presentTemplate } from './present-template.ts';
import { saveTemplate } from './save-template.ts';

const changed = ['deletedAt'];

/**
 * Puts a template in the bin. With `expectedVersion`, only if nothing changed since.
 * @throws ProblemError `forbidden`, `not_found` or `conflict`
 */
export async function deleteMailTemplate(
  context: Context,
  { id, expectedVersion }: { id: string; expectedVersion?: number | undefined },
): Promise<void> {
  const { ports, actor } = context;
  requirePermission(actor, 'settings.write', 'delete mail templates');
  await retryStale(async () => {
    const before = await findTemplate(ports, id);
    const since = expectedVersion === undefined ? [] : changedSince(before, expectedVersion);
    if (since.length > 0) throw conflict(since, presentTemplate(before));
    const now = ports.clock.now();
    await saveTemplate(context, { before, after: { ...stamp(before, changed, now), deletedAt: now }, changed });
  });
}

/**
 * Brings a template back from the bin; one that is not there stays as it is.
 * @throws ProblemError `forbidden`, `not_found`, or `duplicate` while another has its name
 */
export async function restoreMailTemplate(context: Context, id: string): Promise<MailTemplate> {
  const { ports, actor } = context;
  requirePermission(actor, 'settings.write', 'restore mail templates');
  return retryStale(async () => {
    const before = await ports.mailTemplates.find(id);
    if (!before) throw notFound('mail template');
    if (!before.deletedAt) return presentTemplate(before);
    const after = { ...stamp(before, changed, ports.clock.now()), deletedAt: null };
    await saveTemplate(context, { before, after, changed });
    return presentTemplate(after);
  });
}
