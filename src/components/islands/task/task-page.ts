import { html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { createRef, ref } from 'lit/directives/ref.js';
import { CommentsController } from '../../../lib/client/comments-controller.ts';
import { FocusController } from '../../../lib/client/focus-controller.ts';
import { HistoryController } from '../../../lib/client/history-controller.ts';
import { LiveController } from '../../../lib/client/live-controller.ts';
import { MentionPicker } from '../../../lib/client/mention-picker.ts';
import { RatingController } from '../../../lib/client/rating-controller.ts';
import { ReminderController } from '../../../lib/client/reminder-controller.ts';
import * as socket from '../../../lib/client/socket.ts';
import { toast } from '../../../lib/client/toasts.ts';
import { guardUnsaved } from '../../../lib/client/unsaved-guard.ts';
import type { Activity } from '../../../lib/contracts/activity.ts';
import type { Comment } from '../../../lib/contracts/comment.ts';
import type { Page } from '../../../lib/contracts/common.ts';
import type { Generation } from '../../../lib/contracts/generation.ts';
import type { PlanNotice } from '../../../lib/contracts/plan-notice.ts';
import type { PlanRating } from '../../../lib/contracts/plan-rating.ts';
import type { Reminder } from '../../../lib/contracts/reminder.ts';
import type { Task, TaskStatus } from '../../../lib/contracts/task.ts';
import type { TimeEntry, Timer } from '../../../lib/contracts/time.ts';
import type { TaskCard } from '../../../lib/contracts/task-views.ts';
import type { Member } from '../../../lib/contracts/user.ts';
import { isOpen } from '../../../lib/domain/reminders.ts';
import type { WorkingCalendar } from '../../../lib/planning/calendar.ts';
import { activitySection } from '../../activity/activity-section.ts';
import { commentsSection, type Reader } from '../../comments/comments-section.ts';
import { LightElement, island } from '../../light-element.ts';
import { postForm } from '../../ui/post-form.ts';
import { Markdown } from '../../ui/markdown.ts';
import { makerWords } from '../../goal/notice-words.ts';
import { emptyState, skeletonRows } from '../../ui/states.ts';
import { statusWords } from '../../ui/words.ts';
import { mayComplete, offerWhole } from '../tasks/completing.ts';
import { editTask, orderSteps, stepsOf } from './changes.ts';
import { taskConflict } from './conflict.ts';
import { dependencyGraph } from './dependency-graph.ts';
import { EstimateController } from './estimate-controller.ts';
import { facts } from './facts.ts';
import { GenerationController } from './generation-controller.ts';
import { inBin } from './in-bin.ts';
import { heading, type HeadingEdit, type HeadingField } from './heading.ts';
import { arrivingSteps, failedPanel, livePanel } from './live-panel.ts';
import { moveUnder } from './move-under.ts';
import { nextAction } from './next-action.ts';
import { outline } from './outline.ts';
import { reminderMenu } from './reminder-menu.ts';
import { PartsController } from './parts-controller.ts';
import { doneNotice, partsSection } from './parts.ts';
import { discard, takeChanges, type ProposalAnswer } from './proposal-answer.ts';
import { proposalPanel } from './proposal-panel.ts';
import { replanDialog, type ReplanRequest } from './replan-dialog.ts';
import { movedOrder } from './step-order.ts';
import { TimeController } from './time-controller.ts';
import { timeSection } from './time-section.ts';
import { TaskController } from './task-controller.ts';
import { taskMenu } from './task-menu.ts';
import { planRating } from './plan-rating.ts';
import { underPlan } from './under-plan.ts';
import { runDone, undoRun } from './undo-run.ts';
import { verdict } from './verdict.ts';
import type { CustomerChoice, DealChoice, TaskView } from './view.ts';

type Tab = 'plan' | 'dependencies';

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
  @state() private tab: Tab = 'plan';
  @state() private openStep: string | null = null;
  @state() private editing: { field: HeadingField | null; draft: string | null } = { field: null, draft: null };
  @state() private replanning = false;
  readonly #edits = new TaskController(this);
  readonly #run = new GenerationController(this, (run) => void this.#planned(run));
  readonly #dialog = createRef<HTMLDialogElement>();
  readonly #history = new HistoryController(this, () => `/tasks/${this.served?.id ?? ''}/activity`);
  readonly #comments = new CommentsController(this, () => ({ collection: '/tasks', id: this.served?.id ?? '' }));
  readonly #picker = new MentionPicker(this, () => this.members);
  readonly #markdown = new Markdown(this);
  readonly #reminder = new ReminderController(this, () => this.served?.id ?? '');
  readonly #parts = new PartsController(this, {
    task: () => (this.served ? this.#edits.task : null),
    complete: () => void this.#setStatus('completed'),
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
    if (changed.has('parts')) this.#parts.show(this.parts);
    if (changed.has('time')) this.#time.show(this.time, this.timer);
    if (changed.has('history')) this.#history.show(this.history);
    if (changed.has('comments')) this.#comments.show(this.comments);
    if (changed.has('reminder')) this.#reminder.show(this.reminder);
    if (changed.has('served') && this.served) {
      this.#edits.adopt(this.served);
      this.#run.watch(this.served.id, this.generation);
      this.#rating.show(this.rating);
    }
  }

  protected override updated() {
    const dialog = this.#dialog.value;
    if (!dialog || dialog.open === this.replanning) return;
    if (this.replanning) dialog.showModal();
    else dialog.close();
  }

  protected override render() {
    if (!this.served) return nothing;
    if (this.#edits.gone) return inBin();
    const task = this.#estimate.shown(this.#edits.task);
    const view = this.#view(task);
    const failed = this.#run.current?.status === 'failed' && !task.aiGenerated ? this.#run.current : null;
    const { title, description } = heading(view, this.#headingEdit());
    return html`
      ${taskConflict(this.#edits)}
      <div class="flex flex-wrap items-start gap-x-4 gap-y-2">
        ${title}
        <div class="record-actions max-sm:mb-2">${nextAction(view)} ${taskMenu(view)}</div>
      </div>
      ${description} ${facts(view)} ${this.#remind(task)}
      ${this.#parts.allDone ? doneNotice(() => void this.#setStatus('completed')) : nothing}
      ${failed ? failedPanel(failed, () => void this.#run.start({})) : nothing}
      ${task.aiGenerated ? verdict(task, task.aiGenerated, this.zone, this.now) : nothing}
      ${this.#run.running && this.#run.current ? livePanel(this.#run.current, () => void this.#run.cancel()) : nothing}
      ${this.#run.current ? proposalPanel(this.#run.current, view, (answer) => void this.#decide(answer)) : nothing}
      ${task.aiGenerated ? this.#plan(view) : this.#withoutPlan()} ${partsSection(this.#parts, view)}
      ${timeSection(this.#time, view)} ${this.#said(task)}
      ${activitySection(this.#history, { ...view, page: `/app/tasks/${task.id}`, own: 'task' })}
      <dialog
        class="dialog"
        aria-labelledby="replan-title"
        ${ref(this.#dialog)}
        @cancel=${() => (this.replanning = false)}
        @close=${() => (this.replanning = false)}
      >
        ${
          this.replanning
            ? replanDialog({
                steps: view.steps,
                notice: this.notice,
                start: (request) => void this.#replan(request),
                close: () => (this.replanning = false),
              })
            : nothing
        }
      </dialog>
    `;
  }

  #remind(task: Task) {
    if (!isOpen(task)) return nothing;
    const { reminder, busy } = this.#reminder;
    const save = async (event: SubmitEvent) => {
      event.preventDefault();
      const form = event.target as HTMLFormElement;
      // What checks forms is heavy and seldom needed.
      const { saveReminder } = await import('../../reminders/save-reminder.ts');
      await saveReminder(form, this.#reminder, this.zone);
    };
    return reminderMenu({ task, reminder, zone: this.zone, now: this.now, busy, save });
  }

  #said({ id }: Task) {
    return commentsSection({
      comments: this.#comments,
      picker: this.#picker,
      markdown: this.#markdown,
      me: this.me,
      page: `/app/tasks/${id}`,
      zone: this.zone,
      now: this.now,
    });
  }

  #plan(view: TaskView) {
    const tab = (name: Tab, label: string) =>
      html`<button
        type="button"
        role="tab"
        id="tab-${name}"
        aria-selected=${this.tab === name ? 'true' : 'false'}
        aria-controls="panel-${name}"
        tabindex=${this.tab === name ? 0 : -1}
        @click=${() => (this.tab = name)}
        @keydown=${this.#tabKeys}
      >
        ${label}
      </button>`;
    return html`
      <div class="tabs">
        <div role="tablist" aria-label="Plan" class="flex gap-[18px]">
          ${tab('plan', 'Plan')} ${tab('dependencies', 'Dependencies')}
        </div>
        <div class="tab-actions">
          <button
            type="button"
            class="btn quiet"
            ?disabled=${!this.#edits.canUndo && !this.#lastRun}
            @click=${() => this.#undo()}
          >
            Undo
          </button>
          <button type="button" class="btn" ?disabled=${this.#run.running} @click=${() => void this.#run.optimise()}>
            Optimise schedule
          </button>
          <button type="button" class="btn" ?disabled=${this.#run.running} @click=${() => (this.replanning = true)}>
            Replan with a note…
          </button>
        </div>
      </div>
      <div role="tabpanel" id="panel-${this.tab}" aria-labelledby="tab-${this.tab}">
        ${this.tab === 'plan' ? outline(view) : dependencyGraph(view)}
      </div>
      ${this.#run.running ? arrivingSteps(this.#run.arriving) : nothing} ${underPlan(view.task)}
      ${planRating(this.#rating, view)}
    `;
  }

  #withoutPlan() {
    if (this.#run.running) {
      const { arriving } = this.#run;
      return arriving.length > 0 ? arrivingSteps(arriving) : skeletonRows(4);
    }
    const offer =
      'Let Throughline propose steps, what waits for what, and how long each takes. You can change all of it.';
    const cancelled = this.#run.current?.status === 'cancelled';
    return emptyState(
      cancelled ? 'Planning was cancelled' : 'No plan yet',
      [...(cancelled ? ['Nothing was changed.'] : []), offer, ...(this.notice ? [makerWords(this.notice)] : [])].join(
        ' ',
      ),
      postForm(
        `/app/tasks/${this.#edits.task.id}`,
        'plan',
        () => void this.#run.start({}),
        html`<button class="btn primary">Make a plan</button>`,
      ),
    );
  }

  async #setStatus(status: TaskStatus) {
    const { task } = this.#edits;
    if (status === 'completed' && !(await mayComplete(task))) return;
    const doing = `Status set to ${statusWords[status].toLowerCase()}`;
    const change = editTask(task, { status }, doing, (patch) => statusWords[patch.status ?? task.status]);
    if (await this.#view(task).run(change, `${doing}.`)) await offerWhole({ ...task, status });
  }

  async #moveUnder() {
    const { task } = this.#edits;
    const move = await moveUnder(task);
    if (move) await this.#view(task).run(move.change, move.said);
  }

  #headingEdit(): HeadingEdit {
    return {
      ...this.editing,
      // What could not be saved because of a conflict is kept by the conflict's own notice.
      open: (field, draft) => {
        if (draft !== undefined && this.#edits.conflict) return;
        this.editing = { field, draft: draft ?? null };
      },
      back: (field) => this.#focusSoon(`[title="Edit the ${field}"]`),
    };
  }

  #view(task: Task): TaskView {
    return {
      task,
      steps: stepsOf(task),
      members: this.members,
      customers: this.customers,
      deals: this.deals,
      zone: this.zone,
      now: this.now,
      openStep: this.openStep,
      run: (change, said) =>
        this.#edits.run(change, { base: this.#base || this.#edits.version, ...(said && { said }) }).finally(() => {
          this.#base = this.#edits.version;
        }),
      enter: () => (this.#base = this.#edits.version),
      toggle: (id) => {
        if (id === null && this.openStep) this.#focusSoon(`[data-step="${this.openStep}"] .plan-text`);
        this.tab = 'plan';
        this.openStep = id;
      },
      move: (id, place) => this.#move(id, place),
      setStatus: (status) => void this.#setStatus(status),
      moveUnder: () => void this.#moveUnder(),
      time: this.#time,
      estimate: this.#estimate,
      span: this.#edits.task,
    };
  }

  #move(stepId: string, place: number) {
    const task = this.#edits.task;
    const order = movedOrder(stepsOf(task), stepId, place);
    if (!order) return;
    if ('refused' in order) {
      toast({ message: order.refused });
      return;
    }
    void this.#edits
      .run(orderSteps(task, order.ids), { said: `Moved “${order.title}”.` })
      .then(() => this.#focusSoon(`[data-step="${stepId}"] .plan-text`));
  }

  readonly #tabKeys = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowRight' && event.key !== 'ArrowLeft') return;
    this.tab = this.tab === 'plan' ? 'dependencies' : 'plan';
    this.#focusSoon(`#tab-${this.tab}`);
  };

  readonly #replan = async (request: ReplanRequest) => {
    if (await this.#run.start(request)) this.replanning = false;
  };

  /** The run that made the plan as it was served, while nothing has changed since. */
  get #lastRun(): Generation | null {
    const { current } = this.#run;
    return current?.undoable && this.#edits.version === this.served?.version ? current : null;
  }

  #undo() {
    const run = this.#lastRun;
    if (this.#edits.canUndo || !run) this.#edits.undo();
    else void this.#edits.run(undoRun(run), { undoable: false });
  }

  async #decide(answer: ProposalAnswer) {
    const run = this.#run.current;
    if (!run) return;
    if (answer !== 'discard' && answer.take.length === 0) {
      toast({ message: 'Tick at least one change, or discard the proposal.' });
      return;
    }
    const settled = await (answer === 'discard'
      ? discard(run)
      : this.#edits.run(takeChanges(run, answer.take), { said: 'The changes are applied.' }));
    await this.#run.refresh();
    this.#focusSoon(settled ? `#tab-${this.tab}` : '#proposal-title');
  }

  /** Puts the focus on what the next update shows. */
  #focusSoon(place: string) {
    void this.updateComplete.then(() => this.querySelector<HTMLElement>(place)?.focus());
  }

  async #planned(run: Generation) {
    const waited = this.querySelector('.live-panel')?.contains(document.activeElement);
    void this.#edits.reload();
    await this.#run.refresh();
    const { current } = this.#run;
    if (waited && current?.proposal?.state === 'open') this.#focusSoon('#proposal-title');
    if (current?.undoable && this.#run.isMine(run)) this.#edits.offerUndo(undoRun(run), runDone(run));
    if (run.status === 'failed') toast({ message: run.error?.message ?? run.progress.message, tone: 'danger' });
  }

  #follow(): (() => void)[] {
    const id = this.served?.id ?? '';
    const clock = setInterval(() => (this.now = new Date().toISOString()), 30_000);
    return [
      () => clearInterval(clock),
      socket.follow({ kind: 'task', id }),
      socket.onResync(() => {
        void this.#edits.reload();
        void this.#history.refresh();
      }),
      socket.on('comment_update', ({ comment }) => {
        if (comment.about.id === id) void this.#history.refresh();
      }),
      socket.on('task_update', ({ task }) => {
        if (task.id !== id) return;
        this.#edits.adopt(task);
        this.#run.refreshOpen();
        if (this.#reminder.reminder) void this.#reminder.refresh();
        if (!this.#edits.gone) void this.#history.refresh();
      }),
    ];
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'task-page': TaskPage;
  }
}
export const TaskPageIsland = island(TaskPage);
