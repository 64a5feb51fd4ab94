import { z } from 'zod';
import { currency, id, instant } from './common.ts';
import { dealTotals } from './deal.ts';

/** An instant, or a day for its start in UTC. */
const start = z.union([z.iso.date(), instant], 'must be a day such as 2026-12-15 or an instant').meta({
  examples: ['2026-09-01'],
});

export const pipelineAnalyticsQuery = z
  .object({
    from: start.optional().describe('From this instant on; default: 90 days before `to`. A day is its start in UTC.'),
    to: start.optional().describe('Before this instant; default: now. A day is its start in UTC.'),
  })
  .refine(({ from, to }) => from === undefined || to === undefined || Date.parse(from) < Date.parse(to), {
    path: ['to'],
    message: 'must be after from',
  });
export type PipelineAnalyticsQuery = z.infer<typeof pipelineAnalyticsQuery>;

const share = z.number().min(0).max(1);
const minutes = z.int().min(0);

export const funnelStage = z
  .object({
    stageId: id,
    stayed: z.int().describe('Deals that were in this stage at any time, each once.'),
    reached: z.int().describe('Deals that were in this stage or in a later one: one that skipped it reached it.'),
    share: share.describe('`reached` of all deals of the funnel, 0–1.'),
  })
  .meta({ id: 'FunnelStage' });
export type FunnelStage = z.infer<typeof funnelStage>;

/** Where a move leads: to the stage after this one, past it, to one before, or out of the pipeline's present stages. */
export const moveKinds = ['next', 'skip', 'back', 'out'] as const;
export type MoveKind = (typeof moveKinds)[number];

export const stageMove = z
  .object({
    fromStage: id,
    toStage: id.nullable().describe('Null: to another pipeline, out of all, or to a stage that is gone.'),
    kind: z.enum(moveKinds),
    count: z.int(),
    rate: share.describe('Of all stays in `fromStage` that ended in the time, 0–1.'),
  })
  .meta({ id: 'StageMove' });
export type StageMove = z.infer<typeof stageMove>;

export const stageTimes = z
  .object({
    stageId: id,
    ended: z.int().describe('Stays that ended in the time: moved on, won or lost.'),
    won: z.int().describe('Of them, those that ended because the deal was won.'),
    lost: z.int(),
    time: z
      .object({
        average: minutes,
        median: minutes.describe('Of an even number of stays the mean of the two in the middle.'),
        p90: minutes.describe('Nine in ten took at most this long (nearest rank).'),
      })
      .nullable()
      .describe('Minutes that these stays took, rounded; null when none ended.'),
    open: z.object({
      count: z.int().describe('Stays that go on, whenever they began.'),
      median: minutes.nullable().describe('Minutes so far.'),
      longest: minutes.nullable(),
    }),
  })
  .meta({ id: 'StageTimes' });
export type StageTimes = z.infer<typeof stageTimes>;

const outcome = z.object({ count: z.int(), totals: dealTotals });

export const winLoss = z
  .object({
    won: outcome,
    lost: outcome,
    winRate: share.nullable().describe('Won of won and lost, 0–1; null when none closed.'),
    reasons: z
      .array(outcome.extend({ reason: z.string() }))
      .describe('Why deals were lost, the most common first; case and spaces make no difference.'),
  })
  .meta({ id: 'WinLoss' });
export type WinLoss = z.infer<typeof winLoss>;

export const sourceFigures = z
  .object({
    source: z.string().nullable().describe('Of the deal’s customer now; null when the customer is gone for good.'),
    deals: z.int(),
    won: z.int().describe('Those of them that are won, in this pipeline.'),
    lost: z.int(),
    winRate: share.nullable().describe('Won of won and lost, 0–1; null when none closed.'),
    value: dealTotals.describe('What the won ones are worth.'),
    medianDaysToWin: z
      .number()
      .nullable()
      .describe('From entering the pipeline to being won, in days to a tenth; null when none was won.'),
  })
  .meta({ id: 'SourceFigures' });
export type SourceFigures = z.infer<typeof sourceFigures>;

const forecastFigures = z.object({
  count: z.int(),
  totals: z.array(
    z.object({
      currency,
      count: z.int(),
      withoutValue: z.int().describe('Those of them that have no value yet.'),
      value: z.number().describe('The sum of the others.'),
      weighted: z.number().describe('Of it what the probabilities of their stages leave.'),
    }),
  ),
});

export const forecast = z
  .object({
    months: z
      .array(forecastFigures.extend({ month: z.string().describe('`2026-12`, UTC.') }))
      .describe('Open deals by the month they are expected to close in, from today on, in order.'),
    overdue: forecastFigures.describe('Open deals that were expected to close before today (UTC).'),
    undated: forecastFigures.describe('Open deals that nobody expects to close on a day.'),
  })
  .meta({ id: 'Forecast' });
export type Forecast = z.infer<typeof forecast>;

/** Figures of a pipeline from the recorded stays of its deals. Deals in the bin do not count anywhere. */
export const pipelineAnalyticsReport = z
  .object({
    from: instant,
    to: instant,
    arrived: z
      .object({
        deals: z.int().describe('Deals whose first stay in this pipeline began in the time.'),
        won: z.int().describe('Those of them that are won in it by now, whenever.'),
        lost: z.int(),
        funnel: z.array(funnelStage).describe('How far they have come by now, in the pipeline’s order.'),
        sources: z.array(sourceFigures).describe('By where their customers came from, most deals first.'),
      })
      .describe('Of the deals that entered the pipeline in the time; each counts once, however often it came back.'),
    moves: z
      .array(stageMove)
      .describe(
        'Where stays went that ended in the time by a move, in the order of stages. Back and skipping ones too.',
      ),
    stages: z
      .array(stageTimes)
      .describe('How stays ended in the time, and how long they took, in the pipeline’s order.'),
    closed: winLoss.describe('Deals of this pipeline that were won or lost in the time.'),
    forecast: forecast.describe('Of the open deals of now, whatever the time.'),
  })
  .meta({ id: 'PipelineAnalyticsReport' });
export type PipelineAnalyticsReport = z.infer<typeof pipelineAnalyticsReport>;
