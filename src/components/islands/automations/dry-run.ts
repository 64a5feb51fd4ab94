import { html, nothing, type ReactiveControllerHost } from 'lit';
import type { Simulation } from '../../../lib/contracts/automation-run.ts';
import { triedDays } from '../../automations/automation-request.ts';
import { simulationView } from '../../automations/simulation-view.ts';

/** Tries the automation on what happened, before it is saved. */
export class DryRun {
  readonly #host: ReactiveControllerHost;
  readonly #try: () => Promise<Simulation | null>;
  #simulation: Simulation | null = null;
  #busy = false;

  /** `attempt` answers null when it could not be tried and has said why. */
  constructor(host: ReactiveControllerHost, attempt: () => Promise<Simulation | null>) {
    this.#host = host;
    this.#try = attempt;
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
        ?disabled=${this.#busy}
        @click=${(event: Event) => {
          event.preventDefault();
          void this.#run();
        }}
      >
        ${this.#busy ? 'Trying…' : `Try it on the last ${triedDays} days`}
      </button>
      ${this.#simulation ? simulationView(this.#simulation, reading) : nothing}
    </section>`;
  }

  async #run(): Promise<void> {
    this.#busy = true;
    this.#host.requestUpdate();
    this.#simulation = (await this.#try()) ?? this.#simulation;
    this.#busy = false;
    this.#host.requestUpdate();
  }
}
