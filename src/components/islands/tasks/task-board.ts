import { html, nothing, type PropertyValues } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { ListController } from '../../../lib/client/list-controller.ts';
import { LiveController } from '../../../lib/client/live-controller.ts';
import { MoveController } from '../../../lib/client/move-controller.ts';
import * as socket from '../../../lib/client/socket.ts';
import { toastFailure, toastUndo } from '../../../lib/client/toasts.ts';
import { WhenSeen } from '../../../lib/client/when-seen.ts';
import { api, ApiError } from '../../../lib/client/api.ts';
import { formatCount } from '../../../lib/client/format.ts';
import type { Page } from '../../../lib/contracts/common.ts';
import type { Task, TaskStatus } from '../../../lib/contracts/task.ts';
import type { TaskCard } from '../../../lib/contracts/task-views.ts';
import { cardOf } from '../../../lib/domain/task-card.ts';
import { LightElement, island } from '../../light-element.ts';
import { failure } from '../../ui/states.ts';
import { plural, statusWords } from '../../ui/words.ts';
import { mayComplete, offerWhole } from './completing.ts';
import { boardCard } from './task-card.ts';

/** The cards of one column as a page serves them. */
export interface ServedColumn {
  status: TaskStatus;
  cards: Page<TaskCard>;
}

const statuses = Object.keys(statusWords) as TaskStatus[];

type Column = ListController<TaskCard, Task>;

/**
 * Tasks by status. Each column is read by itself, page by page. Cards are moved by dragging, by keys and by their menu;
 * a move shows at once, and goes back with the reason when it is refused.
 */
@customElement('task-board')
export class TaskBoard extends LightElement {
  @property({ attribute: false }) served: ServedColumn[] = [];
  /** The filters of all columns, with their order and without a status. */
  @property() query = '';
  @property() zone = 'UTC';
  @property() now = '';
  readonly #columns = new Map<TaskStatus, Column>(
    statuses.map((status) => [status, new ListController(this, () => this.#address(status), cardOf)]),
  );
  readonly #moves = new MoveController(this, {
    nameOf: (id) => this.#find(id)?.card.title ?? '',
    placeOf: (id) => this.#find(id)?.status ?? null,
    beside: (place, key) => {
      const shown = this.served.map(({ status }) => status);
      const step = { ArrowLeft: -1, ArrowRight: 1 }[key] ?? NaN;
      return shown[shown.findIndex((status) => status === place) + step] ?? null;
    },
    placeWords: (place) => statusWords[place as TaskStatus],
    move: (id, place) => void this.move(id, place as TaskStatus),
  });

  constructor() {
    super();
    new LiveController(this, () => this.#follow());
    new WhenSeen(this, '[data-more]', ({ dataset }) => {
      const column = this.#column(dataset.more as TaskStatus);
      // What failed waits for someone to try again.
      if (!column.fault) void column.more();
    });
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    if (!changed.has('served')) return;
    for (const { status, cards } of this.served) this.#column(status).show(cards);
  }

  protected override render() {
    return html`<p class="sr-only" id="board-keys">Space lifts the card, so that arrow keys can move it.</p>
      <p class="sr-only" role="status">${this.#moves.said}</p>
      <div class="board" @keydown=${this.#moves.keys} @focusout=${this.#moves.left}>
        ${this.served.map(({ status }) => this.#renderColumn(status, this.#column(status)))}
      </div>`;
  }

  /** Changes a task's status: at once on the board, then on the server. */
  async move(id: string, to: TaskStatus): Promise<void> {
    const found = this.#find(id);
    if (!found || found.status === to) return;
    const { card, status: from, place } = found;
    if (to === 'completed' && !(await mayComplete(card))) return;
    this.#place({ ...card, status: to });
    try {
      const { task } = await api.patch<{ task: Task }>(`/tasks/${id}`, { status: to }, { ifMatch: card.version });
      this.#place(cardOf(task));
      toastUndo(`Moved “${card.title}” to ${statusWords[to]}.`, () => void this.#back(id, from));
      void offerWhole(task);
    } catch (error) {
      const current = error instanceof ApiError && error.code === 'conflict' ? (error.problem.current as Task) : null;
      this.#place(current ? cardOf(current) : card, place);
      toastFailure(`“${card.title}” was not moved`, error);
    }
  }

  #renderColumn(status: TaskStatus, column: Column) {
    const { items, total, waiting, fault, loading, nextCursor } = column;
    return html`<section
      class="board-column ${status}"
      data-place=${status}
      ?data-over=${this.#moves.isOver(status)}
      aria-labelledby="column-${status}"
    >
      <h2 id="column-${status}" class="board-head">
        ${statusWords[status]} <span class="num">${formatCount(total)}</span>
      </h2>
      ${
        waiting > 0
          ? html`<button type="button" class="btn small" @click=${() => void column.reload()}>
              Show ${plural(waiting, 'new task')}
            </button>`
          : nothing
      }
      <ul class="board-cards">
        ${repeat(
          items,
          ({ id }) => id,
          (card) =>
            boardCard(card, {
              zone: this.zone,
              now: this.now,
              query: this.query,
              lifted: this.#moves.isLifted(card.id),
              move: (to) => void this.move(card.id, to as TaskStatus).then(() => this.#moves.focus(card.id)),
            }),
        )}
      </ul>
      ${items.length === 0 && !loading && !fault ? html`<p class="board-empty">Nothing here</p>` : nothing}
      ${fault ? failure(fault, () => void column.again()) : nothing}
      ${
        nextCursor
          ? html`<a
              class="board-more"
              data-more=${status}
              href=${`/app/tasks?view=list&${this.#address(status).query}`}
              aria-disabled=${loading ? 'true' : 'false'}
              @click=${(event: Event) => {
                event.preventDefault();
                void column.more();
              }}
            >
              ${loading ? 'Loading…' : `${formatCount(total - items.length)} more`}
            </a>`
          : nothing
      }
    </section>`;
  }

  #column(status: TaskStatus): Column {
    return this.#columns.get(status)!;
  }

  #address(status: TaskStatus) {
    const values = new URLSearchParams(this.query);
    values.set('status', status);
    return { path: '/tasks', query: values.toString() };
  }

  #find(id: string): { card: TaskCard; status: TaskStatus; place: number } | null {
    for (const [status, { items }] of this.#columns) {
      const place = items.findIndex((item) => item.id === id);
      const card = items[place];
      if (card) return { card, status, place };
    }
    return null;
  }

  /** Shows a card in the column of its status. */
  #place(card: TaskCard, place = 0) {
    for (const [status, column] of this.#columns) if (status !== card.status) column.drop(card.id);
    this.#column(card.status).put(card, place);
  }

  async #back(id: string, to: TaskStatus) {
    try {
      const { task } = await api.patch<{ task: Task }>(`/tasks/${id}`, { status: to });
      this.#place(cardOf(task));
    } catch (error) {
      toastFailure('Not undone', error);
    }
  }

  #take({ type, task, changed = [] }: { type: string; task: Task; changed?: string[] | undefined }) {
    const found = this.#find(task.id);
    const card = cardOf(task);
    if (type === 'deleted' || task.deletedAt !== null) {
      for (const column of this.#columns.values()) column.drop(task.id);
    } else if (found) {
      if (task.version > found.card.version) this.#place(card);
    } else if (['status', 'deletedAt'].some((path) => changed.includes(path)) || type === 'created') {
      // Whether the filters let it in is the server's to say.
      this.#column(task.status).take('created', card);
    }
  }

  #follow(): (() => void)[] {
    const clock = setInterval(() => (this.now = new Date().toISOString()), 60_000);
    return [
      () => clearInterval(clock),
      socket.follow({ kind: 'tasks' }),
      socket.on('task_update', (event) => this.#take(event)),
      socket.onResync(() => {
        for (const { status } of this.served) void this.#column(status).reload();
      }),
    ];
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'task-board': TaskBoard;
  }
}
export const TaskBoardIsland = island(TaskBoard);
