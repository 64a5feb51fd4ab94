import { NumberList } from './number-list.ts';
import { none, stageEnds, type StayColumns } from './stays.ts';

/** How stays in one stage went. Durations are in milliseconds. */
export interface StageHistory {
  won: number;
  lost: number;
  /** How many went on, by the place of the stage; `out` to no stage of this pipeline. */
  wentTo: Map<number, number>;
  /** Of all that ended: moved on, won or lost. A stay that ended in the bin says nothing. */
  durations: NumberList;
  /** How long stays that go on have taken so far. */
  open: NumberList;
}

/** The place of what is no stage of the pipeline. */
export const out = -1;

export interface TallyOptions {
  /** The pipeline's stages, in order. */
  stages: readonly string[];
  /** Milliseconds since 1970: stays that ended from `from` on, before `to`. */
  from: number;
  to: number;
  now: number;
  /** Whether a deal counts at all. */
  counts: (dealId: string) => boolean;
}

const [moved, won, lost] = (['moved', 'won', 'lost'] as const).map((end) => stageEnds.indexOf(end));

/** Counts the stays of a pipeline stage by stage, in whatever order and parts they come. */
export class StageTally {
  readonly #options: TallyOptions;
  readonly #places: ReadonlyMap<string, number>;
  /** In the pipeline's order. */
  readonly stages: readonly StageHistory[];

  constructor(options: TallyOptions) {
    this.#options = options;
    this.#places = new Map(options.stages.map((id, place) => [id, place]));
    this.stages = options.stages.map(() => ({
      ...{ won: 0, lost: 0, wentTo: new Map<number, number>() },
      ...{ durations: new NumberList(), open: new NumberList() },
    }));
  }

  add(columns: StayColumns): void {
    const places = columns.stages.map((id) => this.#places.get(id) ?? out);
    const counted = columns.deals.map(this.#options.counts);
    for (let row = 0; row < columns.deal.length; row += 1) {
      if (!counted[columns.deal[row]!]) continue;
      const stage = this.stages[places[columns.stage[row]!]!];
      if (stage) this.#count(stage, columns, row, places);
    }
  }

  #count(stage: StageHistory, columns: StayColumns, row: number, places: readonly number[]): void {
    const { from, to, now } = this.#options;
    const end = columns.end[row]!;
    const enteredAt = columns.enteredAt[row]!;
    const leftAt = columns.leftAt[row]!;
    if (end === none) return stage.open.add(Math.max(0, now - enteredAt));
    if (leftAt < from || leftAt >= to) return;
    if (end === moved) {
      const target = columns.to[row]!;
      const place = target === none ? out : places[target]!;
      stage.wentTo.set(place, (stage.wentTo.get(place) ?? 0) + 1);
    } else if (end === won) stage.won += 1;
    else if (end === lost) stage.lost += 1;
    else return;
    stage.durations.add(leftAt - enteredAt);
  }
}
