import type { DealFacts } from './facts.ts';
import { monthOf } from './month-of.ts';

/** Living deals, the open ones apart from those won or lost, and these by their months: figures ask for few of them. */
export class LivingDeals {
  readonly #all = new Map<string, DealFacts>();
  readonly #open = new Set<DealFacts>();
  readonly #closed = new Map<string, Set<DealFacts>>();

  get size(): number {
    return this.#all.size;
  }

  /** Those of some ids that there are. */
  *among(ids: Iterable<string>): Generator<DealFacts> {
    for (const id of ids) {
      const deal = this.#all.get(id);
      if (deal) yield deal;
    }
  }

  get open(): Iterable<DealFacts> {
    return this.#open;
  }

  /** Those won or lost within a time. */
  *closed({ from, to }: { from: Date; to: Date }): Generator<DealFacts> {
    const [start, end] = [from.getTime(), to.getTime()];
    const [first, last] = [monthOf(start), monthOf(end)];
    for (const [month, deals] of this.#closed) {
      if (month < first || month > last) continue;
      for (const deal of deals) if (deal.closedAt! >= start && deal.closedAt! < end) yield deal;
    }
  }

  put(deal: DealFacts): void {
    this.remove(deal.id);
    this.#all.set(deal.id, deal);
    this.#placeOf(deal)?.add(deal);
  }

  remove(id: string): void {
    const deal = this.#all.get(id);
    if (!deal) return;
    this.#all.delete(id);
    this.#placeOf(deal)?.delete(deal);
  }

  #placeOf({ status, closedAt }: DealFacts): Set<DealFacts> | undefined {
    if (status === 'open') return this.#open;
    if (closedAt === null) return undefined;
    const month = monthOf(closedAt);
    let deals = this.#closed.get(month);
    if (!deals) this.#closed.set(month, (deals = new Set()));
    return deals;
  }
}
