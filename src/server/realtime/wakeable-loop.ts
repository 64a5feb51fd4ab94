import { setTimeout as sleep } from 'node:timers/promises';

interface LoopOptions {
  /** Runs once per turn; what it throws goes to `onError`. */
  run: () => Promise<void>;
  /** A turn comes at the latest so long after the last one. */
  everyMs: number;
  onError: (error: unknown) => void;
}

export interface WakeableLoop {
  /** A turn at once; when one is under way, another right after it. */
  wake(): void;
  /** Resolves when the turn under way has ended. */
  stop(): Promise<void>;
}

/** Runs a piece of work again and again: whenever it is woken, and from time to time. Turns never overlap. */
export function startLoop({ run, everyMs, onError }: LoopOptions): WakeableLoop {
  const stopping = new AbortController();
  let woken = false;
  const isWoken = () => woken;
  let rouse: () => void = () => undefined;

  const turns = (async () => {
    while (!stopping.signal.aborted) {
      woken = false;
      await run().catch(onError);
      if (isWoken()) continue;
      const waiting = new AbortController();
      rouse = () => waiting.abort();
      const signal = AbortSignal.any([waiting.signal, stopping.signal]);
      await sleep(everyMs, undefined, { signal }).catch(() => undefined);
    }
  })();
  return {
    wake() {
      woken = true;
      rouse();
    },
    async stop() {
      stopping.abort();
      await turns;
    },
  };
}
