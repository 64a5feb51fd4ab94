import type { Doc } from '../bson/values.ts';
import { MongoError } from '../errors.ts';
import { Blocked } from '../storage/conflicts.ts';
import type { Target } from '../storage/records.ts';
import { type CommandContext, write } from './context.ts';
import { strikeTransactional, transactionalFault } from './fail-point.ts';
import { Deferred, type Effect, type Statement } from './statements.ts';

/** How long one task of the writer may go on with a batch, in milliseconds. */
const TASK_TIME = 20;

/** One statement's result. */
export interface Outcome {
  n: number;
  modified: number;
  upserted?: { _id: unknown };
  error?: Doc;
}

interface Progress {
  done: number;
  stopped: boolean;
  outcomes: Outcome[];
}

/** The outcome of most statements. */
const ONE: Outcome = { n: 1, modified: 0 };

/** A progress as it is remembered: only the outcomes that differ from `ONE`, each with its place. */
interface Remembered {
  stopped: boolean;
  count: number;
  others: [number, Outcome][];
}

/**
 * Runs a command's statements in order, as many in one task of the writer as its time allows. With a retryable write's
 * `txnNumber` the outcomes are remembered with the writes, and a repeated command goes on where it stopped.
 */
export async function runBatch(context: CommandContext, statements: Statement[], ordered: boolean): Promise<Outcome[]> {
  let progress: Progress = { done: 0, stopped: false, outcomes: [] };
  while (progress.done < statements.length && !progress.stopped) {
    const fault = transactionalFault(context);
    try {
      const { next, proceed } = await write(context, (target) => {
        // The same command may have been sent again, and gone further, over another connection.
        const known = further(recall(context), progress);
        if (known.done === statements.length || known.stopped) return { next: known, proceed: undefined };
        const result = step(context, target, statements, known, ordered, fault);
        if (fault) strikeTransactional(context);
        return result;
      });
      progress = next;
      proceed?.();
    } catch (error) {
      if (!(error instanceof Deferred)) throw error;
      await error.prepare();
    }
  }
  return progress.outcomes;
}

function step(
  context: CommandContext,
  target: Target,
  statements: Statement[],
  progress: Progress,
  ordered: boolean,
  single: boolean,
) {
  const next: Progress = { ...progress, outcomes: [...progress.outcomes] };
  const started = performance.now();
  let proceed: (() => void) | undefined;
  let ran = 0;
  while (next.done < statements.length && !next.stopped && !proceed) {
    try {
      const effect = (statements[next.done] as Statement).run(target);
      note(next, effect);
      proceed = effect.proceed;
      if (effect.complete) next.done++;
    } catch (error) {
      const waits = error instanceof Deferred || error instanceof Blocked;
      // What is done so far is committed before waiting.
      if (waits && ran > 0) break;
      if (waits || context.transaction || !(error instanceof MongoError)) throw error;
      next.outcomes[next.done] = { n: 0, modified: 0, error: errorDoc(error) };
      next.done++;
      next.stopped = ordered;
    }
    ran++;
    if (single || performance.now() - started > TASK_TIME) break;
  }
  remember(context, next);
  return { next, proceed };
}

function further(a: Progress, b: Progress): Progress {
  return a.done > b.done ? a : b;
}

function note(progress: Progress, { n, modified, upserted }: Effect): void {
  const before = progress.outcomes[progress.done];
  if (!before && !upserted && n === ONE.n && modified === ONE.modified) {
    progress.outcomes[progress.done] = ONE;
    return;
  }
  progress.outcomes[progress.done] = {
    n: (before?.n ?? 0) + n,
    modified: (before?.modified ?? 0) + modified,
    ...(upserted ? { upserted } : {}),
  };
}

function errorDoc(error: MongoError): Doc {
  return { code: error.code, errmsg: error.message, ...error.details };
}

/** Whether the command is a retryable write: with a transaction number but outside a transaction. */
export function isRetryable({ session, txnNumber, transaction }: CommandContext): boolean {
  return session !== undefined && txnNumber !== undefined && !transaction;
}

function recall(context: CommandContext): Progress {
  const { engine, session, txnNumber } = context;
  const progress: Progress = { done: 0, stopped: false, outcomes: [] };
  if (!isRetryable(context) || !session || txnNumber === undefined) return progress;
  const record = engine.sessions.find(session, txnNumber);
  if (!record?.reply) return progress;
  const { stopped, count, others } = record.reply as unknown as Remembered;
  const outcomes = Array<Outcome>(count).fill(ONE);
  for (const [at, outcome] of others) outcomes[at] = outcome;
  return { done: record.done ?? 0, stopped, outcomes };
}

function remember(context: CommandContext, { done, stopped, outcomes }: Progress): void {
  const { engine, session, txnNumber } = context;
  if (!isRetryable(context) || !session || txnNumber === undefined) return;
  const others = outcomes.flatMap((outcome, at): [number, Outcome][] => (outcome === ONE ? [] : [[at, outcome]]));
  engine.sessions.remember(session, { txnNumber, done, reply: { stopped, count: outcomes.length, others } });
}
