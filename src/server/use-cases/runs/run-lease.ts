import { setTimeout as sleep } from 'node:timers/promises';
import type { LeasedRun, LeasedRunStore, Ports } from '../../ports/index.ts';

/** How long a silent worker keeps a run; after that another may take it. */
export const leaseMs = 15_000;
/** Between renewals, each of which also tells of a cancel. */
const beatMs = 400;

/**
 * Why a run is to stop: it was cancelled; another worker has it; or this worker stops, so that another is to have it.
 */
export class RunStopped extends Error {
  override readonly name = 'RunStopped';
  readonly why: 'cancelled' | 'lost' | 'interrupted';
  constructor(why: RunStopped['why']) {
    super(`The run was stopped: ${why}`);
    this.why = why;
  }
}

/** A run this worker holds. */
export interface RunLease {
  /** Aborted with a RunStopped as soon as it must stop. */
  signal: AbortSignal;
  /** Renews at once; throws RunStopped when the run must stop. Call it right before committing. */
  confirm(): Promise<void>;
  /** Stops renewing and lets another worker have the run. */
  giveUp(): Promise<void>;
  /** Stops renewing. */
  stop(): void;
}

/** Keeps renewing a claimed run. `workerSignal` aborts when the worker is to stop. */
export function holdLease(
  { runs, clock, log }: Pick<Ports, 'clock' | 'log'> & { runs: Pick<LeasedRunStore<LeasedRun>, 'renew'> },
  { id, fence }: Pick<LeasedRun, 'id' | 'fence'>,
  workerSignal: AbortSignal,
): RunLease {
  const ending = new AbortController();
  const stopping = new AbortController();
  let heldUntil = performance.now() + leaseMs;

  const renew = async () => {
    const asked = performance.now();
    const state = await runs.renew(id, fence, new Date(clock.now().getTime() + leaseMs));
    if (state === 'lost') stopping.abort(new RunStopped('lost'));
    else if (state === 'cancel_requested') stopping.abort(new RunStopped('cancelled'));
    else heldUntil = asked + leaseMs;
  };
  const beat = async () => {
    while (!stopping.signal.aborted) {
      const ended = await sleep(beatMs, false, { signal: ending.signal }).catch(() => true);
      if (ended) return;
      try {
        await renew();
      } catch (error) {
        log.warn({ run: id, error }, 'The lease of a run could not be renewed');
        if (performance.now() > heldUntil) stopping.abort(new RunStopped('lost'));
      }
    }
  };
  const interrupt = () => stopping.abort(new RunStopped('interrupted'));
  if (workerSignal.aborted) interrupt();
  else workerSignal.addEventListener('abort', interrupt, { once: true });
  void beat();

  const stop = () => {
    ending.abort();
    workerSignal.removeEventListener('abort', interrupt);
  };
  return {
    signal: stopping.signal,
    async confirm() {
      stopping.signal.throwIfAborted();
      await renew();
      stopping.signal.throwIfAborted();
    },
    async giveUp() {
      stop();
      await runs.renew(id, fence, clock.now());
    },
    stop,
  };
}
