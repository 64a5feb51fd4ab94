import type { z } from 'zod';
import type { Container } from '../container.ts';

/** What a handler is run with. */
export interface JobRun {
  container: Container;
  /** Aborts when the worker is to stop: end soon, by throwing, and the job runs again elsewhere. */
  signal: AbortSignal;
  /** From 1. */
  attempt: number;
  isLastAttempt: boolean;
}

/** The module that does a job. */
export interface JobHandler<Data> {
  handle(data: Data, run: JobRun): Promise<void>;
}

/** A kind of job: what it is called, what it takes, how it is run. The code that does it is loaded when first needed. */
export interface Job<Schema extends z.ZodObject = z.ZodObject> {
  id: string;
  /** Grows when `schema` changes in a way that jobs already queued do not fit. */
  version: number;
  schema: Schema;
  load: () => Promise<JobHandler<z.output<Schema>>>;
  /** At once in one worker. */
  concurrency: number;
  /** After that many failures in a row it is given up. */
  attempts: number;
  /** A recurring job: how often. */
  everyMs?: number;
  /** Runs whenever a worker starts. */
  atStart?: boolean;
}

/** Keeps the schema's type, so that the handler is checked against it. */
export const defineJob = <Schema extends z.ZodObject>(job: Job<Schema>): Job<Schema> => job;
