import { html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { api } from '../../../lib/client/api.ts';
import { isoDay } from '../../../lib/client/format.ts';
import { LiveController } from '../../../lib/client/live-controller.ts';
import { RefreshController } from '../../../lib/client/refresh-controller.ts';
import type { Today } from '../../../lib/contracts/dashboard.ts';
import { LightElement, island } from '../../light-element.ts';
import { emptyState, failure } from '../../ui/states.ts';
import { isOverdue, taskRow } from './task-row.ts';

const open = '/app/tasks?assignedTo=me&status=pending,in_progress&sort=dueDate';

/** The day's lists in their order, and where all of each stands. */
const sections: { name: keyof Today; title: string; href: string }[] = [
  { name: 'overdue', title: 'Overdue', href: open },
  { name: 'due', title: 'Due today', href: open },
  { name: 'starting', title: 'Starting today', href: '/app/tasks?assignedTo=me&status=pending&sort=scheduledFor' },
  { name: 'upcoming', title: 'Due within a week', href: open },
  { name: 'underWay', title: 'Under way', href: '/app/tasks?assignedTo=me&status=in_progress' },
];
const tickMs = 30_000;

/** The member's day. It is read anew when tasks change, when one of them falls due, and when the next day begins. */
@customElement('today-page')
export class TodayPage extends LightElement {
  @property({ attribute: false }) served: Today | null = null;
  @property() zone = 'UTC';
  @property() now = '';
  @state() private lists: Today | null = null;
  readonly #refresh = new RefreshController(this, async () => {
    const { today } = await api.get<{ today: Today }>(`/dashboard/today?zone=${encodeURIComponent(this.zone)}`);
    this.lists = today;
  });

  constructor() {
    super();
    new LiveController(this, () => {
      const clock = setInterval(() => this.tick(new Date().toISOString()), tickMs);
      return [() => clearInterval(clock)];
    });
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('served')) this.lists = this.served;
  }

  protected override render() {
    const { lists } = this;
    const filled = lists ? sections.filter(({ name }) => lists[name].total > 0) : [];
    return html`${this.#refresh.fault ? failure(this.#refresh.fault, () => void this.#refresh.now()) : nothing}
    ${
      filled.length === 0
        ? emptyState('Nothing waits for you', 'Write a goal above. Its plan appears here, step by step.')
        : filled.map((section) => this.#section(section))
    }`;
  }

  /** Goes on to another moment: what fell due until then moves to its list. */
  tick(now: string): void {
    const { lists, now: before } = this;
    this.now = now;
    const soon = [...(lists?.due.items ?? []), ...(lists?.upcoming.items ?? [])];
    const fell = soon.some((task) => isOverdue(task, now));
    if (fell || isoDay(before, this.zone) !== isoDay(now, this.zone)) void this.#refresh.now();
  }

  #section({ name, title, href }: (typeof sections)[number]) {
    const { items, total } = this.lists![name];
    return html`<section class="mb-8" aria-labelledby="today-${name}">
      <div class="flex items-baseline gap-3 border-b border-line pb-1.5">
        <h2 id="today-${name}" class="text-[15px] font-semibold">${title}</h2>
        ${total > items.length ? html`<a class="link text-sm" href=${href}>All ${total}</a>` : nothing}
      </div>
      <ul>
        ${repeat(
          items,
          (task) => task.id,
          (task) => taskRow(task, { zone: this.zone, now: this.now }),
        )}
      </ul>
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'today-page': TodayPage;
  }
}
export const TodayPageIsland = island(TodayPage);
