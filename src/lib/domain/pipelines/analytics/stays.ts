/** How a stay in a stage ended. */
export const stageEnds = ['moved', 'won', 'lost', 'binned'] as const;
export type StageEnd = (typeof stageEnds)[number];

/** One stay of a deal in a stage, as far as figures need it. */
export interface Stay {
  dealId: string;
  stageId: string;
  /** Where it went when it moved on. */
  toStage: string | null;
  /** Null while it is there. */
  end: StageEnd | null;
  enteredAt: Date;
  leftAt: Date | null;
}

/** Many stays of one pipeline, a column for each fact: a million of them take 26 MB. Row n is the n-th of each column. */
export interface StayColumns {
  /** Deals and stages that occur; the columns name them by their places in these lists. */
  deals: readonly string[];
  stages: readonly string[];
  deal: Uint32Array;
  stage: Uint16Array;
  /** `none` where there is nothing to name. */
  to: Uint16Array;
  /** Places in `stageEnds`; `none` of stays that go on. */
  end: Uint16Array;
  /** Milliseconds since 1970. */
  enteredAt: Float64Array;
  /** NaN of stays that go on. */
  leftAt: Float64Array;
}

/** In a column: nothing. */
export const none = 0xffff;

/** Stays as columns, in their order. */
export function columnsOf(stays: readonly Stay[]): StayColumns {
  const deals = new Places();
  const stages = new Places();
  return {
    deal: Uint32Array.from(stays, ({ dealId }) => deals.of(dealId)),
    stage: Uint16Array.from(stays, ({ stageId }) => stages.of(stageId)),
    to: Uint16Array.from(stays, ({ toStage }) => (toStage === null ? none : stages.of(toStage))),
    end: Uint16Array.from(stays, ({ end }) => (end === null ? none : stageEnds.indexOf(end))),
    enteredAt: Float64Array.from(stays, ({ enteredAt }) => enteredAt.getTime()),
    leftAt: Float64Array.from(stays, ({ leftAt }) => leftAt?.getTime() ?? Number.NaN),
    deals: deals.names,
    stages: stages.names,
  };
}

/** The rows that are kept, as columns. */
export function rowsWhere(columns: StayColumns, keep: (row: number) => boolean): StayColumns {
  const kept = (_: unknown, row: number) => keep(row);
  return {
    ...columns,
    deal: columns.deal.filter(kept),
    stage: columns.stage.filter(kept),
    to: columns.to.filter(kept),
    end: columns.end.filter(kept),
    enteredAt: columns.enteredAt.filter(kept),
    leftAt: columns.leftAt.filter(kept),
  };
}

/** Names by the order in which they first occur. */
class Places {
  readonly names: string[] = [];
  readonly #places = new Map<string, number>();

  of(name: string): number {
    const known = this.#places.get(name);
    if (known !== undefined) return known;
    const place = this.names.push(name) - 1;
    this.#places.set(name, place);
    return place;
  }
}
