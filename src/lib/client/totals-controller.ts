import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { DealTotals } from '../contracts/deal.ts';
import { api } from './api.ts';

/** What the deals of a filter are worth: as served, read anew when deals change. */
export class TotalsController implements ReactiveController {
  totals: DealTotals = [];
  readonly #host: ReactiveControllerHost;
  readonly #query: () => string;
  #reading: Promise<void> | null = null;
  #again = false;

  /** `query` gives the filters at the time of reading, as `status=open&…`. */
  constructor(host: ReactiveControllerHost, query: () => string) {
    this.#host = host;
    this.#query = query;
    host.addController(this);
  }

  hostConnected() {}

  show(totals: DealTotals): void {
    this.totals = totals;
    this.#host.requestUpdate();
  }

  /**
   * Reads them anew; what changes while that is under way is read once more after it. A failure is left to the next
   * change.
   */
  refresh(): void {
    this.#again = true;
    this.#reading ??= this.#readAll().finally(() => (this.#reading = null));
  }

  async #readAll(): Promise<void> {
    while (this.#again) {
      this.#again = false;
      const answer = await api.get<{ totals: DealTotals }>(`/deals/totals?${this.#query()}`).catch(() => null);
      if (answer) this.show(answer.totals);
    }
  }
}
