import * as socket from '../../../lib/client/socket.ts';
import type { Task } from '../../../lib/contracts/task.ts';

interface Followers {
  /** Half a minute has passed. */
  tick: () => void;
  /** Events were missed. */
  missed: () => void;
  commented: () => void;
  changed: (task: Task) => void;
}

/** Hears of a task while it is shown; answers what ends that. */
export const followTask = (id: string, { tick, missed, commented, changed }: Followers): (() => void)[] => {
  const clock = setInterval(tick, 30_000);
  return [
    () => clearInterval(clock),
    socket.follow({ kind: 'task', id }),
    socket.onResync(missed),
    socket.on('comment_update', ({ comment }) => {
      if (comment.about.id === id) commented();
    }),
    socket.on('task_update', ({ task }) => {
      if (task.id === id) changed(task);
    }),
  ];
};
