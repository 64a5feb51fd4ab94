/** Planning: what makes a plan valid and dates it. Pure, the same on server and browser. */

export type * from './types.ts';
export { PLAN_LIMITS } from './limits.ts';

export { coerceDraft, type CoercedDraft } from './coerce-draft.ts';
export { repairDraft, PlanUnusableError, type RepairedPlan, type RepairOptions } from './repair.ts';
export { planFromAnswer, toPlanSubtasks } from './from-draft.ts';
export { findDependencyCycle } from './check-dependencies.ts';

export {
  addWorkingMinutes,
  CalendarError,
  defaultCalendar,
  nextWorkingInstant,
  subtractWorkingMinutes,
  workingMinutesBetween,
  type WorkingCalendar,
  type WorkingWindow,
} from './calendar.ts';
export { criticalPath, type ActivityTimes, type CriticalPath } from './critical-path.ts';
export { schedulePlan, type ScheduleInput } from './schedule.ts';
export { optimizeSchedule, type OptimizedSchedule } from './optimize-schedule.ts';
export {
  dateMilestones,
  derivedMilestones,
  milestonesOfDraft,
  type DatedMilestone,
  type PlanMilestone,
} from './milestones.ts';
export { finishRange, type FinishRange, type SubtaskRange, type UncertaintyInput } from './uncertainty.ts';
export { DEFAULT_RATIO_QUANTILES, lognormalQuantiles, ratioAt, type RatioQuantiles } from './ratio-quantiles.ts';

export { mostNewSubtasks, stepsAsked } from './plan-size.ts';
export { planConfidence, type ConfidenceInput } from './confidence.ts';
export { similarities } from './similarity.ts';
export { suggestDueDate } from './due-date.ts';
export { planLocally, type LocalPlanInput } from './local-planner/plan-locally.ts';
export { SIMILAR_ENOUGH, type FinishedPlan } from './local-planner/similar-plan.ts';
