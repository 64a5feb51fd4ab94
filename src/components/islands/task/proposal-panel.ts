import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { formatDay, formatMinutes } from '../../../lib/client/format.ts';
import type { Generation } from '../../../lib/contracts/generation.ts';
import type { Proposal, ProposedChange } from '../../../lib/contracts/proposal.ts';
import type { StatedField } from '../../../lib/planning/plan-changes.ts';
import { plural, priorityWords } from '../../ui/words.ts';
import { answerOf, type ProposalAnswer } from './proposal-answer.ts';
import type { TaskView } from './view.ts';

type Stated = NonNullable<ProposedChange['after']>;
type Titles = ReadonlyMap<string, string>;

const kinds = {
  added: { word: 'New', tone: 'ok' },
  changed: { word: 'Changed', tone: 'info' },
  removed: { word: 'Removed', tone: 'danger' },
} as const;

const fieldWords: Record<StatedField, string> = {
  title: 'Step',
  description: 'How and why',
  estimatedTime: 'Time',
  dependencies: 'Waits for',
  priority: 'Priority',
};

const valueWords = (step: Stated, field: StatedField, titles: Titles): string => {
  switch (field) {
    case 'estimatedTime':
      return formatMinutes(step.estimatedTime);
    case 'priority':
      return priorityWords[step.priority];
    case 'dependencies':
      return step.dependencies.map((id) => titles.get(id) ?? 'a step that is gone').join('; ') || 'nothing';
    default:
      return step[field] || 'nothing';
  }
};

/** A plan that waits to be taken, change by change; null when there is none to decide about. */
export const proposalPanel = (
  { id, taskId, proposal }: Generation,
  { zone, now }: Pick<TaskView, 'zone' | 'now'>,
  answer: (answer: ProposalAnswer) => void,
) => {
  if (proposal?.state !== 'open') return nothing;
  const titles: Titles = new Map(proposal.changes.map((change) => [change.id, titleOf(change)]));
  const changes = proposal.changes.filter(({ kind }) => kind !== 'kept');
  const kept = proposal.changes.filter(({ kind }) => kind === 'kept');
  return html`<section class="proposal" aria-labelledby="proposal-title">
    <h2 id="proposal-title" tabindex="-1">Proposed changes</h2>
    <p class="text-ink-2">${summary(proposal, zone, now)}</p>
    <form
      method="post"
      action="/app/tasks/${taskId}"
      @submit=${(event: SubmitEvent) => {
        event.preventDefault();
        answer(answerOf(event));
      }}
    >
      <input type="hidden" name="generation" value=${id} />
      ${
        changes.length === 0
          ? nothing
          : html`<ul class="changes">
              ${repeat(
                changes,
                (change) => change.id,
                (change) => changeRow(change, titles),
              )}
            </ul>`
      }
      ${
        kept.length === 0
          ? nothing
          : html`<details class="mt-3">
              <summary class="underline underline-offset-3">
                ${plural(kept.length, 'step stays as it is', 'steps stay as they are')}
              </summary>
              <ul class="dashes">
                ${kept.map((change) => html`<li>${titleOf(change)}</li>`)}
              </ul>
            </details>`
      }
      <div class="mt-4 flex flex-wrap gap-2">
        ${
          changes.length === 0
            ? nothing
            : html`<button class="btn primary" name="intent" value="apply-proposal">Apply ticked</button>
                <button class="btn" name="intent" value="apply-all">Apply all</button>`
        }
        <button class="btn quiet" name="intent" value="discard-proposal">Discard</button>
      </div>
    </form>
  </section>`;
};

const titleOf = ({ before, after }: ProposedChange): string => (after ?? before)?.title ?? '';

function summary({ changes, ends }: Proposal, zone: string, now: string): string {
  const counts = Object.entries(kinds).flatMap(([kind, { word }]) => {
    const count = changes.filter((change) => change.kind === kind).length;
    return count > 0 ? [`${count} ${word.toLowerCase()}`] : [];
  });
  if (counts.length === 0) return 'The new plan says the same as the one you have.';
  const day = (instant: string) => formatDay(instant, zone, now);
  const { before, after } = ends;
  const moves = before && after && day(before) !== day(after);
  const finish = moves ? ` With all of them the plan ends ${day(after)} instead of ${day(before)}.` : '';
  return `${counts.join(', ')}.${finish} Nothing is saved until you apply it.`;
}

const changeRow = (change: ProposedChange, titles: Titles) => {
  const { id, kind, before, after } = change;
  if (kind === 'kept') return nothing;
  const { word, tone } = kinds[kind];
  return html`<li class="change">
    <label class="change-head">
      <input type="checkbox" class="check" name="step-${id}" value="on" checked />
      <span class="chip ${tone}">${word}</span>
      <span class="change-title">${(before ?? after)?.title ?? ''}</span>
    </label>
    <div class="change-body">
      ${before && after ? differences(change, before, after, titles) : whole((after ?? before) as Stated, titles)}
    </div>
  </li>`;
};

/** All of a step that comes or goes, in a line. */
const whole = (step: Stated, titles: Titles) => {
  const facts = [
    formatMinutes(step.estimatedTime),
    step.dependencies.length > 0 ? `after ${valueWords(step, 'dependencies', titles)}` : '',
    step.priority === 'high' ? 'high priority' : '',
  ];
  return html`<p>${facts.filter(Boolean).join(', ')}</p>
    ${step.description ? html`<p class="text-muted">${step.description}</p>` : nothing}`;
};

const differences = ({ fields }: ProposedChange, before: Stated, after: Stated, titles: Titles) =>
  html`<dl class="differences">
    ${fields.map(
      (field) =>
        html`<div>
          <dt>${fieldWords[field]}</dt>
          <dd>
            <del><span class="sr-only">was </span>${valueWords(before, field, titles)}</del>
            <span aria-hidden="true">→</span>
            <ins><span class="sr-only">becomes </span>${valueWords(after, field, titles)}</ins>
          </dd>
        </div>`,
    )}
  </dl>`;
