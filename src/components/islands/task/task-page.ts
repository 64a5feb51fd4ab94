import { html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { FocusController } from '../../../lib/client/focus-controller.ts';
import { HistoryController } from '../../../lib/client/history-controller.ts';
import { LiveController } from '../../../lib/client/live-controller.ts';
import { RatingController } from '../../../lib/client/rating-controller.ts';
import { ReminderController } from '../../../lib/client/reminder-controller.ts';
import { guardUnsaved } from '../../../lib/client/unsaved-guard.ts';
import type { Activity } from '../../../lib/contracts/activity.ts';
import type { Comment } from '../../../lib/contracts/comment.ts';
import type { Page } from '../../../lib/contracts/common.ts';
import type { Generation } from '../../../lib/contracts/generation.ts';
import type { PlanNotice } from '../../../lib/contracts/plan-notice.ts';
import type { PlanRating } from '../../../lib/contracts/plan-rating.ts';
import type { Reminder } from '../../../lib/contracts/reminder.ts';
import type { Task } from '../../../lib/contracts/task.ts';
import type { TimeEntry, Timer } from '../../../lib/contracts/time.ts';
import type { TaskCard } from '../../../lib/contracts/task-views.ts';
import type { Member } from '../../../lib/contracts/user.ts';
import type { WorkingCalendar } from '../../../lib/planning/calendar.ts';
import { activitySection } from '../../activity/activity-section.ts';
import type { Reader } from '../../comments/comments-section.ts';
import { LightElement, island } from '../../light-element.ts';
import { stepsOf } from './changes.ts';
import { taskConflict } from './conflict.ts';
import { Discussion } from './discussion.ts';
import { doneByForm } from './done-notice.ts';
import { EstimateController } from './estimate-controller.ts';
import { facts } from './facts.ts';
import { followTask } from './follow-task.ts';
import { GenerationController } from './generation-controller.ts';
import { inBin } from './in-bin.ts';
import { HeadingController } from './heading-controller.ts';
import { heading } from './heading.ts';
import { failedPanel, livePanel } from './live-panel.ts';
import { nextAction } from './next-action.ts';
import { initialState, type PageState, type Refused, type Tab } from './page-state.ts';
import { PartsController } from './parts-controller.ts';
import { doneNotice, partsSection } from './parts.ts';
import { PlanActions } from './plan-actions.ts';
import { planSection, withoutPlan } from './plan-section.ts';
import { planRating } from './plan-rating.ts';
import { proposalPanel } from './proposal-panel.ts';
import { ReplanController } from './replan-controller.ts';
import { reminding } from './reminding.ts';
import { TimeController } from './time-controller.ts';
import { timeSection } from './time-section.ts';
import { TaskController } from './task-controller.ts';
import { askParent, setStatus } from './task-actions.ts';
import { taskMenu } from './task-menu.ts';
import { verdict } from './verdict.ts';
import type { CustomerChoice, DealChoice, TaskView } from './view.ts';

/** A task and its plan: made live, edited in place, seen by everyone as it changes. */
@customElement('task-page')
export class TaskPage extends LightElement {
  /** As served; later states live in the controller. */
  @property({ attribute: false }) served: Task | null = null;
  @property({ attribute: false }) generation: Generation | null = null;
  @property({ attribute: false }) members: Member[] = [];
  @property({ attribute: false }) customers: CustomerChoice[] = [];
  @property({ attribute: false }) deals: DealChoice[] = [];
  @property({ attribute: false }) history: Page<Activity> = { items: [], total: 0, nextCursor: null };
  @property({ attribute: false }) comments: Page<Comment> = { items: [], total: 0, nextCursor: null };
  @property({ attribute: false }) me: Reader = { id: '', moderates: false };
  @property({ attribute: false }) notice: PlanNotice | null = null;
  @property({ attribute: false }) rating: PlanRating | null = null;
  @property({ attribute: false }) reminder: Reminder | null = null;
  @property({ attribute: false }) parts: Page<TaskCard> = { items: [], total: 0, nextCursor: null };
  @property({ attribute: false }) time: Page<TimeEntry> = { items: [], total: 0, nextCursor: null };
  @property({ attribute: false }) timer: Timer | null = null;
  /** When the company works; null: dates are not previewed. */
  @property({ attribute: false }) calendar: WorkingCalendar | null = null;
  @property() zone = 'UTC';
  @property() now = '';
  /** What the page's address shows of it. */
  @property({ attribute: false }) shown: PageState = initialState;
  /** A form that came back. */
  @property({ attribute: false }) refused: Refused | null = null;
  @state() private tab: Tab = 'plan';
  @state() private openStep: string | null = null;
  readonly #edits = new TaskController(this);
  readonly #run = new GenerationController(this, (run) => void this.#actions.ended(run));
  readonly #actions = new PlanActions({
    edits: this.#edits,
    run: this.#run,
    served: () => this.served,
    focus: (place) => this.#focusSoon(place),
    waiting: () => this.querySelector('.live-panel')?.contains(document.activeElement) ?? false,
    tab: () => this.tab,
  });
  readonly #replan = new ReplanController(this, this.#run);
  readonly #heading = new HeadingController(this, {
    conflict: () => this.#edits.conflict !== null,
    focus: (place) => this.#focusSoon(place),
  });
  readonly #history = new HistoryController(this, () => `/tasks/${this.served?.id ?? ''}/activity`);
  readonly #discussion = new Discussion(this, { id: () => this.served?.id ?? '', members: () => this.members });
  readonly #reminder = new ReminderController(this, () => this.served?.id ?? '');
  readonly #parts = new PartsController(this, {
    task: () => (this.served ? this.#edits.task : null),
    complete: () => this.#view(this.#edits.task).setStatus('completed'),
  });
  readonly #rating = new RatingController(this, () => (this.served ? this.#edits.task : null));
  readonly #estimate = new EstimateController(this, {
    task: () => (this.served ? this.#edits.task : null),
    calendar: () => this.calendar,
    run: (change, said) => void this.#edits.run(change, { said }),
  });
  readonly #time = new TimeController(this, () => (this.served ? this.#edits.task : null));
  #base = 0;

  constructor() {
    super();
    new LiveController(this, () => this.#follow());
    new FocusController(this, [
      '.live-panel button',
      '#proposal-title',
      '[role=tab][tabindex="0"]',
      'form:has([value="plan"]) .btn',
    ]);
    guardUnsaved(this, () => this.#edits.saving);
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('shown')) this.#show(this.shown);
    if (changed.has('parts')) this.#parts.show(this.parts);
    if (changed.has('time')) this.#time.show(this.time, this.timer);
    if (changed.has('history')) this.#history.show(this.history);
    if (changed.has('comments')) this.#discussion.show(this.comments);
    if (changed.has('reminder')) this.#reminder.show(this.reminder);
    if (changed.has('served') && this.served) {
      this.#edits.adopt(this.served);
      this.#run.watch(this.served.id, this.generation);
      this.#rating.show(this.rating);
    }
  }

  #show({ tab, step, edit, replan }: PageState) {
    this.tab = tab;
    this.openStep = step;
    this.#heading.open(edit, this.refused?.values[edit ?? '']);
    this.#replan.served(replan);
  }

  protected override render() {
    if (!this.served) return nothing;
    if (this.#edits.gone) return inBin();
    const task = this.#estimate.shown(this.#edits.task);
    const view = this.#view(task);
    const { current, running } = this.#run;
    // Of a plan there is, only news are worth a word: an old failure changed nothing.
    const failed = current?.status === 'failed' && (!task.aiGenerated || this.#run.endedHere) ? current : null;
    const { title, description, forms } = heading(view, this.#heading);
    return html`
      ${taskConflict(this.#edits)} ${forms}
      <div class="flex flex-wrap items-start gap-x-4 gap-y-2">
        ${title}
        <div class="record-actions max-sm:mb-2">${nextAction(view)} ${taskMenu(view)}</div>
      </div>
      ${description} ${facts(view)} ${reminding(this.#reminder, task, view)}
      ${this.#parts.allDone ? doneNotice(task.id, () => view.setStatus('completed')) : nothing}
      ${failed ? failedPanel(failed, task.aiGenerated ? null : () => void this.#run.start({})) : nothing}
      ${task.aiGenerated ? verdict(task, task.aiGenerated, this.zone, this.now) : nothing}
      ${running && current ? livePanel(current, () => void this.#run.cancel()) : nothing}
      ${current ? proposalPanel(current, view, (answer) => void this.#actions.decide(answer)) : nothing}
      <div id="plan">${doneByForm(this.shown, view)} ${this.#plan(view)}</div>
      ${partsSection(this.#parts, view)} ${timeSection(this.#time, view)} ${this.#discussion.section(view, this.me)}
      ${activitySection(this.#history, { ...view, page: `/app/tasks/${task.id}`, own: 'task' })}
      ${this.#replan.dialog(view, this.notice)}
    `;
  }

  #plan(view: TaskView) {
    const section = {
      view,
      run: this.#run,
      actions: this.#actions,
      tab: this.tab,
      showTab: (tab: Tab, focus = false) => {
        this.tab = tab;
        if (focus) this.#focusSoon(`#tab-${tab}`);
      },
      replan: () => this.#replan.ask(),
      notice: this.notice,
    };
    if (!view.task.aiGenerated) return withoutPlan(section);
    return html`${this.#replan.here(view, this.notice)} ${planSection(section)} ${planRating(this.#rating, view)}`;
  }

  #view(task: Task): TaskView {
    const run: TaskView['run'] = (change, said) =>
      this.#edits.run(change, { base: this.#base || this.#edits.version, ...(said && { said }) }).finally(() => {
        this.#base = this.#edits.version;
      });
    return {
      task,
      steps: stepsOf(task),
      members: this.members,
      customers: this.customers,
      deals: this.deals,
      zone: this.zone,
      now: this.now,
      openStep: this.openStep,
      refused: this.refused,
      run,
      enter: () => (this.#base = this.#edits.version),
      toggle: (id) => {
        if (id === null && this.openStep) this.#focusSoon(`[data-step="${this.openStep}"] .plan-text`);
        this.tab = 'plan';
        this.openStep = id;
      },
      move: (id, place) => this.#actions.move(id, place),
      setStatus: (status) => void setStatus(task, status, run),
      moveUnder: () => void askParent(task, run),
      time: this.#time,
      estimate: this.#estimate,
      calendar: this.calendar,
      span: this.#edits.task,
    };
  }

  /** Puts the focus on what the next update shows. */
  #focusSoon(place: string) {
    void this.updateComplete.then(() => this.querySelector<HTMLElement>(place)?.focus());
  }

  #follow(): (() => void)[] {
    return followTask(this.served?.id ?? '', {
      tick: () => (this.now = new Date().toISOString()),
      missed: () => {
        void this.#edits.reload();
        void this.#history.refresh();
      },
      commented: () => void this.#history.refresh(),
      changed: (task) => {
        this.#edits.adopt(task);
        this.#run.refreshOpen();
        if (this.#reminder.reminder) void this.#reminder.refresh();
        if (!this.#edits.gone) void this.#history.refresh();
      },
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'task-page': TaskPage;
  }
}
export const TaskPageIsland = island(TaskPage);
