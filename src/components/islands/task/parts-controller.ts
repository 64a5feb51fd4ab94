import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { api } from '../../../lib/client/api.ts';
import { ListController } from '../../../lib/client/list-controller.ts';
import * as socket from '../../../lib/client/socket.ts';
import { toast, toastFailure, toastUndo } from '../../../lib/client/toasts.ts';
import type { Page } from '../../../lib/contracts/common.ts';
import type { Task } from '../../../lib/contracts/task.ts';
import type { TaskCard } from '../../../lib/contracts/task-views.ts';
import { cardOf } from '../../../lib/domain/task-card.ts';
import { statusWords } from '../../ui/words.ts';
import { mayComplete } from '../tasks/completing.ts';
import { isOpen } from '../tasks/task-row.ts';
import { stepsOf } from './changes.ts';
import { partsProgress, type PartList } from './parts.ts';

/** So many parts are read at once, in the order they were made. */
export const partsQuery = { limit: 50, sort: 'createdAt' } as const;

/** The tasks a task is made of: shown, added to, changed, and followed as others change them. */
export class PartsController implements ReactiveController {
  readonly list: PartList;
  readonly #task: () => Task | null;
  readonly #complete: () => void;
  #wasDone: boolean | null = null;
  #stops: (() => void)[] = [];

  /** `task` gives the whole as it is now; `complete` completes it. */
  constructor(host: ReactiveControllerHost, { task, complete }: { task: () => Task | null; complete: () => void }) {
    this.#task = task;
    this.#complete = complete;
    const { limit, sort } = partsQuery;
    const query = () => `parentTask=${task()?.id ?? ''}&limit=${limit}&sort=${sort}`;
    this.list = new ListController(host, () => ({ path: '/tasks', query: query() }), cardOf);
    host.addController(this);
  }

  hostConnected(): void {
    if (typeof document === 'undefined') return;
    this.#stops = [
      socket.follow({ kind: 'tasks' }),
      socket.on('task_update', ({ task }) => this.#take(task)),
      socket.onResync(() => void this.list.reload()),
    ];
  }

  hostDisconnected(): void {
    for (const stop of this.#stops) stop();
  }

  /** Says it when the last part or step was done while the page was open. */
  hostUpdated(): void {
    const done = this.allDone;
    if (done && this.#wasDone === false) {
      toast({
        message: 'Everything under this task is done.',
        action: { label: 'Complete the task', run: this.#complete },
      });
    }
    this.#wasDone = done;
  }

  show(page: Page<TaskCard>): void {
    this.list.show(page);
  }

  /** Whether the task is open and nothing it is made of is. Unknown counts as no. */
  get allDone(): boolean {
    const task = this.#task();
    const parts = partsProgress(this.list);
    if (!task || !parts || !isOpen(task)) return false;
    const steps = stepsOf(task).filter(({ status }) => status !== 'cancelled');
    const left = parts.of - parts.done + steps.filter(({ status }) => status !== 'completed').length;
    return left === 0 && parts.of + steps.length > 0;
  }

  /** Makes a task under this one. Resolves to whether it was made. */
  async add(title: string): Promise<boolean> {
    const whole = this.#task();
    if (!whole) return false;
    const { id: parentTask, customerId, dealId } = whole;
    try {
      const wish = { title, parentTask, generate: false, ...(customerId && { customerId }), ...(dealId && { dealId }) };
      const { task } = await api.post<{ task: Task }>('/tasks', wish);
      this.#take(task);
      return true;
    } catch (error) {
      toastFailure(`“${title}” was not added`, error);
      return false;
    }
  }

  async setStatus(part: TaskCard, status: Task['status']): Promise<void> {
    if (status === 'completed' && !(await mayComplete(part))) return;
    try {
      await this.#save(part.id, status);
      const back = () => this.#save(part.id, part.status).catch((error: unknown) => toastFailure('Not undone', error));
      toastUndo(`“${part.title}”: ${statusWords[status].toLowerCase()}.`, () => void back());
    } catch (error) {
      toastFailure(`“${part.title}” was not changed`, error);
    }
  }

  async #save(id: string, status: Task['status']): Promise<void> {
    this.#take((await api.patch<{ task: Task }>(`/tasks/${id}`, { status })).task);
  }

  #take(task: Task): void {
    const shown = this.list.items.find(({ id }) => id === task.id);
    if (shown && shown.version > task.version) return;
    if (task.deletedAt === null && task.parentTask === this.#task()?.id) {
      this.list.put(cardOf(task), this.list.items.length);
    } else if (shown) this.list.drop(task.id);
  }
}
