import type { PropertyValues } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { api } from '../../../lib/client/api.ts';
import { BulkController } from '../../../lib/client/bulk-controller.ts';
import { ListController } from '../../../lib/client/list-controller.ts';
import { LiveController } from '../../../lib/client/live-controller.ts';
import * as socket from '../../../lib/client/socket.ts';
import { toastFailure, toastUndo } from '../../../lib/client/toasts.ts';
import type { SearchedPage } from '../../../lib/contracts/common.ts';
import type { Task } from '../../../lib/contracts/task.ts';
import type { Member } from '../../../lib/contracts/user.ts';
import type { Density } from '../../../lib/contracts/view.ts';
import { standardColumns } from '../../../lib/domain/views/standard.ts';
import { taskChange } from '../../bulk/bulk-form.ts';
import { LightElement, island } from '../../light-element.ts';
import { choicesOf } from '../../ui/field.ts';
import { bulkOwners } from '../../ui/owner-choices.ts';
import { recordList } from '../../ui/record-list.ts';
import { priorityWords, statusWords } from '../../ui/words.ts';
import { taskCell, taskColumns } from './task-columns.ts';

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
  /** What the list's address says, without a cursor: filters, and how the list is looked at. */
  @property() here = '';
  @property({ attribute: false }) columns: readonly string[] = standardColumns.tasks;
  @property() density: Density = 'comfortable';
  /** For the owners to choose from. */
  @property({ attribute: false }) members: readonly Member[] = [];
  @property() zone = 'UTC';
  @property() now = '';
  /** A task just deleted, to be brought back. */
  @property() deleted = '';
  @property() emptyTitle = 'No tasks yet';
  @property() emptyText = 'Write a goal above: the plan makes itself.';
  readonly #list = new ListController<Task>(this, () => ({ path: '/tasks', query: this.query }));
  readonly #bulk = new BulkController(this, {
    list: this.#list,
    address: () => ({ path: '/tasks', query: this.query }),
    one: 'task',
    many: 'tasks',
  });

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
      query: this.here || this.query,
      emptyTitle: this.emptyTitle,
      emptyText: this.emptyText,
      zone: this.zone,
      now: this.now,
      table: {
        name: (task) => taskCell(task, this.density === 'compact'),
        columns: taskColumns(this.columns, this),
        density: this.density,
      },
      together: {
        nameOf: ({ title }) => title,
        bulk: this.#bulk,
        automations: true,
        fields: [
          { name: 'assignedTo', label: 'Owner', choices: bulkOwners(this.members) },
          { name: 'status', label: 'Status', choices: choicesOf(statusWords) },
          { name: 'priority', label: 'Priority', choices: choicesOf(priorityWords) },
        ],
        changeOf: taskChange,
      },
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
      socket.on('task_update', ({ type, task, changed }) => this.#list.take(type, task, changed)),
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
