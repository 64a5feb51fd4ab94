import { api } from '../../../lib/client/api.ts';
import { toast, toastFailure, toastUndo } from '../../../lib/client/toasts.ts';
import type { Page } from '../../../lib/contracts/common.ts';
import type { Task } from '../../../lib/contracts/task.ts';
import { confirm } from '../../ui/confirm.ts';
import { plural } from '../../ui/words.ts';
import { isOpen } from './task-row.ts';
import { isOpenStatus } from '../../../lib/planning/open-status.ts';

const openParts = async (id: string): Promise<number> =>
  (await api.get<Page<Task>>(`/tasks?parentTask=${id}&status=pending,in_progress&limit=1`)).total;

/** Whether to complete a task: asks when parts of it are still open. */
export async function mayComplete({ id, title }: { id: string; title: string }): Promise<boolean> {
  // Out of reach: what follows says so.
  const open = await openParts(id).catch(() => 0);
  if (open === 0) return true;
  return confirm({
    title: 'Complete it with open parts?',
    text: `${plural(open, 'task')} under “${title}” ${open === 1 ? 'is' : 'are'} not finished yet. They stay open.`,
    yes: 'Complete it',
    no: 'Keep it open',
  });
}

const stepsOpen = ({ aiGenerated }: Task): boolean =>
  (aiGenerated?.subtasks ?? []).some(({ status }) => isOpenStatus(status));

/** After a part was completed: offers to complete the whole when nothing of it is left. */
export async function offerWhole(part: Pick<Task, 'status' | 'parent'>): Promise<void> {
  const { parent } = part;
  if (!parent || part.status !== 'completed') return;
  try {
    const [{ task }, open] = await Promise.all([api.get<{ task: Task }>(`/tasks/${parent.id}`), openParts(parent.id)]);
    if (open > 0 || !isOpen(task) || stepsOpen(task)) return;
    toast({
      message: `Everything under “${task.title}” is done.`,
      action: { label: 'Complete it', run: () => void complete(task) },
    });
  } catch {
    // An offer only: the task's own page makes it too.
  }
}

/** Completes a task, with the way back. */
export async function complete({ id, title, status: before }: Pick<Task, 'id' | 'title' | 'status'>): Promise<void> {
  const set = (status: Task['status']) => api.patch(`/tasks/${id}`, { status });
  const back = () => set(before).catch((error: unknown) => toastFailure('Not undone', error));
  try {
    await set('completed');
    toastUndo(`Completed “${title}”.`, () => void back());
  } catch (error) {
    toastFailure(`“${title}” was not completed`, error);
  }
}
