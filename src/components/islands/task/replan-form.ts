import { html, nothing } from 'lit';
import type { ModelChoice } from '../../../lib/contracts/generation.ts';
import type { PlanNotice } from '../../../lib/contracts/plan-notice.ts';
import type { Subtask } from '../../../lib/contracts/task.ts';
import { makerWords, sendingWords } from '../../goal/notice-words.ts';
import { describedBy, field } from '../../ui/field.ts';
import { errorSentence } from '../../ui/field-error.ts';
import { plural } from '../../ui/words.ts';
import type { Refused } from './page-state.ts';

export interface ReplanRequest {
  model: ModelChoice;
  instructions?: string;
  replaceEdits: boolean;
  propose: boolean;
}

/** What people did to a plan: such steps stay unless one says otherwise; locked ones stay in any case. */
export const keptSteps = (steps: readonly Subtask[]): Subtask[] =>
  steps.filter((step) => !step.locked && (step.edited || step.status !== 'pending' || step.actualMinutes > 0));

const text = (data: FormData, name: string): string => {
  const value = data.get(name);
  return typeof value === 'string' ? value : '';
};

const models: [ModelChoice, string, string][] = [
  ['auto', 'Choose for me', 'by priority and length'],
  ['fast', 'Fast', 'a few seconds'],
  ['quality', 'Quality', 'slower, better on hard goals'],
];

const edits = [
  ['keep', 'Keep them and plan the rest'],
  ['replace', 'Start from scratch, these go too'],
] as const;

interface FormOptions {
  taskId: string;
  steps: readonly Subtask[];
  /** Who would make the plan, and from what; null when that is not known. */
  notice: PlanNotice | null;
  /** What came back of the form; null when nothing did. */
  refused: Refused | null;
  start: (request: ReplanRequest) => Promise<void>;
  close: () => void;
}

/** Asks how to plan anew: what to heed, with which model, and what becomes of people's edits. */
export const replanForm = ({ taskId, steps, notice, refused, start, close }: FormOptions) => {
  const kept = keptSteps(steps);
  const back = refused?.values.intent === 'plan' ? refused : null;
  const held = (name: string, standard: string) => back?.values[name] ?? standard;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const data = new FormData(event.target as HTMLFormElement);
    const instructions = text(data, 'instructions').trim();
    void start({
      model: (text(data, 'model') || 'auto') as ModelChoice,
      replaceEdits: data.get('edits') === 'replace',
      propose: data.has('propose'),
      ...(instructions && { instructions }),
    });
  };
  const note = {
    id: 'replan-note',
    label: 'What should be different?',
    hint: 'Leave it empty for a fresh attempt.',
    error: errorSentence('The note', back?.errors.instructions),
  };
  return html`<form class="grid gap-4" method="post" action="/app/tasks/${taskId}#plan" @submit=${submit}>
    <input type="hidden" name="intent" value="plan" />
    <h2 id="replan-title" class="text-xl font-semibold">Plan again</h2>
    ${field(
      note,
      html`<textarea
        class="input"
        id=${note.id}
        name="instructions"
        maxlength="2000"
        data-text=${held('instructions', '')}
        aria-invalid=${note.error ? 'true' : nothing}
        aria-describedby=${describedBy(note)}
        placeholder="The CFO must approve before legal sees it"
      ></textarea>`,
    )}
    <fieldset>
      <legend class="label">Model</legend>
      ${models.map(
        ([value, label, hint]) =>
          html`<label class="flex min-h-7 items-start gap-2 py-0.5">
            <input type="radio" class="check" name="model" value=${value} ?checked=${value === held('model', 'auto')} />
            <span>${label} <span class="ml-1 text-sm text-muted">${hint}</span></span>
          </label>`,
      )}
    </fieldset>
    ${
      kept.length === 0
        ? nothing
        : html`<fieldset>
            <legend class="label">
              ${plural(kept.length, 'step was', 'steps were')} edited, started or finished by people
            </legend>
            ${edits.map(
              ([value, label]) =>
                html`<label class="flex min-h-7 items-center gap-2">
                  <input
                    type="radio"
                    class="check"
                    name="edits"
                    value=${value}
                    ?checked=${value === held('edits', 'keep')}
                  />
                  ${label}
                </label>`,
            )}
          </fieldset>`
    }
    ${lockedHint(steps.filter(({ locked }) => locked).length)}
    <label class="flex min-h-7 items-start gap-2">
      <input type="checkbox" class="check" name="propose" ?checked=${!back || 'propose' in back.values} /> Show me the
      changes before anything is saved
    </label>
    ${notice ? html`<p class="text-sm text-muted">${makerWords(notice)} ${sendingWords(notice)}</p>` : nothing}
    <div class="flex justify-end gap-2">
      <a
        class="btn quiet"
        href="/app/tasks/${taskId}#plan"
        @click=${(event: Event) => {
          event.preventDefault();
          close();
        }}
        >Cancel</a
      >
      <button class="btn primary">Plan again</button>
    </div>
  </form>`;
};

const lockedHint = (count: number) =>
  count === 0
    ? nothing
    : html`<p class="text-sm text-muted">
        ${plural(count, 'locked step stays as it is', 'locked steps stay as they are')}, whatever you choose.
      </p>`;
