import { html, nothing } from 'lit';
import type { InsightAction, Insights, SuggestedStage } from '../../lib/contracts/insights.ts';
import { percent } from '../ui/chips.ts';
import { icon } from '../ui/icon.ts';
import { failure } from '../ui/states.ts';
import { actButton, type ActOptions } from './act-button.ts';
import { makingWords, noticeWords, riskWords, type InsightNotice } from './insight-words.ts';

export interface InsightsView extends Omit<ActOptions, 'primary'> {
  notice: InsightNotice;
  zone: string;
  now: string;
}

/** What a customer's facts come to, once it is asked for: what to do next, the risk, the stage, and who found the words. */
export const insightsSection = (view: InsightsView) => {
  const { controller, notice } = view;
  const { insights, busy, fault } = controller;
  const asking = busy === 'asking';
  return html`
    <div class="flex flex-wrap items-center gap-x-3 gap-y-2">
      ${askForm(view, asking ? 'Working it out…' : insights ? 'Work it out again' : 'Show insights')}
      ${
        notice.model === null
          ? nothing
          : html`<button
              type="button"
              class="btn quiet needs-script"
              aria-disabled=${busy !== null ? 'true' : nothing}
              @click=${() => void controller.ask('local')}
            >
              Without a model
            </button>`
      }
      <p class="min-w-0 flex-1 basis-60 text-sm text-muted">${noticeWords(notice)}</p>
    </div>
    ${fault ? html`<div class="mt-3">${failure(fault, () => void controller.ask())}</div>` : nothing}
    <div role="status" aria-live="polite" aria-busy=${asking ? 'true' : 'false'}>
      ${insights ? found(insights, view) : asking ? skeleton() : nothing}
    </div>
  `;
};

const askForm = ({ controller, page }: InsightsView, label: string) =>
  html`<form
    method="post"
    action="${page}#insights"
    @submit=${(event: SubmitEvent) => {
      event.preventDefault();
      void controller.ask();
    }}
  >
    <input type="hidden" name="intent" value="insights" />
    <button class="btn" aria-disabled=${controller.busy !== null ? 'true' : nothing}>${label}</button>
  </form>`;

const skeleton = () =>
  html`<div class="insights" aria-hidden="true">
    <div class="insights-part">
      <span class="skeleton h-5 w-3/5"></span><span class="skeleton mt-2 h-4 w-4/5"></span>
    </div>
  </div>`;

const found = (insights: Insights, view: InsightsView) =>
  html`<div class="insights">
    <section class="insights-part insights-next" aria-labelledby="insights-next">
      <h3 class="insights-title" id="insights-next">Next</h3>
      <p class="text-lg font-[600] break-words">${insights.nextAction.title}</p>
      ${dashes(insights.nextAction.reasons)}
      <div class="mt-3">${actButton(insights.nextAction.act, { ...view, primary: true })}</div>
    </section>
    ${risk(insights)} ${insights.suggestedStage ? stage(insights.suggestedStage, view) : nothing}
    ${insights.alternatives.length > 0 ? alternatives(insights.alternatives, view) : nothing}
    <p class="insights-part insights-made">
      ${makingWords(insights, { what: 'Next step worded', zone: view.zone, now: view.now })}
    </p>
  </div>`;

const dashes = (sentences: readonly string[]) =>
  html`<ul class="dashes mt-1">
    ${sentences.map((sentence) => html`<li class="break-words">${sentence}</li>`)}
  </ul>`;

const risk = ({ risk: { score, level, reasons } }: Insights) =>
  html`<section class="insights-part" aria-labelledby="insights-risk">
    <h3 class="insights-title" id="insights-risk">Risk of going cold</h3>
    <p>
      <b class="num text-lg font-[600]">${percent(score)}</b>
      <span class="chip ${riskWords[level].tone}">${riskWords[level].words}</span>
    </p>
    <ul class="dashes mt-1">
      ${reasons.map(
        ({ text, share }) =>
          html`<li class="break-words">
            ${text} ${share > 0 ? html`<span class="num text-muted">Adds ${percent(share)}.</span>` : nothing}
          </li>`,
      )}
    </ul>
  </section>`;

const stage = ({ dealId, dealTitle, from, to, reasons, unmet }: SuggestedStage, view: InsightsView) =>
  html`<section class="insights-part" aria-labelledby="insights-stage">
    <h3 class="insights-title" id="insights-stage">Suggested stage</h3>
    <p class="break-words">
      <b class="text-lg font-[600]">${to ? `From ${from.name} to ${to.name}` : `Stay in ${from.name}`}</b>
    </p>
    <p class="break-words text-muted">Deal <a class="link" href="/app/deals/${dealId}">${dealTitle}</a></p>
    ${dashes(reasons)}
    ${
      unmet.length > 0
        ? html`<ul class="dashes">
            ${unmet.map(({ criterion, why }) => html`<li class="break-words"><code>${criterion}</code>: ${why}</li>`)}
          </ul>`
        : nothing
    }
    ${
      to
        ? html`<div class="mt-3">
            ${actButton({ kind: 'move_stage', dealId, stageId: to.id, stageName: to.name }, { ...view, primary: false })}
          </div>`
        : nothing
    }
  </section>`;

const alternatives = (actions: readonly InsightAction[], view: InsightsView) =>
  html`<details class="insights-part insights-next">
    <summary class="insights-more">
      ${actions.length === 1 ? 'Another action' : `${actions.length} other actions`} ${icon('chevron-down', 14)}
    </summary>
    <ul>
      ${actions.map(
        ({ title, reasons, act }) =>
          html`<li class="insights-other">
            <div class="min-w-0 flex-1 basis-56">
              <p class="font-[560] break-words">${title}</p>
              <p class="text-sm break-words text-muted">${reasons.join(' ')}</p>
            </div>
            ${actButton(act, { ...view, primary: false })}
          </li>`,
      )}
    </ul>
  </details>`;
