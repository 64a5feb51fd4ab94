import type { CommentedKind } from '../../../lib/contracts/comment.ts';
import { ownersOf } from '../../../lib/domain/own-records.ts';
import type { Context } from '../../ports/index.ts';
import type { ActivityRecord } from '../../records/index.ts';
import { frame } from '../activity/activity-of.ts';
import { findDeal } from '../deals/find-deal.ts';
import { requirePermission } from '../shared/authorise.ts';
import { findTask } from '../tasks/find-task.ts';

/** What a comment is about. */
export interface About {
  kind: CommentedKind;
  id: string;
}

/** As much of what is commented on as comments and histories need. */
export interface Commented extends About {
  title: string;
  owners: string[];
  /** Where the history of a comment shows besides. */
  history: Pick<ActivityRecord, 'customerIds' | 'taskId' | 'taskTitle' | 'dealId' | 'dealTitle'>;
}

/**
 * The task or deal, if the actor may read or comment on it, as `doing` says.
 * @throws ProblemError `forbidden` or `not_found`
 */
export async function findCommented(
  { ports, actor }: Context,
  { kind, id }: About,
  doing: 'read' | 'write',
): Promise<Commented> {
  requirePermission(actor, `${kind}s.${doing}`, doing === 'read' ? `read ${kind}s` : `comment on ${kind}s`);
  if (kind === 'task') {
    const task = await findTask(ports, id);
    const { title, customerId, dealId } = task;
    const customerIds = customerId === null ? [] : [customerId];
    const history = { customerIds, taskId: id, taskTitle: title, dealId, dealTitle: null };
    return { kind, id, title, owners: ownersOf(task), history };
  }
  const deal = await findDeal(ports, id);
  const { title, customerId } = deal;
  const history = { customerIds: [customerId], taskId: null, taskTitle: null, dealId: id, dealTitle: title };
  return { kind, id, title, owners: ownersOf(deal), history };
}

const types = {
  created: 'comment_added',
  updated: 'comment_edited',
  deleted: 'comment_deleted',
} as const;

/** What histories say of a comment. */
export const activityOfComment = (
  context: Context,
  { history }: Commented,
  change: keyof typeof types,
  record: Parameters<typeof frame>[2],
): ActivityRecord => ({ ...frame(context, types[change], record), ...history });
