import { ProblemError } from '../../../lib/domain/errors.ts';
import type { Ports } from '../../ports/index.ts';
import type { GenerationRecord } from '../../records/index.ts';
import { endRun } from './finish-run.ts';
import { orderTask } from './order-task.ts';
import { planTask } from './plan-task.ts';
import { holdLease, leaseMs, RunStopped, type RunLease } from './run-lease.ts';

interface RunOptions {
  /** Aborts when the worker is to stop: the run is then left to another. */
  signal: AbortSignal;
  /** Whatever fails now has failed for good. */
  isLastAttempt: boolean;
}

/** Workers that died on a run, one after the other: then it is the run that kills them. */
const mostClaims = 8;

/**
 * Runs a generation to its end, if no other worker has it. However many try, what it makes is saved once: whoever lost
 * the run cannot save. Answers `over` when the run has come to its end, `busy` when another worker has it.
 * @throws what went wrong when another attempt makes sense, and RunStopped when this worker is to stop
 */
export async function runGeneration(ports: Ports, id: string, options: RunOptions): Promise<'over' | 'busy'> {
  const now = ports.clock.now();
  const run = await ports.generations.claim(id, { now, until: new Date(now.getTime() + leaseMs) });
  if (!run) return (await stillWanted(ports, id)) ? 'busy' : 'over';
  const lease = holdLease(ports, run, options.signal);
  try {
    if (run.cancelRequested) throw new RunStopped('cancelled');
    if (run.fence > mostClaims) throw new Error(`${run.fence - 1} workers did not survive this run`);
    await (run.kind === 'plan' ? planTask(ports, run, lease) : orderTask(ports, run, lease));
    return 'over';
  } catch (error) {
    return await settle(ports, run, lease, error, options);
  } finally {
    lease.stop();
  }
}

async function stillWanted({ generations }: Ports, id: string): Promise<boolean> {
  const run = await generations.find(id);
  return run?.status === 'queued' || run?.status === 'running';
}

/** Ends a run that met an error, or leaves it to another worker. */
async function settle(
  ports: Ports,
  run: GenerationRecord,
  lease: RunLease,
  error: unknown,
  { isLastAttempt }: RunOptions,
): Promise<'over' | 'busy'> {
  if (error instanceof RunStopped) {
    if (error.why === 'lost') return 'busy';
    if (error.why === 'interrupted') {
      await lease.giveUp();
      throw error;
    }
    await endRun(ports, run, { status: 'cancelled' });
    return 'over';
  }
  const final = error instanceof ProblemError && error.code !== 'unavailable';
  if (!final && !isLastAttempt && run.fence <= mostClaims) {
    await lease.giveUp();
    throw error;
  }
  ports.log.error({ generationId: run.id, taskId: run.taskId, error }, 'A generation failed');
  await endRun(ports, run, { status: 'failed', error: told(error) });
  return 'over';
}

/** What the person who waits is told. */
const told = (error: unknown): { code: string; message: string } =>
  error instanceof ProblemError
    ? { code: error.code, message: error.message }
    : { code: 'internal', message: 'Something went wrong while planning. The task is as it was; please try again.' };
