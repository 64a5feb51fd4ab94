import { z } from 'zod';

/** A visitor's goal, for the planner of the demo page. */
export const demoGoal = z
  .string()
  .trim()
  .min(3, 'must have at least 3 characters')
  .max(200, 'must have at most 200 characters');
