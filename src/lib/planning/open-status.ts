import type { TaskStatus } from '../contracts/task.ts';

/** Whether there is still something to do: a task's or a step's status is neither the end nor given up. */
export const isOpenStatus = (status: TaskStatus): boolean => status === 'pending' || status === 'in_progress';
