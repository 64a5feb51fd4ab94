import type { PropertyValues } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { api } from '../../../lib/client/api.ts';
import { ListController } from '../../../lib/client/list-controller.ts';
import { LiveController } from '../../../lib/client/live-controller.ts';
import * as socket from '../../../lib/client/socket.ts';
import { toastFailure, toastUndo } from '../../../lib/client/toasts.ts';
import type { SearchedPage } from '../../../lib/contracts/common.ts';
import type { Task } from '../../../lib/contracts/task.ts';
import { LightElement, island } from '../../light-element.ts';
import { recordList } from '../../ui/record-list.ts';
import { taskRow } from './task-row.ts';

/** Tasks by the page's filters, live: changes of rows show at once, new ones are announced and shown when asked. */
@customElement('task-list')
export class TaskList extends LightElement {
  @property({ attribute: false }) served: SearchedPage<Task> = {
    items: [],
    total: 0,
    nextCursor: null,
    corrections: [],
  };
  /** The list's query without a cursor, as `?status=pending&…`; empty for all. */
  @property() query = '';
  @property() zone = 'UTC';
  @property() now = '';
  /** A task just deleted, to be brought back. */
  @property() deleted = '';
  @property() emptyTitle = 'No tasks yet';
  @property() emptyText = 'Write a goal above: the plan makes itself.';
  readonly #list = new ListController<Task>(this, () => ({ path: '/tasks', query: this.query }));

  constructor() {
    super();
    new LiveController(this, () => this.#follow());
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('served')) this.#list.show(this.served);
  }

  protected override firstUpdated() {
    if (!this.deleted) return;
    toastUndo('Task moved to the bin.', () => void this.#restore(this.deleted));
    const url = new URL(location.href);
    url.searchParams.delete('deleted');
    history.replaceState(null, '', url);
  }

  protected override render() {
    return recordList(this.#list, {
      one: 'task',
      many: 'tasks',
      page: '/app/tasks',
      query: this.query,
      emptyTitle: this.emptyTitle,
      emptyText: this.emptyText,
      row: (task) => taskRow(task, { zone: this.zone, now: this.now }),
    });
  }

  async #restore(id: string): Promise<void> {
    try {
      await api.post(`/tasks/${id}/restore`);
      await this.#list.reload();
    } catch (error) {
      toastFailure('Not restored', error);
    }
  }

  #follow(): (() => void)[] {
    const clock = setInterval(() => (this.now = new Date().toISOString()), 60_000);
    return [
      () => clearInterval(clock),
      socket.follow({ kind: 'tasks' }),
      socket.on('task_update', ({ type, task }) => this.#list.take(type, task)),
      socket.onResync(() => void this.#list.reload()),
    ];
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'task-list': TaskList;
  }
}
export const TaskListIsland = island(TaskList);
