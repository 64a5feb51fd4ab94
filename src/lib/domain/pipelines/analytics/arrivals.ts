import { NumberList } from './number-list.ts';
import type { StayColumns } from './stays.ts';

/** A deal that came into the pipeline. */
export interface Arrival {
  dealId: string;
  /** When its first stay in the pipeline began. */
  at: number;
  /** The places of the stages it was in, upwards. */
  stages: readonly number[];
}

interface ArrivalOptions {
  /** The pipeline's stages, in order. */
  stages: readonly string[];
  /** Milliseconds since 1970: deals that came from `from` on, before `to`. */
  from: number;
  to: number;
  /** Whether a deal counts at all. */
  counts: (dealId: string) => boolean;
}

/** A deal that does not count. */
const passedOver = -1;

/** A pipeline has 30 stages at most: a deal's fit into the bits of one number. */
const bitOf = (place: number): number => 1 << place;

/** Finds out when each deal came into a pipeline and where in it it was, from stays in whatever order and parts they come. */
export class Arrivals {
  readonly #options: ArrivalOptions;
  readonly #bits: ReadonlyMap<string, number>;
  readonly #places = new Map<string, number>();
  readonly #ids: string[] = [];
  readonly #cameAt = new NumberList();
  readonly #been = new NumberList();

  constructor(options: ArrivalOptions) {
    this.#options = options;
    this.#bits = new Map(options.stages.map((id, place) => [id, bitOf(place)]));
  }

  add(columns: StayColumns): void {
    const bits = columns.stages.map((id) => this.#bits.get(id) ?? 0);
    const deals = columns.deals.map((id) => this.#placeOf(id));
    for (let row = 0; row < columns.deal.length; row += 1) {
      const deal = deals[columns.deal[row]!]!;
      if (deal === passedOver) continue;
      const enteredAt = columns.enteredAt[row]!;
      if (enteredAt < this.#cameAt.at(deal)) this.#cameAt.set(deal, enteredAt);
      this.#been.set(deal, this.#been.at(deal) | bits[columns.stage[row]!]!);
    }
  }

  /** Those that came in the time. */
  found(): Arrival[] {
    const { from, to, stages } = this.#options;
    const places = stages.map((_, place) => place);
    return this.#ids.flatMap((dealId, deal) => {
      const at = this.#cameAt.at(deal);
      const been = this.#been.at(deal);
      if (at < from || at >= to) return [];
      return [{ dealId, at, stages: places.filter((place) => (been & bitOf(place)) !== 0) }];
    });
  }

  #placeOf(id: string): number {
    const known = this.#places.get(id);
    if (known !== undefined) return known;
    const place = this.#options.counts(id) ? this.#ids.push(id) - 1 : passedOver;
    this.#places.set(id, place);
    if (place === passedOver) return place;
    this.#cameAt.add(Infinity);
    this.#been.add(0);
    return place;
  }
}
