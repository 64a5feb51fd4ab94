/** So many steps from what a person did, one causing the next; every chain people mean to build stays far below. */
export const deepestCause = 8;

/** How many steps what is done now is away from what a person did: 0 when nothing caused it. */
export type CauseDepth = number;

/** What set off a change that no person made. */
export interface Cause {
  /** The run of an automation; null when a rule of its stage sent a deal on. */
  runId: string | null;
  depth: CauseDepth;
}

/**
 * The depth of what something of this depth causes; null when it must cause nothing more. Loops that cannot be seen in
 * the configuration (through conditions, other pipelines, other programs) end here.
 */
export const depthOfEffect = (cause: CauseDepth): CauseDepth | null => (cause < deepestCause ? cause + 1 : null);

/** Why something was not done, for the history of runs. */
export const tooDeepWords = `It was not done: ${deepestCause} steps had already led to each other without anyone doing anything. Look for automations that set each other off.`;
