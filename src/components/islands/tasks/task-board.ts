import { html, type PropertyValues } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { BoardController } from '../../../lib/client/board-controller.ts';
import { LiveController } from '../../../lib/client/live-controller.ts';
import { MoveController } from '../../../lib/client/move-controller.ts';
import * as socket from '../../../lib/client/socket.ts';
import { toastFailure, toastUndo } from '../../../lib/client/toasts.ts';
import { WhenSeen } from '../../../lib/client/when-seen.ts';
import { api, ApiError } from '../../../lib/client/api.ts';
import type { Page } from '../../../lib/contracts/common.ts';
import type { Task, TaskStatus } from '../../../lib/contracts/task.ts';
import type { TaskCard } from '../../../lib/contracts/task-views.ts';
import { cardOf } from '../../../lib/domain/task-card.ts';
import { LightElement, island } from '../../light-element.ts';
import { boardColumn } from '../../ui/board-column.ts';
import { boardLine } from '../../ui/board-line.ts';
import { statusWords } from '../../ui/words.ts';
import { mayComplete, offerWhole } from './completing.ts';
import { boardCard } from './task-card.ts';

/** The cards of one column as a page serves them. */
export interface ServedColumn {
  status: TaskStatus;
  cards: Page<TaskCard>;
}

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
  readonly #board = new BoardController<TaskCard, Task>(this, {
    address: (status) => this.#address(status),
    cardOf,
    placeOf: ({ status }) => status,
    moving: ['status'],
  });
  readonly #moves = new MoveController(this, {
    nameOf: (id) => this.#board.find(id)?.card.title ?? '',
    placeOf: (id) => this.#board.find(id)?.place ?? null,
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
    new WhenSeen(this, '[data-more]', ({ dataset }) => this.#board.more(dataset.more ?? ''));
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    if (!changed.has('served')) return;
    for (const { status, cards } of this.served) this.#board.show(status, cards);
  }

  protected override render() {
    return html`<p class="sr-only" id="board-keys">Space lifts the card, so that arrow keys can move it.</p>
      <p class="sr-only" role="status">${this.#moves.said}</p>
      ${boardLine(
        this.served.map(({ status }) => ({
          place: status,
          name: statusWords[status],
          count: this.#board.column(status).total,
        })),
      )}
      <div
        class="board"
        tabindex="0"
        role="group"
        aria-label="Tasks by status"
        @keydown=${this.#moves.keys}
        @focusout=${this.#moves.left}
      >
        ${this.served.map(({ status }) => this.#renderColumn(status))}
      </div>`;
  }

  /** Changes a task's status: at once on the board, then on the server. */
  async move(id: string, to: TaskStatus): Promise<void> {
    const found = this.#board.find(id);
    if (!found || found.place === to) return;
    const { card, index } = found;
    if (to === 'completed' && !(await mayComplete(card))) return;
    this.#board.put({ ...card, status: to });
    try {
      const { task } = await api.patch<{ task: Task }>(`/tasks/${id}`, { status: to }, { ifMatch: card.version });
      this.#board.put(cardOf(task));
      toastUndo(`Moved “${card.title}” to ${statusWords[to]}.`, () => void this.#back(id, card.status));
      void offerWhole(task);
    } catch (error) {
      const current = error instanceof ApiError && error.code === 'conflict' ? (error.problem.current as Task) : null;
      this.#board.put(current ? cardOf(current) : card, index);
      toastFailure(`“${card.title}” was not moved`, error);
    }
  }

  #renderColumn(status: TaskStatus) {
    return boardColumn(this.#board.column(status), {
      place: status,
      name: statusWords[status],
      look: status,
      what: 'task',
      listHref: `/app/tasks?view=list&${this.#address(status).query}`,
      isOver: this.#moves.isOver(status),
      card: (card) =>
        boardCard(card, {
          zone: this.zone,
          now: this.now,
          query: this.query,
          lifted: this.#moves.isLifted(card.id),
          move: (to) => void this.move(card.id, to as TaskStatus).then(() => this.#moves.focus(card.id)),
        }),
    });
  }

  #address(status: string) {
    const values = new URLSearchParams(this.query);
    values.set('status', status);
    return { path: '/tasks', query: values.toString() };
  }

  async #back(id: string, to: TaskStatus) {
    try {
      const { task } = await api.patch<{ task: Task }>(`/tasks/${id}`, { status: to });
      this.#board.put(cardOf(task));
    } catch (error) {
      toastFailure('Not undone', error);
    }
  }

  #follow(): (() => void)[] {
    const clock = setInterval(() => (this.now = new Date().toISOString()), 60_000);
    return [
      () => clearInterval(clock),
      socket.follow({ kind: 'tasks' }),
      socket.on('task_update', ({ type, task, changed = [] }) =>
        this.#moves.whenStill(() => this.#board.take({ type, sent: task, changed })),
      ),
      socket.onResync(() => this.#moves.whenStill(() => this.#board.reload())),
    ];
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'task-board': TaskBoard;
  }
}
export const TaskBoardIsland = island(TaskBoard);
