import type { DealStatus } from '../../contracts/deal.ts';

/** As much of a deal as says where it is. */
export interface Standing {
  pipelineId: string | null;
  pipelineStage: string | null;
  stageSince: Date | null;
  status: DealStatus;
  closedAt: Date | null;
  deletedAt: Date | null;
}

export interface PassageChange {
  /** When the stays end and begin: never before anything that was noted of the deal, even where clocks differ. */
  at: Date;
  leave: { end: 'moved' | 'won' | 'lost' | 'binned'; toStage: string | null } | null;
  enter: { pipelineId: string; stageId: string; fromStage: string | null } | null;
}

/** The stage a deal stays in: while it is open, not in the bin, and in a pipeline. */
const stayOf = (deal: Standing | null) =>
  deal?.deletedAt === null && deal.status === 'open' && deal.pipelineId !== null && deal.pipelineStage !== null
    ? { pipelineId: deal.pipelineId, stageId: deal.pipelineStage }
    : null;

/** Whether a deal is in another stage than before, whichever way it stands. */
export const isMove = (before: Standing | null, after: Standing): boolean =>
  (before?.pipelineStage ?? null) !== after.pipelineStage;

/**
 * What becomes of a deal's stays when it changes; null when nothing does. A stay ends when the deal moves, is won or
 * lost, or goes to the bin; another begins when it moves, is opened again or comes back.
 */
export function passageOf(before: Standing | null, after: Standing, now: Date): PassageChange | null {
  const [from, to] = [stayOf(before), stayOf(after)];
  if (from?.stageId === to?.stageId) return null;
  const noted = [before?.stageSince, before?.closedAt, before?.deletedAt].map((time) => time?.getTime() ?? 0);
  return {
    at: new Date(Math.max(now.getTime(), ...noted)),
    leave: from && { end: endOf(after), toStage: to?.stageId ?? null },
    enter: to && { ...to, fromStage: before?.pipelineStage ?? null },
  };
}

function endOf({ deletedAt, status }: Standing): 'moved' | 'won' | 'lost' | 'binned' {
  if (deletedAt) return 'binned';
  return status === 'open' ? 'moved' : status;
}
