/** The bounds of a valid plan. */
export const PLAN_LIMITS = {
  minSubtasks: 3,
  maxSubtasks: 8,
  /** Working minutes of one subtask: five minutes to ten days of eight hours. */
  minMinutes: 5,
  maxMinutes: 4800,
  titleLength: 200,
  descriptionLength: 2000,
  milestones: 8,
  milestoneNameLength: 120,
  milestoneDescriptionLength: 500,
  assumptions: 10,
  assumptionLength: 300,
} as const;

/** The estimate given to a subtask that came without one. */
export const DEFAULT_MINUTES = 60;
