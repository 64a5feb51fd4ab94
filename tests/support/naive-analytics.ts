import type { Connection } from 'mongoose';

/* What a pipeline's analytics should say, counted from the raw documents in the simplest way. Shares no code with the product. */

interface RawStay {
  pipelineId: unknown;
  stageId: unknown;
  dealId: unknown;
  toStage: unknown;
  enteredAt: Date;
  leftAt: Date | null;
  end: string | null;
}
interface RawDeal {
  _id: unknown;
  alive: boolean;
  status: string;
  value: number | null;
  currency: string;
  pipelineId: unknown;
  pipelineStage: unknown;
  customerId: unknown;
  assignedTo: unknown;
  closedAt: Date | null;
  lostReason: string | null;
  expectedCloseDate: Date | null;
}

interface Asked {
  pipelineId: string;
  stages: readonly { id: string; probability: number }[];
  from: Date;
  to: Date;
  now: Date;
  /** Only this member's deals. */
  owner?: string;
}

const sum = (values: number[]) => values.reduce((a, b) => a + b, 0);
const cents = (value: number) => Math.round(value * 100) / 100;

export async function naiveAnalytics(connection: Connection, asked: Asked) {
  const { pipelineId, stages, from, to, now, owner } = asked;
  const all = await connection.collection<RawDeal>('deals').find().toArray();
  const deals = all.filter((deal) => deal.alive && (owner === undefined || String(deal.assignedTo) === owner));
  const known = new Set(deals.map(({ _id }) => String(_id)));
  const stays = (await connection.collection<RawStay>('stageEntries').find().toArray()).filter(
    (stay) => String(stay.pipelineId) === pipelineId && known.has(String(stay.dealId)),
  );
  const customers = await connection.collection<{ source: string }>('customers').find().toArray();
  const within = (date: Date | null) => date !== null && date >= from && date < to;

  const came = deals.flatMap((deal) => {
    const own = stays.filter(({ dealId }) => String(dealId) === String(deal._id));
    const [first] = own.map(({ enteredAt }) => enteredAt).sort((a, b) => a.getTime() - b.getTime());
    if (!first || !within(first)) return [];
    const here = String(deal.pipelineId) === pipelineId ? deal.status : 'open';
    return [{ ...deal, first, here, been: new Set(own.map(({ stageId }) => String(stageId))) }];
  });
  const middle = (values: number[]) => {
    const order = [...values].sort((a, b) => a - b);
    const half = order.length / 2;
    return Number.isInteger(half) ? (order[half - 1]! + order[half]!) / 2 : order[Math.floor(half)]!;
  };
  const minutes = (milliseconds: number) => Math.round(milliseconds / 60_000);
  const places = stages.map(({ id }) => id);

  const totals = (some: RawDeal[]) =>
    [...new Set(some.map(({ currency }) => currency))].sort().map((currency) => {
      const same = some.filter((deal) => deal.currency === currency);
      return {
        currency,
        count: same.length,
        withoutValue: same.filter(({ value }) => value === null).length,
        value: cents(sum(same.map(({ value }) => value ?? 0))),
      };
    });
  const weighed = (some: RawDeal[]) => ({
    count: some.length,
    totals: totals(some).map((total) => ({
      ...total,
      weighted: cents(
        sum(
          some
            .filter(({ currency }) => currency === total.currency)
            .map(({ value, pipelineStage }) => {
              const probability = stages.find(({ id }) => id === String(pipelineStage))?.probability ?? 0;
              return ((value ?? 0) * probability) / 100;
            }),
        ),
      ),
    })),
  });
  const rate = (part: number, whole: number) => (whole === 0 ? null : part / whole);
  const here = deals.filter((deal) => String(deal.pipelineId) === pipelineId);
  const closed = here.filter(({ status, closedAt }) => status !== 'open' && within(closedAt));
  const [won, lost] = ['won', 'lost'].map((status) => closed.filter((deal) => deal.status === status));
  const open = here.filter(({ status }) => status === 'open');
  const today = new Date(now.toISOString().slice(0, 10));
  const dated = open.filter(({ expectedCloseDate }) => expectedCloseDate && expectedCloseDate >= today);

  return {
    from: from.toISOString(),
    to: to.toISOString(),
    arrived: {
      deals: came.length,
      won: came.filter((deal) => deal.here === 'won').length,
      lost: came.filter((deal) => deal.here === 'lost').length,
      funnel: places.map((stageId, place) => {
        const reached = came.filter(({ been }) => places.slice(place).some((later) => been.has(later))).length;
        return {
          stageId,
          stayed: came.filter(({ been }) => been.has(stageId)).length,
          reached,
          share: came.length === 0 ? 0 : reached / came.length,
        };
      }),
      sources: new Set(
        [...new Set(came.map(sourceOf))].map((source) => {
          const some = came.filter((deal) => sourceOf(deal) === source);
          const wins = some.filter((deal) => deal.here === 'won');
          const losses = some.filter((deal) => deal.here === 'lost');
          const days = wins.map(({ closedAt, first }) => (closedAt!.getTime() - first.getTime()) / 86_400_000);
          return {
            ...{ source, deals: some.length, won: wins.length, lost: losses.length },
            winRate: rate(wins.length, wins.length + losses.length),
            value: totals(wins),
            medianDaysToWin: days.length === 0 ? null : Math.round(middle(days) * 10) / 10,
          };
        }),
      ),
    },
    moves: new Set(
      places.flatMap((fromStage, place) => {
        const ended = endedIn(fromStage);
        const targets = ended
          .filter(({ end }) => end === 'moved')
          .map(({ toStage }) => (places.includes(String(toStage)) ? String(toStage) : null));
        return [...new Set(targets)].map((toStage) => {
          const count = targets.filter((target) => target === toStage).length;
          const steps = toStage === null ? NaN : places.indexOf(toStage) - place;
          const kind = toStage === null ? 'out' : steps === 1 ? 'next' : steps > 1 ? 'skip' : 'back';
          return { fromStage, toStage, kind, count, rate: count / ended.length };
        });
      }),
    ),
    stages: places.map((stageId) => {
      const ended = endedIn(stageId);
      const took = ended.map(({ enteredAt, leftAt }) => leftAt!.getTime() - enteredAt.getTime()).sort((a, b) => a - b);
      const going = stays
        .filter((stay) => String(stay.stageId) === stageId && stay.end === null)
        .map(({ enteredAt }) => Math.max(0, now.getTime() - enteredAt.getTime()));
      return {
        stageId,
        ended: ended.length,
        won: ended.filter(({ end }) => end === 'won').length,
        lost: ended.filter(({ end }) => end === 'lost').length,
        time:
          took.length === 0
            ? null
            : {
                average: minutes(sum(took) / took.length),
                median: minutes(middle(took)),
                p90: minutes(took.find((_, index) => (index + 1) / took.length >= 0.9)!),
              },
        open: {
          count: going.length,
          median: going.length === 0 ? null : minutes(middle(going)),
          longest: going.length === 0 ? null : minutes(Math.max(...going)),
        },
      };
    }),
    closed: {
      won: { count: won!.length, totals: totals(won!) },
      lost: { count: lost!.length, totals: totals(lost!) },
      winRate: rate(won!.length, closed.length),
      reasons: new Set(
        [...new Set(lost!.map(({ lostReason }) => lostReason))].map((reason) => {
          const some = lost!.filter(({ lostReason }) => lostReason === reason);
          return { reason, count: some.length, totals: totals(some) };
        }),
      ),
    },
    forecast: {
      months: [...new Set(dated.map(({ expectedCloseDate }) => expectedCloseDate!.toISOString().slice(0, 7)))]
        .sort()
        .map((month) => ({
          month,
          ...weighed(dated.filter(({ expectedCloseDate }) => expectedCloseDate!.toISOString().startsWith(month))),
        })),
      overdue: weighed(open.filter(({ expectedCloseDate }) => expectedCloseDate && expectedCloseDate < today)),
      undated: weighed(open.filter(({ expectedCloseDate }) => !expectedCloseDate)),
    },
  };

  function sourceOf({ customerId }: RawDeal): string | null {
    return customers.find(({ _id }) => String(_id) === String(customerId))?.source ?? null;
  }
  function endedIn(stageId: string): RawStay[] {
    return stays.filter(
      (stay) =>
        String(stay.stageId) === stageId && ['moved', 'won', 'lost'].includes(stay.end ?? '') && within(stay.leftAt),
    );
  }
}
