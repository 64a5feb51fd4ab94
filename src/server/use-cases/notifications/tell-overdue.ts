import type { Notice } from '../../../lib/domain/notices.ts';
import type { Ports } from '../../ports/index.ts';
import type { TaskRecord } from '../../records/index.ts';
import { notify } from './notify.ts';

const consumer = 'overdue';
const pageSize = 100;

/**
 * Tells who has a task that became overdue since the last look, each once for each due date. The first look ever tells
 * nothing: what was overdue before is no news. May run again after a fault: what was told stays told.
 */
export async function tellOverdue(ports: Ports, signal: AbortSignal): Promise<void> {
  const now = ports.clock.now();
  const since = await ports.outbox.position(consumer);
  let after: Pick<TaskRecord, 'id' | 'dueDate'> | null = null;
  while (since !== null) {
    signal.throwIfAborted();
    const due: TaskRecord[] = await ports.tasks.becameDue({
      since: new Date(since),
      until: now,
      after,
      limit: pageSize,
    });
    const notices = due.map(overdueNotice);
    const told = await ports.notifications.told(notices.map(({ key }) => key));
    const news = notices.filter(({ key }) => !told.has(key));
    if (news.length > 0) await notify(ports, news);
    after = due.at(-1) ?? null;
    if (due.length < pageSize) break;
  }
  await ports.outbox.savePosition(consumer, now.getTime());
}

const overdueNotice = ({ id, title, assignedTo, dueDate }: TaskRecord): Notice & { key: string } => ({
  memberId: assignedTo ?? '',
  type: 'task_overdue',
  title: `“${title}” is overdue`,
  link: `/app/tasks/${id}`,
  needs: 'tasks.read',
  key: `overdue:${id}:${dueDate?.getTime() ?? ''}`,
});
