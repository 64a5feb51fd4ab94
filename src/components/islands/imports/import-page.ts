import { html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { formatAgo } from '../../../lib/client/format.ts';
import { FocusController } from '../../../lib/client/focus-controller.ts';
import { ImportController } from '../../../lib/client/import-controller.ts';
import { isOver } from '../../../lib/client/jobs.ts';
import type { CustomField } from '../../../lib/contracts/custom-field.ts';
import type { Import } from '../../../lib/contracts/import.ts';
import type { Job } from '../../../lib/contracts/job.ts';
import type { Member } from '../../../lib/contracts/user.ts';
import { rowsInWords, sizeInWords, stateTone, stateWords } from '../../imports/import-words.ts';
import { outcomeWords } from '../../jobs/job-words.ts';
import { LightElement, island } from '../../light-element.ts';
import { failure } from '../../ui/states.ts';
import { draft } from './draft.ts';
import { progress } from './progress.ts';
import { report } from './report.ts';

/** An import, from its columns to its report. Without JavaScript its forms post to the page. */
@customElement('import-page')
export class ImportPage extends LightElement {
  /** As served; later states live in the controller. */
  @property({ attribute: false }) served: Import | null = null;
  @property({ attribute: false }) revertJob: Job | null = null;
  @property({ attribute: false }) members: readonly Member[] = [];
  /** The custom fields a column can become. */
  @property({ attribute: false }) fields: readonly CustomField[] = [];
  /** The id of whoever looks at it. */
  @property() me = '';
  /** What the server refused before this page was served. */
  @property() refused = '';
  @property() zone = 'UTC';
  @property() now = '';
  @state() private live = false;
  readonly #import = new ImportController(this);

  constructor() {
    super();
    // A step of the import that is over takes its buttons along.
    new FocusController(this, ['h1']);
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('served') && this.served) this.#import.show(this.served, this.revertJob);
    if (changed.has('refused')) this.#import.fault = this.refused || null;
  }

  protected override firstUpdated() {
    this.live = true;
  }

  protected override render() {
    if (!this.served) return nothing;
    const shown = this.#import.import;
    const { file, createdAt } = shown;
    return html`
      <h1 tabindex="-1" class="text-2xl font-[620] tracking-[-0.018em] break-words">${file.name}</h1>
      <p class="mt-2 mb-5 flex flex-wrap items-center gap-x-3 gap-y-1 text-muted">
        <span class="chip ${stateTone(shown)}">${stateWords(shown)}</span>
        <span>${sizeInWords(file.size)}, uploaded ${formatAgo(createdAt, this.zone, this.now)}</span>
      </p>
      <p class="sr-only" role="status">
        ${this.live && !this.#import.busy ? spoken(shown, this.#import.revertJob) : nothing}
      </p>
      ${this.#import.fault ? html`<div class="mb-5">${failure(this.#import.fault)}</div>` : nothing}
      ${this.#body(shown)}
    `;
  }

  #body(shown: Import) {
    const { members, me, fields } = this;
    if (shown.state === 'draft') return draft(this.#import, { members, me, fields });
    if (shown.state === 'queued' || shown.state === 'running') return progress(this.#import);
    return report(this.#import);
  }
}

/** Start and end only: not every step is worth a word. */
function spoken(shown: Import, revertJob: Job | null): string {
  const { state, preview } = shown;
  if (revertJob) return isOver(revertJob) ? outcomeWords(revertJob) : 'Being put back';
  if (!preview) return stateWords(shown);
  return state === 'draft' ? `${rowsInWords(preview.faulty)} of the first ${preview.checked} cannot be imported` : '';
}

declare global {
  interface HTMLElementTagNameMap {
    'import-page': ImportPage;
  }
}
export const ImportPageIsland = island(ImportPage);
