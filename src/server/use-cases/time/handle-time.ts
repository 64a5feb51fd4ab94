import type { Context } from '../../ports/index.ts';
import { deleteTime } from './delete-time.ts';
import { logTime } from './log-time.ts';
import { updateTime } from './update-time.ts';

type Asked =
  | { intent: 'note-time'; minutes: number; note: string }
  | { intent: 'change-time'; entry: string; minutes: number }
  | { intent: 'delete-time'; entry: string };

/** Does what a task's form asks about time. Throws ProblemError as the use-case it calls. */
export async function handleTime(context: Context, taskId: string, asked: Asked): Promise<void> {
  switch (asked.intent) {
    case 'note-time': {
      const { minutes, note } = asked;
      await logTime(context, { taskId, input: { minutes, note, subtaskId: null } });
      break;
    }
    case 'change-time':
      await updateTime(context, { taskId, entryId: asked.entry, patch: { minutes: asked.minutes } });
      break;
    case 'delete-time':
      await deleteTime(context, { taskId, entryId: asked.entry });
      break;
  }
}
