import { ProblemError } from '../../../lib/domain/errors.ts';
import type { LeasedRun, LeasedRunStore, Ports } from '../../ports/index.ts';
import { holdLease, leaseMs, RunStopped, type RunLease } from './run-lease.ts';

export interface RunOptions {
  /** Aborts when the worker is to stop: the run is then left to another. */
  signal: AbortSignal;
  /** Whatever fails now has failed for good. */
  isLastAttempt: boolean;
}

export type UnhappyEnd = { status: 'failed'; error: { code: string; message: string } } | { status: 'cancelled' };

interface LeasedWork<Run extends LeasedRun> {
  runs: LeasedRunStore<Run>;
  /** Does it, and ends it well. */
  work: (run: Run, lease: RunLease) => Promise<void>;
  /** Ends it otherwise. */
  end: (run: Run, end: UnhappyEnd) => Promise<void>;
  /** Workers that took it without coming any further, this one included. */
  claims: (run: Run) => number;
  /** What the person who waits is told of a fault nobody foresaw. */
  failure: string;
}

/** Workers that died on a run, one after the other: then it is the run that kills them. */
const mostClaims = 8;

/**
 * Runs leased work to its end, if no other worker has it. However many try, what it makes is saved once: whoever lost
 * the run cannot save. Answers `over` when the run has come to its end, `busy` when another worker has it.
 * @throws what went wrong when another attempt makes sense, and RunStopped when this worker is to stop
 */
export async function runToEnd<Run extends LeasedRun>(
  ports: Pick<Ports, 'clock' | 'log'>,
  id: string,
  leased: LeasedWork<Run>,
  options: RunOptions,
): Promise<'over' | 'busy'> {
  const now = ports.clock.now();
  const run = await leased.runs.claim(id, { now, until: new Date(now.getTime() + leaseMs) });
  if (!run) return (await stillWanted(leased.runs, id)) ? 'busy' : 'over';
  const lease = holdLease({ ...ports, runs: leased.runs }, run, options.signal);
  try {
    if (run.cancelRequested) throw new RunStopped('cancelled');
    if (leased.claims(run) > mostClaims) throw new Error(`${mostClaims} workers did not survive this run`);
    await leased.work(run, lease);
    return 'over';
  } catch (error) {
    return await settle(ports, { run, lease, leased, options }, error);
  } finally {
    lease.stop();
  }
}

async function stillWanted(runs: Pick<LeasedRunStore<LeasedRun>, 'find'>, id: string): Promise<boolean> {
  const run = await runs.find(id);
  return run?.status === 'queued' || run?.status === 'running';
}

interface Held<Run extends LeasedRun> {
  run: Run;
  lease: RunLease;
  leased: LeasedWork<Run>;
  options: RunOptions;
}

/** Ends a run that met an error, or leaves it to another worker. */
async function settle<Run extends LeasedRun>(
  { log }: Pick<Ports, 'log'>,
  { run, lease, leased, options }: Held<Run>,
  error: unknown,
): Promise<'over' | 'busy'> {
  if (error instanceof RunStopped) {
    if (error.why === 'lost') return 'busy';
    if (error.why === 'interrupted') {
      await lease.giveUp();
      throw error;
    }
    await leased.end(run, { status: 'cancelled' });
    return 'over';
  }
  const final = error instanceof ProblemError && error.code !== 'unavailable';
  if (!final && !options.isLastAttempt && leased.claims(run) <= mostClaims) {
    await lease.giveUp();
    throw error;
  }
  log.error({ run: run.id, error }, 'A run failed');
  await leased.end(run, { status: 'failed', error: told(error, leased.failure) });
  return 'over';
}

const told = (error: unknown, failure: string): { code: string; message: string } =>
  error instanceof ProblemError ? { code: error.code, message: error.message } : { code: 'internal', message: failure };
