import type { AutomationAction } from '../../../../lib/contracts/automation.ts';
import type { PlannedStep } from '../../../../lib/contracts/automation-run.ts';
import { ProblemError } from '../../../../lib/domain/errors.ts';
import type { Context } from '../../../ports/index.ts';
import type { Scene } from '../scene.ts';

/** What a step is going to do, with everything it says filled in; nothing is done yet. */
export interface Planned {
  /** In words, as the history of runs and a dry run show it. */
  said: string;
  mail?: NonNullable<PlannedStep['mail']>;
  task?: NonNullable<PlannedStep['task']>;
  /** Does it, in one commit at most. */
  perform: (context: Context, step: StepAtWork) => Promise<unknown>;
}

/** The step as it is being done. */
export interface StepAtWork {
  /** The same however often the step is tried: who is told of it twice can tell. */
  key: string;
  /** Aborts when another worker has the run, or this one is to stop. */
  signal: AbortSignal;
}

/**
 * Works out what an action does, reading only.
 * @throws ProblemError when it cannot be done, in words for the history of runs
 */
export type PlanAction = (scene: Scene, action: AutomationAction) => Promise<Planned>;

/** What the configuration asks for cannot be done. */
export const impossible = (why: string): ProblemError => new ProblemError('validation_failed', why);
