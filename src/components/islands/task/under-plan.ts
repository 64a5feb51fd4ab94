import { html, nothing } from 'lit';
import type { Task } from '../../../lib/contracts/task.ts';
import { formatCost } from '../../ai/usage-words.ts';

const list = (id: string, title: string, items: readonly string[]) =>
  items.length === 0
    ? nothing
    : html`<section aria-labelledby=${id}>
        <h2 id=${id} class="under-title">${title}</h2>
        <ul class="dashes">
          ${items.map((item) => html`<li>${item}</li>`)}
        </ul>
      </section>`;

/** How the plan came about, what it rests on, what the program changed in it, and, for those who may see it, what was asked. */
export const underPlan = ({ aiGenerated }: Task) => {
  if (!aiGenerated) return nothing;
  const { assumptions, repairs, promptUsed, routing, cost } = aiGenerated.metadata;
  const made = [routing, cost === null || cost === 0 ? null : `The requests cost ${formatCost(cost)}.`];
  return html`<div class="mt-7 grid gap-7 md:grid-cols-2">
      ${list(
        'made',
        'How it was made',
        made.filter((sentence) => sentence !== null),
      )}
      ${list('assumed', 'Assumed', assumptions)} ${list('repaired', 'Changed by us', repairs)}
    </div>
    ${
      promptUsed
        ? html`<details class="mt-7">
            <summary class="font-semibold underline-offset-3 hover:underline">What the model was asked</summary>
            <pre class="prompt">${promptUsed}</pre>
          </details>`
        : nothing
    }`;
};
