import { html, nothing } from 'lit';
import type { PlanNotice } from '../../../lib/contracts/plan-notice.ts';
import { makerWords } from '../../goal/notice-words.ts';
import { postForm } from '../../ui/post-form.ts';
import { emptyState, skeletonRows } from '../../ui/states.ts';
import { dependencyGraph } from './dependency-graph.ts';
import type { GenerationController } from './generation-controller.ts';
import { arrivingSteps } from './live-panel.ts';
import { addStepForm, outline } from './outline.ts';
import type { Tab } from './page-state.ts';
import type { PlanActions } from './plan-actions.ts';
import { underPlan } from './under-plan.ts';
import type { TaskView } from './view.ts';

export interface PlanSection {
  view: TaskView;
  run: GenerationController;
  actions: PlanActions;
  tab: Tab;
  showTab: (tab: Tab, focus?: boolean) => void;
  replan: () => void;
  notice: PlanNotice | null;
}

/** The plan: how it is looked at, what can be done to it as a whole, its steps, and what it rests on. */
export const planSection = (section: PlanSection) => {
  const { view, run, tab } = section;
  return html`
    <div class="tabs">
      ${tabList(section)}
      <div class="tab-actions">${planActions(section)}</div>
    </div>
    <div role="tabpanel" id="panel-${tab}" aria-labelledby="tab-${tab}">
      ${tab === 'plan' ? outline(view) : dependencyGraph(view)}
    </div>
    ${run.running ? arrivingSteps(run.arriving) : nothing} ${underPlan(view.task)}
  `;
};

/** Without JavaScript a tab is a page of its own. */
const tabList = ({ view, tab: shown, showTab }: PlanSection) => {
  const other = shown === 'plan' ? 'dependencies' : 'plan';
  const keys = (event: KeyboardEvent) => {
    if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') showTab(other, true);
  };
  const tab = (name: Tab, label: string) =>
    html`<button
      role="tab"
      id="tab-${name}"
      name="show"
      value=${name}
      aria-selected=${shown === name ? 'true' : 'false'}
      aria-controls="panel-${name}"
      tabindex=${shown === name ? 0 : -1}
      @click=${(event: Event) => {
        event.preventDefault();
        showTab(name);
      }}
      @keydown=${keys}
    >
      ${label}
    </button>`;
  return html`<form method="get" action="/app/tasks/${view.task.id}#plan">
    <div role="tablist" aria-label="Plan" class="flex gap-[18px]">
      ${tab('plan', 'Plan')} ${tab('dependencies', 'Dependencies')}
    </div>
  </form>`;
};

const planActions = ({ view, run, actions, replan }: PlanSection) => {
  const place = `/app/tasks/${view.task.id}`;
  const { lastRun } = actions;
  return html`${postForm(
      `${place}#plan`,
      'undo-run',
      () => actions.undo(),
      html`<button class="btn quiet" ?disabled=${!actions.canUndo}>Undo</button>`,
      lastRun ? { generation: lastRun.id } : {},
    )}
    ${postForm(
      `${place}#plan`,
      'optimise',
      () => void run.optimise(),
      html`<button class="btn" ?disabled=${run.running}>Optimise schedule</button>`,
    )}
    <form
      method="get"
      action="${place}#replan"
      @submit=${(event: SubmitEvent) => {
        event.preventDefault();
        replan();
      }}
    >
      <button class="btn" name="replan" value="yes" ?disabled=${run.running}>Replan with a note…</button>
    </form>`;
};

/** What stands in the place of a plan that is not there yet. */
export const withoutPlan = ({ view, run, notice }: Pick<PlanSection, 'view' | 'run' | 'notice'>) => {
  if (run.running) return run.arriving.length > 0 ? arrivingSteps(run.arriving) : skeletonRows(4);
  const offer =
    'Let Throughline propose steps, what waits for what, and how long each takes. You can change all of it.';
  const cancelled = run.current?.status === 'cancelled';
  return emptyState(
    cancelled ? 'Planning was cancelled' : 'No plan yet',
    [...(cancelled ? ['Nothing was changed.'] : []), offer, ...(notice ? [makerWords(notice)] : [])].join(' '),
    postForm(
      `/app/tasks/${view.task.id}`,
      'plan',
      () => void run.start({}),
      html`<button class="btn primary">Make a plan</button>`,
    ),
    html`<p class="mt-5 text-sm text-muted">Or write it yourself, step by step.</p>
      ${addStepForm(view)}`,
  );
};
