import { html } from 'lit';
import { formatCount } from '../../../lib/client/format.ts';
import type { ImportController } from '../../../lib/client/import-controller.ts';
import { importPage } from '../../jobs/job-words.ts';

/** An import under way: how far it has come, and a way to stop it. */
export const progress = (controller: ImportController) => {
  const { id, state, progress: at } = controller.import;
  const cancel = (event: Event) => {
    event.preventDefault();
    void controller.cancel();
  };
  const words =
    state === 'queued'
      ? 'Waiting to start'
      : at.total === null
        ? 'Counting the rows'
        : `${formatCount(at.done)} of ${formatCount(at.total)} rows`;
  return html`<section aria-label="Progress" class="max-w-[720px]">
    <p class="num mb-2 font-medium">${words}</p>
    ${
      at.total === null
        ? html`<progress class="bar-progress calm w-full" aria-label="Rows imported"></progress>`
        : html`<progress
            class="bar-progress calm w-full"
            max=${Math.max(at.total, 1)}
            value=${at.done}
            aria-label="Rows imported"
          ></progress>`
    }
    <p class="mt-3 text-ink-2">It goes on without this page. What is cancelled can be resumed, or put back.</p>
    <div class="mt-4 flex flex-wrap gap-2">
      <form method="post" action=${importPage(id)} @submit=${cancel}>
        <button class="btn" name="intent" value="cancel">Cancel the import</button>
      </form>
      <a class="btn quiet needs-no-script" href=${importPage(id)}>Look again how far it is</a>
    </div>
  </section>`;
};
