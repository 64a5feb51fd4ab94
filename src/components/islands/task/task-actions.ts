import type { Task, TaskStatus } from '../../../lib/contracts/task.ts';
import { statusWords } from '../../ui/words.ts';
import { mayComplete, offerWhole } from '../tasks/completing.ts';
import { editTask } from './changes.ts';
import { moveUnder } from './move-under.ts';
import type { TaskView } from './view.ts';

type Run = TaskView['run'];

/** Changes a task's status; completing it asks when parts of it are open, and may complete what it is part of. */
export async function setStatus(task: Task, status: TaskStatus, run: Run): Promise<void> {
  if (status === 'completed' && !(await mayComplete(task))) return;
  const doing = `Status set to ${statusWords[status].toLowerCase()}`;
  const change = editTask(task, { status }, doing, (patch) => statusWords[patch.status ?? task.status]);
  if (await run(change, `${doing}.`)) await offerWhole({ ...task, status });
}

/** Asks for the task it is to be part of. */
export async function askParent(task: Task, run: Run): Promise<void> {
  const move = await moveUnder(task);
  if (move) await run(move.change, move.said);
}
