import { html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { LiveController } from '../../../lib/client/live-controller.ts';
import * as socket from '../../../lib/client/socket.ts';
import type { Task } from '../../../lib/contracts/task.ts';
import { LightElement, island } from '../../light-element.ts';
import { emptyState } from '../../ui/states.ts';
import { taskRow } from './task-row.ts';

/** One list of the day, and where all of it stands. */
export interface TodaySection {
  id: string;
  title: string;
  tasks: Task[];
  total: number;
  href: string;
}

/** The day's lists. Rows change as their tasks do; finished ones leave the lists of open work. */
@customElement('today-page')
export class TodayPage extends LightElement {
  @property({ attribute: false }) served: TodaySection[] = [];
  @property() zone = 'UTC';
  @property() now = '';
  @state() private sections: TodaySection[] = [];

  constructor() {
    super();
    new LiveController(this, () => [
      socket.follow({ kind: 'tasks' }),
      socket.on('task_update', (event) => this.#take(event)),
      socket.onResync(() => location.reload()),
    ]);
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('served')) this.sections = this.served;
  }

  protected override render() {
    const filled = this.sections.filter(({ total }) => total > 0);
    if (filled.length === 0) {
      return emptyState('Nothing waits for you', 'Write a goal above. Its plan appears here, step by step.');
    }
    return filled.map(
      ({ id, title, tasks, total, href }) =>
        html`<section class="mb-8" aria-labelledby="today-${id}">
          <div class="flex items-baseline gap-3 border-b border-line pb-1.5">
            <h2 id="today-${id}" class="text-[15px] font-semibold">${title}</h2>
            ${total > tasks.length ? html`<a class="link text-sm" href=${href}>All ${total}</a>` : nothing}
          </div>
          <ul>
            ${repeat(
              tasks,
              (task) => task.id,
              (task) => taskRow(task, { zone: this.zone, now: this.now }),
            )}
          </ul>
        </section>`,
    );
  }

  #take({ type, task }: { type: string; task: Task }) {
    const over = task.status === 'completed' || task.status === 'cancelled';
    this.sections = this.sections.map((section) => {
      const known = section.tasks.find(({ id }) => id === task.id);
      if (!known || task.version <= known.version) return section;
      const leaves = type === 'deleted' || (over && section.id !== 'recent');
      const tasks = leaves
        ? section.tasks.filter((other) => other !== known)
        : section.tasks.map((other) => (other === known ? task : other));
      return { ...section, tasks, total: section.total - (leaves ? 1 : 0) };
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'today-page': TodayPage;
  }
}
export const TodayPageIsland = island(TodayPage);
