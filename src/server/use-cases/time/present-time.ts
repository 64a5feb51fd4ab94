import type { MemberRef } from '../../../lib/contracts/common.ts';
import type { TimeEntry, Timer } from '../../../lib/contracts/time.ts';
import type { Ports } from '../../ports/index.ts';
import type { TimeEntryRecord, TimerRecord } from '../../records/index.ts';
import { memberRefs } from '../shared/member-refs.ts';

/** Entries as the API shows them, in one read of all members. */
export async function presentEntries(
  ports: Pick<Ports, 'users'>,
  records: readonly TimeEntryRecord[],
): Promise<TimeEntry[]> {
  const members = await memberRefs(
    ports,
    records.map(({ userId }) => userId),
  );
  return records.map((record) => toEntry(record, members.get(record.userId) ?? null));
}

export async function presentEntry(ports: Pick<Ports, 'users'>, record: TimeEntryRecord): Promise<TimeEntry> {
  const members = await memberRefs(ports, [record.userId]);
  return toEntry(record, members.get(record.userId) ?? null);
}

const toEntry = (record: TimeEntryRecord, member: MemberRef | null): TimeEntry => ({
  ...record,
  member,
  at: record.at.toISOString(),
  createdAt: record.createdAt.toISOString(),
  updatedAt: record.updatedAt.toISOString(),
});

/** A timer with the names of what it runs for. */
export async function presentTimer(
  { tasks }: Pick<Ports, 'tasks'>,
  { taskId, subtaskId, startedAt }: TimerRecord,
): Promise<Timer> {
  const task = await tasks.find(taskId);
  const step = task?.aiGenerated?.subtasks.find(({ id }) => id === subtaskId);
  return {
    task: { id: taskId, title: task?.title ?? 'A task that is gone' },
    step: step ? { id: step.id, title: step.title } : null,
    startedAt: startedAt.toISOString(),
  };
}
