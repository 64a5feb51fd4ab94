import type { Task } from '../../../lib/contracts/task.ts';
import { editTask, type Change } from './changes.ts';

/** Asks which task another one is to be part of. Null when nothing is to change. The dialog is loaded when it is wanted. */
export async function moveUnder(task: Task): Promise<{ change: Change; said: string } | null> {
  await import('./parent-dialog.ts');
  const dialog =
    document.querySelector('parent-dialog') ?? document.body.appendChild(document.createElement('parent-dialog'));
  const parent = await dialog.ask(task);
  if (parent === undefined || (parent?.id ?? null) === task.parentTask) return null;
  const doing = parent ? `Moved under “${parent.title}”` : `Moved out of “${task.parent?.title ?? 'its task'}”`;
  const patch = { parentTask: parent?.id ?? null, parent };
  return { change: editTask(task, patch, doing, (other) => other.parent?.title ?? 'no task'), said: `${doing}.` };
}
