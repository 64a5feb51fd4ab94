import type { Generation } from '../../../lib/contracts/generation.ts';
import type { Context } from '../../ports/index.ts';
import { queueGeneration } from '../generations/queue-generation.ts';
import { requirePermission } from '../shared/authorise.ts';
import { findPlannedTask } from './find-task.ts';

/**
 * Queues the computing of dates and milestones anew.
 * @throws ProblemError `forbidden`, `not_found`, `conflict` without a plan or while one is being made, `rate_limited`
 */
export async function generateTimeline(context: Context, id: string): Promise<Generation> {
  requirePermission(context.actor, 'tasks.write', 'change plans');
  await findPlannedTask(context.ports, id);
  return queueGeneration(context, { taskId: id, kind: 'timeline' });
}
