import type { Environment } from '../env.ts';

export type Tier = 'fast' | 'quality';

export interface Model {
  id: string;
  tier: Tier;
}

/** The numbers by which models are asked that nobody needs to change. Times in milliseconds. */
export interface Tuning {
  temperature: number;
  /** Tokens of output allowed; `raised` once an answer was cut or the model is seen to reason. */
  maxTokens: Record<Tier, { usual: number; raised: number }>;
  /** Bounds all that is asked for one answer, whatever happens in it. */
  deadlineMs: number;
  /** With nothing to show by then, the next model takes over. */
  takeOverMs: number;
  /** Requests to one model in one generation when the network or the provider fails. */
  attempts: number;
  /** First ceiling of the full-jitter backoff, doubled at each retry up to the cap. */
  backoffMs: number;
  backoffCapMs: number;
  /** How long to wait for a place among the requests before the next model is asked. */
  slotWaitMs: number;
  /** Between two looks for a free place when all that may be under way are. */
  placePollMs: number;
  /** How long a second answer may take when the first one is readable, if not as asked. */
  repairMs: number;
  /** The least time between two reports of progress. */
  progressEveryMs: number;
  /** A longer answer is cut off: characters of content, and bytes of a whole response. */
  answerLimit: number;
  responseLimit: number;
  /** Failed generations in a row after which a model is left alone for a while. */
  breakerFailures: number;
  breakerRestMs: number;
}

/** The standard numbers with what the environment says. */
export function standardTuning(env: Pick<Environment, 'AI_TIMEOUT_MS'>): Tuning {
  return {
    temperature: 0.3,
    maxTokens: { fast: { usual: 1000, raised: 4000 }, quality: { usual: 2000, raised: 8000 } },
    deadlineMs: env.AI_TIMEOUT_MS,
    takeOverMs: 6000,
    attempts: 3,
    backoffMs: 400,
    backoffCapMs: 5000,
    slotWaitMs: 3000,
    placePollMs: 150,
    repairMs: 8000,
    progressEveryMs: 150,
    answerLimit: 200 * 1024,
    responseLimit: 8 * 1024 * 1024,
    breakerFailures: 3,
    breakerRestMs: 30_000,
  };
}
