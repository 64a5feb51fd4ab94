import { html, nothing, type PropertyValues } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { formatCount } from '../../../lib/client/format.ts';
import { ListController } from '../../../lib/client/list-controller.ts';
import { LiveController } from '../../../lib/client/live-controller.ts';
import { RefreshController } from '../../../lib/client/refresh-controller.ts';
import type { TaskCard, TaskTimeline as Timeline } from '../../../lib/contracts/task-views.ts';
import { dayBounds } from '../../../lib/domain/day-bounds.ts';
import { LightElement, island } from '../../light-element.ts';
import { emptyState, failure } from '../../ui/states.ts';
import { dayAxis } from '../task/time-scale.ts';
import { nested } from './nested.ts';
import { timelineGround, timelineHead, timelineRow } from './timeline-row.ts';

/** As many as the API gives at once: what was read bit by bit is read anew in one go. */
const mostAtOnce = 200;

/** Tasks from their start to their end, parts below what they are part of. */
@customElement('task-timeline')
export class TaskTimeline extends LightElement {
  @property({ attribute: false }) served: Timeline = { items: [], total: 0, nextCursor: null, corrections: [] };
  /** The filters, without dates. */
  @property() query = '';
  @property() from = '';
  @property({ type: Number }) days = 84;
  @property() zoom = 'week';
  /** The address of the next page, but for its cursor: where the link leads without JavaScript. */
  @property() page = '';
  @property() zone = 'UTC';
  @property() now = '';
  #limit = 50;
  readonly #list = new ListController<TaskCard>(this, () => ({ path: '/tasks/timeline', query: this.#values() }));
  readonly #refresh = new RefreshController(this, async () => {
    this.#limit = Math.min(mostAtOnce, Math.max(50, this.#list.items.length));
    await this.#list.reload();
  });

  constructor() {
    super();
    new LiveController(this, () => {
      const clock = setInterval(() => (this.now = new Date().toISOString()), 60_000);
      return [() => clearInterval(clock)];
    });
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('served')) this.#list.show(this.served);
  }

  protected override render() {
    const { items, total, nextCursor, fault, loading } = this.#list;
    const [first] = dayBounds({ from: this.from, days: 1, zone: this.zone });
    const columnWidth = 100 / this.days;
    const axis = dayAxis({ first: first?.start.getTime() ?? 0, count: this.days, columnWidth }, this.zone, this.now);
    if (items.length === 0 && !fault) {
      return emptyState('Nothing in these days', 'Tasks with a start, a due date or a plan appear here in their time.');
    }
    return html`${fault ? failure(fault, () => void this.#refresh.now()) : nothing}
      <div class="timeline">
        <div class="timeline-head" aria-hidden="true"><span></span>${timelineHead(axis, this.zoom)}</div>
        <div class="timeline-body">
          <div class="timeline-under" aria-hidden="true">${timelineGround(axis, this.zoom, this.now)}</div>
          <ol>
            ${repeat(
              nested(items),
              ({ task }) => task.id,
              (row) => timelineRow(row, axis, { zone: this.zone, now: this.now }),
            )}
          </ol>
        </div>
      </div>
      <div class="mt-4 flex items-center gap-3 text-muted">
        <span class="num">${formatCount(items.length)} of ${formatCount(total)}</span>
        ${
          nextCursor
            ? html`<a
                class="btn"
                href=${`${this.page}&cursor=${encodeURIComponent(nextCursor)}`}
                aria-disabled=${loading ? 'true' : 'false'}
                @click=${(event: Event) => {
                  event.preventDefault();
                  void this.#list.more();
                }}
              >
                ${loading ? 'Loading…' : 'Show more'}
              </a>`
            : nothing
        }
      </div>`;
  }

  #values(): string {
    const values = new URLSearchParams(this.query);
    values.set('from', this.from);
    values.set('days', String(this.days));
    values.set('zone', this.zone);
    values.set('limit', String(this.#limit));
    return values.toString();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'task-timeline': TaskTimeline;
  }
}
export const TaskTimelineIsland = island(TaskTimeline);
