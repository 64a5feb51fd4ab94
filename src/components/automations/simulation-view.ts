import { html, nothing } from 'lit';
import type { ConditionOutcome, PlannedStep, SimulatedRun, Simulation } from '../../lib/contracts/automation-run.ts';
import { formatCount } from '../../lib/client/format.ts';
import { momentWords, outcomeWords, valueWords } from './run-words.ts';

interface Reading {
  zone: string;
  now: string;
}

/** What an automation would have done: for whom and for whom not and why, each mail and each task. */
export const simulationView = (simulation: Simulation, reading: Reading) =>
  html`<p class="mb-2 text-sm text-muted">
      Deals and customers count as they are now.
      ${simulation.considered > simulation.runs.length ? `The newest ${simulation.runs.length} are shown.` : nothing}
    </p>
    ${
      simulation.runs.length === 0
        ? nothing
        : html`<ul class="border-t border-line" aria-label="What would have happened">
            ${simulation.runs.map((run) => triedRun(run, reading))}
          </ul>`
    }`;

/** `It would have run on 12 of 40 occasions.` */
export function summaryWords({ considered, matched }: Pick<Simulation, 'considered' | 'matched'>): string {
  if (considered === 0) return 'What it waits for did not happen in that time, so there is nothing to show.';
  const occasions = considered === 1 ? '1 occasion' : `${formatCount(considered)} occasions`;
  return `It would have run on ${matched === 0 ? 'none' : formatCount(matched)} of ${occasions}.`;
}

const triedRun = (run: SimulatedRun, reading: Reading) =>
  html`<li class="border-b border-line">
    <details class="run">
      <summary class="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-1 py-2 hover:bg-sunken">
        <span class="sm:w-20"
          ><span class="chip ${run.matches ? 'ok' : ''}">${run.matches ? 'Would run' : 'Would not'}</span></span
        >
        <span class="min-w-0 flex-1 max-sm:order-last max-sm:basis-full">
          <span class="block font-[560] break-words">${run.dealTitle}</span>
          <span class="block text-sm break-words text-muted"
            >${run.customerName}${run.why ? html`: ${run.why}` : nothing}</span
          >
        </span>
        <time class="num text-sm text-muted max-sm:ml-auto" datetime=${run.at}>${momentWords(run.at, reading)}</time>
      </summary>
      <div class="grid gap-3 pb-4 sm:pl-4">
        <p><a class="link inline-flex min-h-8 items-center" href="/app/deals/${run.dealId}">Open the deal</a></p>
        ${run.condition ? outcome(run.condition, reading) : nothing}
        ${
          run.steps.length > 0
            ? html`<ol class="steps-line" aria-label="Steps">
                ${run.steps.map((step) => plannedStep(step))}
              </ol>`
            : nothing
        }
      </div>
    </details>
  </li>`;

const outcome = (condition: ConditionOutcome, reading: Reading) =>
  html`<div>
    <p class="break-words"><code>${condition.text}</code></p>
    <p class="text-ink-2">${outcomeWords(condition)}</p>
    <dl class="mt-1 text-sm">
      ${condition.values.map(
        ({ field, value }) =>
          html`<div class="flex flex-wrap gap-x-3">
            <dt class="font-mono break-all text-ink-2">${field}</dt>
            <dd class="num min-w-0 break-words">${valueWords(value, reading)}</dd>
          </div>`,
      )}
    </dl>
  </div>`;

const plannedStep = ({ said, error, mail }: PlannedStep) =>
  html`<li data-step=${error ? 'failed' : 'open'}>
    <p class="break-words">${said}</p>
    ${error ? html`<p class="error-text mt-0 break-words">${error}</p>` : nothing}
    ${
      mail
        ? html`<div class="mt-1 rounded-2 border border-line">
            <p class="border-b border-line px-4 py-2 break-words">
              <b class="font-[560]">${mail.subject}</b> <span class="text-muted">to ${mail.to ?? 'nobody'}</span>
            </p>
            <p class="px-4 py-3 text-sm break-words whitespace-pre-line">${mail.text}</p>
          </div>`
        : nothing
    }
  </li>`;
