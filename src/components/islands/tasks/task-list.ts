import { html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { api } from '../../../lib/client/api.ts';
import { LiveController } from '../../../lib/client/live-controller.ts';
import * as socket from '../../../lib/client/socket.ts';
import { toastFailure, toastUndo } from '../../../lib/client/toasts.ts';
import type { Page } from '../../../lib/contracts/common.ts';
import type { Task } from '../../../lib/contracts/task.ts';
import { LightElement, island } from '../../light-element.ts';
import { emptyState, failure } from '../../ui/states.ts';
import { taskRow } from './task-row.ts';

/** Tasks by the page's filters, live: changes of rows show at once, new ones are announced and shown when asked. */
@customElement('task-list')
export class TaskList extends LightElement {
  @property({ attribute: false }) served: Page<Task> = { items: [], total: 0, nextCursor: null };
  /** The list's query without a cursor, as `?status=pending&…`; empty for all. */
  @property() query = '';
  @property() zone = 'UTC';
  @property() now = '';
  /** A task just deleted, to be brought back. */
  @property() deleted = '';
  @property() emptyTitle = 'No tasks yet';
  @property() emptyText = 'Write a goal above: the plan makes itself.';
  @state() private items: Task[] = [];
  @state() private nextCursor: string | null = null;
  @state() private total = 0;
  @state() private loading = false;
  @state() private fault: string | null = null;
  @state() private waiting = 0;
  readonly #arrived = new Set<string>();

  constructor() {
    super();
    new LiveController(this, () => this.#follow());
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('served')) this.#show(this.served);
  }

  protected override firstUpdated() {
    if (!this.deleted) return;
    toastUndo('Task moved to the bin.', () => void this.#restore(this.deleted));
    const url = new URL(location.href);
    url.searchParams.delete('deleted');
    history.replaceState(null, '', url);
  }

  protected override render() {
    return html`
      <p class="sr-only" role="status">${this.loading ? 'Loading' : ''}</p>
      ${
        this.waiting > 0
          ? html`<button type="button" class="btn mb-3" @click=${() => void this.#reload()}>
              Show ${this.waiting === 1 ? '1 new task' : `${this.waiting} new tasks`}
            </button>`
          : nothing
      }
      ${
        this.items.length === 0
          ? emptyState(this.emptyTitle, this.emptyText)
          : html`<ul class="border-t border-line">
              ${repeat(
                this.items,
                (task) => task.id,
                (task) => taskRow(task, { zone: this.zone, now: this.now }),
              )}
            </ul>`
      }
      ${this.fault ? failure(this.fault, () => void this.#more()) : nothing} ${this.#foot()}
    `;
  }

  #foot() {
    if (this.items.length === 0) return nothing;
    return html`<div class="mt-4 flex items-center gap-3 text-muted">
      <span class="num">${this.items.length} of ${this.total}</span>
      ${
        this.nextCursor
          ? html`<a
              class="btn"
              href=${this.#nextPage()}
              aria-disabled=${this.loading ? 'true' : 'false'}
              @click=${this.#more}
            >
              ${this.loading ? 'Loading…' : 'Show more'}
            </a>`
          : nothing
      }
    </div>`;
  }

  /** Where the link leads without JavaScript. */
  #nextPage(): string {
    const query = new URLSearchParams(this.query);
    query.set('cursor', this.nextCursor ?? '');
    return `/app/tasks?${query}`;
  }

  #show({ items, total, nextCursor }: Page<Task>) {
    this.items = items;
    this.total = total;
    this.nextCursor = nextCursor;
    this.waiting = 0;
    this.#arrived.clear();
  }

  readonly #more = async (event?: Event) => {
    event?.preventDefault();
    if (this.loading || !this.nextCursor) return;
    const query = new URLSearchParams(this.query);
    query.set('cursor', this.nextCursor);
    await this.#load(query, (page) => {
      const known = new Set(this.items.map(({ id }) => id));
      this.items = [...this.items, ...page.items.filter(({ id }) => !known.has(id))];
      this.total = page.total;
      this.nextCursor = page.nextCursor;
    });
  };

  #reload(): Promise<void> {
    return this.#load(new URLSearchParams(this.query), (page) => this.#show(page));
  }

  async #load(query: URLSearchParams, show: (page: Page<Task>) => void): Promise<void> {
    this.loading = true;
    this.fault = null;
    try {
      show(await api.get<Page<Task>>(`/tasks?${query}`));
    } catch (error) {
      this.fault = error instanceof Error ? error.message : String(error);
    } finally {
      this.loading = false;
    }
  }

  async #restore(id: string): Promise<void> {
    try {
      await api.post(`/tasks/${id}/restore`);
      await this.#reload();
    } catch (error) {
      toastFailure('Not restored', error);
    }
  }

  #take({ type, task }: { type: string; task: Task }) {
    const shown = this.items.some(({ id }) => id === task.id);
    if (type === 'deleted') {
      if (shown) this.total -= 1;
      this.items = this.items.filter(({ id }) => id !== task.id);
    } else if (shown) {
      this.items = this.items.map((item) => (item.id === task.id && task.version > item.version ? task : item));
    } else if (type === 'created') {
      this.#arrived.add(task.id);
      this.waiting = this.#arrived.size;
    }
  }

  #follow(): (() => void)[] {
    const clock = setInterval(() => (this.now = new Date().toISOString()), 60_000);
    return [
      () => clearInterval(clock),
      socket.follow({ kind: 'tasks' }),
      socket.on('task_update', (event) => this.#take(event)),
      socket.onResync(() => void this.#reload()),
    ];
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'task-list': TaskList;
  }
}
export const TaskListIsland = island(TaskList);
