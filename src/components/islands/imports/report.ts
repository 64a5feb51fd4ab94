import { html, nothing } from 'lit';
import { formatCount } from '../../../lib/client/format.ts';
import type { ImportController } from '../../../lib/client/import-controller.ts';
import { isOver } from '../../../lib/client/jobs.ts';
import type { Import } from '../../../lib/contracts/import.ts';
import type { Job } from '../../../lib/contracts/job.ts';
import { countWords, rowsInWords } from '../../imports/import-words.ts';
import { importPage, outcomeWords, progressWords } from '../../jobs/job-words.ts';

/** An import that has ended: what came of its rows, and what can be done about it. */
export const report = (controller: ImportController) => {
  const { import: shown, revertJob } = controller;
  const { id, counts, error } = shown;
  return html`
    ${error ? html`<p class="notice danger mb-5" role="alert">${error}</p>` : nothing}
    ${revertJob ? reverted(revertJob) : nothing}
    <section aria-labelledby="report-title">
      <h2 id="report-title" class="under-title">What came of the rows</h2>
      <dl class="import-counts">
        ${countWords.map(
          ([name, word]) =>
            html`<div ?data-none=${counts[name] === 0}>
              <dt>${word}</dt>
              <dd class=${name === 'failed' && counts.failed > 0 ? 'text-danger' : ''}>${formatCount(counts[name])}</dd>
            </div>`,
        )}
      </dl>
      ${left(shown)}
    </section>
    ${
      counts.failed > 0
        ? html`<div class="mt-4 flex flex-wrap items-center gap-x-3 gap-y-2">
            <a class="btn" href="/api/imports/${id}/faults.csv" download>
              Download the ${rowsInWords(counts.failed)} that failed
            </a>
            <p class="prose-width flex-1 basis-60 text-ink-2">
              Each with its reason in the last column. Mend them there and import that file.
            </p>
          </div>`
        : nothing
    }
    ${failedRows(shown)}
    <div class="mt-6 flex flex-wrap items-start gap-2 border-t border-line pt-5">
      <a class="btn primary" href="/app/customers">To the customers</a>
      ${resume(controller)} ${revert(controller)}
      <a class="btn quiet" href="/app/customers/import">Import another file</a>
    </div>
  `;
};

/** The first rows that failed, each by what it begins with and its reason. */
function failedRows({ faults, counts }: Import) {
  if (faults.length === 0) return nothing;
  return html`<div class="table-frame mt-4" data-stack="lines">
    <table class="figures" role="table" aria-label="Rows that failed">
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">Row</th>
          <th role="columnheader" scope="col" class="words">What stands there</th>
          <th role="columnheader" scope="col" class="words">Why it failed</th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${faults.map(
          ({ row, cells, reason }) =>
            html`<tr role="row">
              <th role="rowheader" scope="row" data-label="Row">${row}</th>
              <td role="cell" class="words" data-label="There">
                ${cells.filter(Boolean).slice(0, 3).join(' · ') || 'Nothing'}
              </td>
              <td role="cell" class="words" data-label="Why">${reason}</td>
            </tr>`,
        )}
      </tbody>
    </table>
    ${
      counts.failed > faults.length
        ? html`<p class="mt-2 text-sm text-muted">The first ${faults.length} of ${formatCount(counts.failed)}.</p>`
        : nothing
    }
  </div>`;
}

/** Rows an import that stopped did not come to. */
function left({ state, progress: { done, total } }: Import) {
  if (state === 'complete') return nothing;
  const rest =
    total === null ? 'Not all rows were looked at.' : `${rowsInWords(total - done)} of ${formatCount(total)} are left.`;
  return html`<p class="mt-3 text-ink-2">${rest}</p>`;
}

const reverted = (job: Job) =>
  html`<p class="notice ${isOver(job) ? 'ok' : 'info'} mb-5">
    ${
      isOver(job)
        ? `This import was put back. ${outcomeWords(job)}`
        : `This import is being put back: ${progressWords(job)}.`
    }
  </p>`;

function resume(controller: ImportController) {
  const { id, state, revertJobId } = controller.import;
  if (state === 'complete' || revertJobId !== null) return nothing;
  const submitted = (event: Event) => {
    event.preventDefault();
    void controller.run();
  };
  return html`<form method="post" action=${importPage(id)} @submit=${submitted}>
    <button class="btn" name="intent" value="resume" aria-disabled=${controller.busy ? 'true' : nothing}>
      Resume the import
    </button>
  </form>`;
}

function revert(controller: ImportController) {
  const { id, counts, revertJobId } = controller.import;
  const { created, updated } = counts;
  if (created + updated === 0 || revertJobId !== null) return nothing;
  const submitted = (event: Event) => {
    event.preventDefault();
    void controller.revert();
  };
  return html`<details class="menu">
    <summary class="btn">Put it back…</summary>
    <div class="panel asking">
      <form method="post" action=${importPage(id)} class="grid gap-3 p-2" @submit=${submitted}>
        <p class="font-semibold">Put the whole import back?</p>
        <p class="text-ink-2">${consequences(created, updated)} What someone changed since then stays.</p>
        <div>
          <button class="btn danger" name="intent" value="revert" aria-disabled=${controller.busy ? 'true' : nothing}>
            Put the import back
          </button>
        </div>
      </form>
    </div>
  </details>`;
}

function consequences(created: number, updated: number): string {
  const added = `${formatCount(created)} new ${created === 1 ? 'customer goes' : 'customers go'} to the bin`;
  const changed = `${formatCount(updated)} changed ${updated === 1 ? 'one becomes as it was' : 'ones become as they were'}`;
  return `${[created > 0 ? added : '', updated > 0 ? changed : ''].filter(Boolean).join(', ')}.`;
}
