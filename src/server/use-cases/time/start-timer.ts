import type { StartTimerRequest, TimeEntry, Timer } from '../../../lib/contracts/time.ts';
import { ProblemError } from '../../../lib/domain/errors.ts';
import { DuplicateKeyError, type Context } from '../../ports/index.ts';
import type { TimerRecord } from '../../records/index.ts';
import { requireMember, requirePermission } from '../shared/authorise.ts';
import { findTask } from '../tasks/find-task.ts';
import { checkStep } from './log-time.ts';
import { presentTimer } from './present-time.ts';
import { stopTimer } from './stop-timer.ts';

/**
 * Starts the caller's timer on a task or a step of its plan. One that runs is stopped and noted first.
 * @throws ProblemError `forbidden`, `not_found`, `validation_failed` at `subtaskId`, or `conflict` when the one that runs
 *   was forgotten, or another was started at the same moment
 */
export async function startTimer(
  context: Context,
  { taskId, subtaskId }: StartTimerRequest,
): Promise<{ timer: Timer; stopped: TimeEntry | null }> {
  const { ports, actor } = context;
  requirePermission(actor, 'tasks.write', 'note time');
  const { id: userId } = requireMember(actor, 'have a timer');
  checkStep(await findTask(ports, taskId), subtaskId);
  const running = await ports.timers.find(userId);
  const { entry: stopped } = running ? await stopTimer(context, {}) : { entry: null };
  const record: TimerRecord = { userId, taskId, subtaskId, startedAt: ports.clock.now() };
  const timer = await presentTimer(ports, record);
  try {
    await ports.commit({
      actor,
      events: [{ type: 'timer.changed', userId, timer }],
      write: (tx) => ports.timers.insert(record, tx),
    });
  } catch (error) {
    if (!(error instanceof DuplicateKeyError)) throw error;
    throw new ProblemError('conflict', 'Another timer was started at the same moment. Look at it and decide again.');
  }
  return { timer, stopped };
}
