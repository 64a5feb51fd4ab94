import { longestTimerHours, type StopTimerQuery, type TimeEntry } from '../../../lib/contracts/time.ts';
import { notFound, ProblemError } from '../../../lib/domain/errors.ts';
import type { DomainEvent } from '../../../lib/domain/events.ts';
import type { Context } from '../../ports/index.ts';
import type { TimeEntryRecord, TimerRecord } from '../../records/index.ts';
import { requireMember } from '../shared/authorise.ts';
import { presentEntry } from './present-time.ts';
import { spend } from './spend.ts';

/**
 * Stops the caller's timer and notes the time that passed, or `minutes` in its place (0 for nothing). Nothing is noted
 * for less than half a minute, or when the task is gone.
 * @throws ProblemError `not_found` when none runs, `conflict` when it ran too long to be believed and `minutes` are missing
 */
export async function stopTimer(
  context: Context,
  { minutes: said }: StopTimerQuery,
): Promise<{ entry: TimeEntry | null }> {
  const { ports, actor } = context;
  const { id: userId } = requireMember(actor, 'have a timer');
  const timer = await ports.timers.find(userId);
  if (!timer) throw notFound('running timer');
  const now = ports.clock.now();
  const passed = Math.round((now.getTime() - timer.startedAt.getTime()) / 60_000);
  if (said === undefined && passed > longestTimerHours * 60) throw forgotten(passed);
  const minutes = said ?? passed;
  const events: DomainEvent[] = [{ type: 'timer.changed', userId, timer: null }];
  const task = await ports.tasks.find(timer.taskId);
  if (minutes === 0 || task?.deletedAt !== null) {
    await ports.commit({ actor, events, write: (tx) => ports.timers.remove(timer, tx) });
    return { entry: null };
  }
  const entry = entryOf(timer, { id: ports.ids.next(), minutes, now });
  await spend(context, timer.taskId, async () => {
    // Another page may have stopped it since: then it is noted there.
    const running = await ports.timers.find(userId);
    if (running?.startedAt.getTime() !== timer.startedAt.getTime()) throw notFound('running timer');
    return {
      subtaskId: timer.subtaskId,
      minutes,
      events,
      async write(tx) {
        await ports.timers.remove(timer, tx);
        await ports.timeEntries.insert(entry, tx);
      },
    };
  });
  return { entry: await presentEntry(ports, entry) };
}

const entryOf = (
  { taskId, subtaskId, userId, startedAt }: TimerRecord,
  { id, minutes, now }: { id: string; minutes: number; now: Date },
): TimeEntryRecord => ({
  ...{ id, taskId, subtaskId, userId, minutes },
  at: startedAt,
  note: '',
  source: 'timer',
  createdAt: now,
  updatedAt: now,
});

const forgotten = (passed: number): ProblemError =>
  new ProblemError(
    'conflict',
    `This timer has run for ${Math.floor(passed / 60)} hours: it was probably forgotten. Say how many minutes of it were work, or 0 for none.`,
  );
