import { html, nothing } from 'lit';
import { formatCount } from '../../lib/client/format.ts';
import { isOver } from '../../lib/client/jobs.ts';
import type { Job } from '../../lib/contracts/job.ts';
import { canBePutBack } from '../../lib/domain/job-doing.ts';
import { importPage, jobTitle, outcomeWords, progressWords, reasons } from '../jobs/job-words.ts';
import { icon } from './icon.ts';

interface JobActions {
  cancel: () => void;
  undo: () => void;
  dismiss: () => void;
}

/** Long work: how far it has come and a way to stop it; then what came of it and the way back. */
export const jobProgress = (job: Job, actions: JobActions) => html`
  <section class="job-card" aria-label=${jobTitle(job)}>
    <div class="flex items-baseline gap-3">
      <h2 class="min-w-0 flex-1 font-semibold">${jobTitle(job)}</h2>
      ${isOver(job) ? nothing : html`<span class="num text-sm text-muted">${progressWords(job)}</span>`}
    </div>
    ${isOver(job) ? ended(job, actions) : running(job, actions)}
  </section>
`;

const running = (job: Job, { cancel }: JobActions) => {
  const { done, total } = job.progress;
  const label = jobTitle(job);
  return html`<div class="mt-2 flex items-center gap-3">
    ${
      total === null
        ? html`<progress class="bar-progress calm w-full" aria-label=${label}></progress>`
        : html`<progress
            class="bar-progress calm w-full"
            max=${Math.max(total, 1)}
            value=${done}
            aria-label=${label}
          ></progress>`
    }
    <button type="button" class="btn quiet" @click=${cancel}>Cancel</button>
  </div>`;
};

const ended = (job: Job, { undo, dismiss }: JobActions) => {
  const { changed = 0 } = job.result ?? {};
  const why = reasons(job);
  return html`<p class="mt-1 text-ink-2">${job.error ? `${job.error.message} ` : ''}${outcomeWords(job)}</p>
    ${
      why.length > 0
        ? html`<details class="mt-1 text-sm">
            <summary class="link w-fit cursor-pointer">Why</summary>
            <ul class="mt-1 max-h-40 overflow-y-auto text-ink-2">
              ${why.map(({ detail, count }) => html`<li class="mt-1">${formatCount(count)} × ${detail}</li>`)}
            </ul>
          </details>`
        : nothing
    }
    <div class="mt-2 flex gap-2">
      ${changed > 0 && canBePutBack(job.kind) ? html`<button type="button" class="btn" @click=${undo}>${icon('undo')} Undo</button>` : nothing}
      ${job.kind === 'import_customers' ? html`<a class="btn" href=${importPage(job.id)}>Report</a>` : nothing}
      ${job.kind === 'export_data' || job.kind === 'back_up' ? html`<a class="btn" href="/app/settings/data">Show</a>` : nothing}
      <button type="button" class="btn quiet" @click=${dismiss}>Dismiss</button>
    </div>`;
};
