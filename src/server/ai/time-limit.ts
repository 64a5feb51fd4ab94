import { setTimeout as sleep } from 'node:timers/promises';

/** A time limit that aborts its signal with `reason()`, also when the outer signal aborts, with that one's reason. */
export interface TimeLimit {
  signal: AbortSignal;
  /** Milliseconds left, also of the outer limits; Infinity once it was lifted and there are none. */
  left(): number;
  /** From now on only the outer limits count. */
  lift(): void;
}

/** `within` is the outer limit, or a plain signal that has no end in time. */
export function timeLimit(ms: number, reason: () => Error, within: TimeLimit | AbortSignal): TimeLimit {
  const outer = within instanceof AbortSignal ? { signal: within, left: () => Infinity } : within;
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(reason()), ms);
  let ends = performance.now() + ms;
  return {
    signal: AbortSignal.any([outer.signal, controller.signal]),
    left: () => Math.min(ends - performance.now(), outer.left()),
    lift() {
      clearTimeout(timer);
      ends = Infinity;
    },
  };
}

/** Waits, or throws the signal's reason as soon as it is aborted. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await sleep(ms, undefined, { signal });
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  }
}
