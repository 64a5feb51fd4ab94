import { html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { api } from '../../../lib/client/api.ts';
import { endOfWorkday, formatDay, isoDay, onOtherDay } from '../../../lib/client/format.ts';
import { LiveController } from '../../../lib/client/live-controller.ts';
import { MoveController } from '../../../lib/client/move-controller.ts';
import { RefreshController } from '../../../lib/client/refresh-controller.ts';
import { toastFailure, toastUndo } from '../../../lib/client/toasts.ts';
import type { Task } from '../../../lib/contracts/task.ts';
import type { CalendarDate, TaskCalendar as Calendar, TaskCard } from '../../../lib/contracts/task-views.ts';
import { addDays, dayBounds } from '../../../lib/domain/day-bounds.ts';
import { cardOf } from '../../../lib/domain/task-card.ts';
import { LightElement, island } from '../../light-element.ts';
import { failure } from '../../ui/states.ts';
import { calendarDay, type CalendarDay } from './calendar-day.ts';
import { findOnDay, placedAt, weeksOf, withMoved } from './calendar-days.ts';

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
const noon = (day: string) => `${day}T12:00:00Z`;

/**
 * Tasks on the days they are due or start, in whole weeks. Moving one to another day keeps its time of day. Small screens
 * show the week of `day` only.
 */
@customElement('task-calendar')
export class TaskCalendar extends LightElement {
  @property({ attribute: false }) served: Calendar = { days: [], corrections: [] };
  /** The filters, without dates. */
  @property() query = '';
  @property() by: CalendarDate = 'due';
  /** The day looked at. */
  @property() day = '';
  /** `2026-12` when a month is shown; empty for a week. */
  @property() month = '';
  @property({ type: Number }) perDay = 3;
  @property() zone = 'UTC';
  @property() now = '';
  @state() private days: readonly CalendarDay[] = [];
  readonly #refresh = new RefreshController(this, async () => {
    if (this.#moves.current) return;
    this.days = (await api.get<Calendar>(`/tasks/calendar?${this.#values()}`)).days;
  });
  readonly #moves = new MoveController(this, {
    nameOf: (id) => findOnDay(this.days, id)?.task.title ?? '',
    placeOf: (id) => findOnDay(this.days, id)?.day ?? null,
    beside: (day, key) => {
      const other = addDays(day, steps[key] ?? 0);
      // Small screens show one week only.
      return this.querySelector(`[data-place="${other}"]`)?.checkVisibility() ? other : null;
    },
    placeWords: (day) => formatDay(noon(day), 'UTC', this.now),
    move: (id, day) => void this.move(id, day),
  });

  constructor() {
    super();
    new LiveController(this, () => {
      const clock = setInterval(() => (this.now = new Date().toISOString()), 60_000);
      return [() => clearInterval(clock)];
    });
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('served')) this.days = this.served.days;
  }

  protected override render() {
    const weeks = weeksOf(this.days);
    return html`<p class="sr-only" id="calendar-keys">Space lifts the task, so that arrow keys can move it.</p>
      <p class="sr-only" role="status">${this.#moves.said}</p>
      ${this.#refresh.fault ? failure(this.#refresh.fault, () => void this.#refresh.now()) : nothing}
      <div class="calendar ${this.month ? 'month' : 'week'}" @keydown=${this.#moves.keys} @focusout=${this.#moves.left}>
        <p class="calendar-head" aria-hidden="true">${weekdays.map((name) => html`<span>${name}</span>`)}</p>
        ${weeks.map((days) => this.#week(days))}
      </div>`;
  }

  /** Gives a task another day: at once in the calendar, then on the server. */
  async move(id: string, to: string): Promise<void> {
    const found = findOnDay(this.days, id);
    if (!found || found.day === to) return;
    const { task, day: from } = found;
    const at = placedAt(task, this.by);
    const moved = at ? onOtherDay(at, to, this.zone) : endOfWorkday(to, this.zone);
    this.days = withMoved(this.days, this.#dated(task, moved), to, this.by);
    try {
      await this.#save(task, moved, task.version);
      const words = formatDay(noon(to), 'UTC', this.now);
      const said = this.by === 'due' ? `“${task.title}” is due ${words}.` : `“${task.title}” starts ${words}.`;
      toastUndo(said, () => void this.#back(task, at));
    } catch (error) {
      this.days = withMoved(this.days, task, from, this.by);
      toastFailure(`“${task.title}” was not moved`, error);
      this.#refresh.soon();
    }
  }

  #week(days: readonly CalendarDay[]) {
    const today = isoDay(this.now, this.zone);
    const current = days.some(({ day }) => day === this.day);
    return html`<ol class="calendar-week ${current ? 'current' : ''}">
      ${days.map((day) =>
        calendarDay(day, {
          by: this.by,
          zone: this.zone,
          now: this.now,
          today,
          month: this.month || null,
          href: (at) => this.#listOf(at),
          over: this.#moves.isOver(day.day),
          isLifted: (id) => this.#moves.isLifted(id),
        }),
      )}
    </ol>`;
  }

  /** The list of a day's tasks. */
  #listOf(day: string): string {
    const [bounds] = dayBounds({ from: day, days: 1, zone: this.zone });
    if (!bounds) return '/app/tasks';
    const [after, before] = this.by === 'due' ? ['dueAfter', 'dueBefore'] : ['scheduledAfter', 'scheduledBefore'];
    const values = new URLSearchParams(this.query);
    values.set('view', 'list');
    values.set(after, bounds.start.toISOString());
    values.set(before, bounds.end.toISOString());
    values.set('sort', this.by === 'due' ? 'dueDate' : 'scheduledFor');
    return `/app/tasks?${values}`;
  }

  #values(): URLSearchParams {
    const values = new URLSearchParams(this.query);
    values.set('from', this.days[0]?.day ?? this.day);
    values.set('days', String(this.days.length));
    values.set('by', this.by);
    values.set('perDay', String(this.perDay));
    values.set('zone', this.zone);
    return values;
  }

  #dated(task: TaskCard, at: string | null): TaskCard {
    return this.by === 'due' ? { ...task, dueDate: at } : { ...task, scheduledFor: at };
  }

  async #save(task: TaskCard, at: string | null, ifMatch?: number): Promise<void> {
    const patch = this.by === 'due' ? { dueDate: at } : { scheduledFor: at };
    const path = `/tasks/${task.id}`;
    const options = ifMatch === undefined ? {} : { ifMatch };
    const saved = cardOf((await api.patch<{ task: Task }>(path, patch, options)).task);
    const day = findOnDay(this.days, task.id)?.day;
    if (day) this.days = withMoved(this.days, saved, day, this.by);
    this.#refresh.soon();
  }

  async #back(task: TaskCard, at: string | null): Promise<void> {
    try {
      await this.#save(task, at);
      if (at) this.days = withMoved(this.days, task, isoDay(at, this.zone), this.by);
    } catch (error) {
      toastFailure('Not undone', error);
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'task-calendar': TaskCalendar;
  }
}
export const TaskCalendarIsland = island(TaskCalendar);
