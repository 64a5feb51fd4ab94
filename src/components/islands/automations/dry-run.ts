import { html, nothing, type ReactiveControllerHost } from 'lit';
import { api, ApiError } from '../../../lib/client/api.ts';
import { toastFailure } from '../../../lib/client/toasts.ts';
import type { Simulation } from '../../../lib/contracts/automation-run.ts';
import type { AutomationDraft } from '../../automations/automation-draft.ts';
import { faultsOf, requestOf, triedDays, triedFaults } from '../../automations/automation-request.ts';
import { simulationView, summaryWords } from '../../automations/simulation-view.ts';

interface Tried {
  pipelineId: string;
  stageId: string;
  draft: AutomationDraft;
}

/** Tries what stands in the form, saved or not, on what happened. */
export class DryRun {
  readonly #host: ReactiveControllerHost;
  readonly #tried: () => Tried;
  readonly #mark: (faults: Record<string, string>) => void;
  #simulation: Simulation | null = null;
  #busy = false;

  /** `mark` says what is wrong, by the form's fields. */
  constructor(host: ReactiveControllerHost, tried: () => Tried, mark: (faults: Record<string, string>) => void) {
    this.#host = host;
    this.#tried = tried;
    this.#mark = mark;
  }

  /** Shows what the server found. */
  begin(simulation: Simulation | null): void {
    this.#simulation = simulation;
  }

  section(reading: { zone: string; now: string }) {
    return html`<section class="mt-8 border-t border-line pt-5" aria-labelledby="dry-run-title">
      <h2 id="dry-run-title" class="under-title">Dry run</h2>
      <p class="mb-3 prose-width text-ink-2">
        See for which deals it would have begun, and what it would have done. Nothing is written and nothing is sent.
      </p>
      <button
        class="btn"
        name="intent"
        value="try"
        formnovalidate
        aria-disabled=${this.#busy ? 'true' : nothing}
        @click=${(event: Event) => {
          event.preventDefault();
          void this.#run();
        }}
      >
        ${this.#busy ? 'Trying…' : `Try it on the last ${triedDays} days`}
      </button>
      <p class="mt-4 font-[560]" role="status" data-simulation>
        ${this.#simulation ? summaryWords(this.#simulation) : nothing}
      </p>
      ${this.#simulation ? simulationView(this.#simulation, reading) : nothing}
    </section>`;
  }

  async #run(): Promise<void> {
    if (this.#busy) return;
    const { pipelineId, stageId, draft } = this.#tried();
    const faults = faultsOf(draft);
    if (Object.keys(faults).length > 0) {
      this.#mark(faults);
      return;
    }
    this.#busy = true;
    this.#host.requestUpdate();
    try {
      const body = { automation: requestOf(draft), stageId, days: triedDays };
      const path = `/pipelines/${pipelineId}/simulate`;
      this.#simulation = (await api.post<{ simulation: Simulation }>(path, body)).simulation;
    } catch (error) {
      this.#mark(error instanceof ApiError ? triedFaults(error.fieldErrors, draft.when) : {});
      toastFailure('Not tried', error);
    }
    this.#busy = false;
    this.#host.requestUpdate();
  }
}
