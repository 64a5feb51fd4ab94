import { may } from '../../../lib/domain/actor.ts';
import { forbidden } from '../../../lib/domain/errors.ts';
import type { Context } from '../../ports/index.ts';
import { stamp } from '../shared/merge-patch.ts';
import { retryStale } from '../shared/retry-stale.ts';
import { findCommented, type About } from './commented.ts';
import { findComment } from './find-comment.ts';
import { saveComment } from './save-comment.ts';

/** Deletes the caller's own comment, or any for who may moderate; its words go. Throws ProblemError `forbidden` or `not_found`. */
export async function deleteComment(context: Context, about: About, id: string): Promise<void> {
  const { ports, actor } = context;
  const commented = await findCommented(context, about, 'write');
  await retryStale(async () => {
    const before = await findComment(ports, about, id);
    if (before.authorId !== actor.id && !may(actor, 'records.moderate')) throw forbidden('delete what others said');
    const now = ports.clock.now();
    const after = { ...stamp(before, ['deletedAt'], now), deletedAt: now, content: '', mentions: [] };
    await saveComment(context, { commented, before, after });
  });
}
