import type { z } from 'zod';
import type { JobResult } from '../../../lib/contracts/job.ts';
import type { Context, Tx } from '../../ports/index.ts';
import type { BatchJobRecord } from '../../records/index.ts';

/** How far a chunk brings its job. */
export interface BatchStep {
  /** Where the next chunk begins, in terms of the handler's own; kept as JSON. */
  position: unknown;
  progress: BatchJobRecord['progress'];
  /** What came of everything so far. */
  result: JobResult;
  /** Further writes of the chunk, besides those of the use-cases it called. */
  write?: (tx: Tx) => Promise<void>;
}

/** A job as its handler sees it. */
export interface BatchRun<Input> {
  /** As it was when this worker took it: begin at its `position`. */
  job: BatchJobRecord;
  input: Input;
  /** To read with, as the member who asked. Change things through `chunk` and `alone` only. */
  context: Context;
  /** Aborts when the job is to stop. Chunks check it themselves. */
  signal: AbortSignal;
  /**
   * Does one chunk. Whatever the use-cases that `decide` calls with its context would commit is committed at the end,
   * with the step, in one transaction (5 s at most): all of it or nothing, once. A use-case therefore does not see what
   * an earlier one of the same chunk changed. `decide` runs again when another change came between reading and writing.
   * @throws DuplicateKeyError when a unique key is taken, and RunStopped
   */
  chunk(decide: (context: Context) => Promise<BatchStep>): Promise<BatchStep>;
  /**
   * Runs one use-case whose own commit takes the step along, so that it refuses in its own words. Answers whether it
   * changed anything; if not, the step is not taken either.
   */
  alone(step: BatchStep, act: (context: Context) => Promise<unknown>): Promise<boolean>;
}

/** The module that does a kind of job. */
export interface BatchHandler<Input> {
  /** Works until there is nothing left to do. Throw ProblemError to end the job as failed, for good. */
  handle(run: BatchRun<Input>): Promise<void>;
}

export interface BatchKind<Schema extends z.ZodType = z.ZodType> {
  input: Schema;
  load: () => Promise<BatchHandler<z.output<Schema>>>;
}

/** Keeps the schema's type, so that the handler is checked against it. */
export const batchKind = <Schema extends z.ZodType>(kind: BatchKind<Schema>): BatchKind<Schema> => kind;
