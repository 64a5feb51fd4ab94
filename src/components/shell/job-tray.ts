import { html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { JobController } from '../../lib/client/job-controller.ts';
import { isOver } from '../../lib/client/jobs.ts';
import { undoBatch } from '../../lib/client/undo-batch.ts';
import type { Job } from '../../lib/contracts/job.ts';
import { importPage, jobTitle, outcomeWords } from '../jobs/job-words.ts';
import { LightElement } from '../light-element.ts';
import { jobProgress } from '../ui/job-progress.ts';

/** The member's long work, in sight on every page but its own. Listens to `throughline:job` on the document. */
@customElement('job-tray')
export class JobTray extends LightElement {
  readonly #work = new JobController(this);

  protected override render() {
    const jobs = this.#work.jobs.filter(({ id }) => location.pathname !== importPage(id));
    return html`<p class="sr-only" role="status">${jobs[0] ? spoken(jobs[0]) : nothing}</p>
      ${repeat(
        jobs,
        ({ id }) => id,
        (job) =>
          jobProgress(job, {
            cancel: () => void this.#work.cancel(job.id),
            undo: () => this.#undo(job),
            dismiss: () => this.#work.dismiss(job.id),
          }),
      )}`;
  }

  #undo({ id, kind }: Job) {
    this.#work.dismiss(id);
    void undoBatch(id, kind === 'import_customers' ? 'imports' : 'batches');
  }
}

/** Start and end only: not every step is worth a word. */
const spoken = (job: Job): string =>
  isOver(job) ? `${jobTitle(job)}. ${job.error?.message ?? ''} ${outcomeWords(job)}` : jobTitle(job);

declare global {
  interface HTMLElementTagNameMap {
    'job-tray': JobTray;
  }
}
