import { MongoError } from './errors.ts';

/**
 * Work in slices. A stream is pulled for the next few results and does a bounded amount of work for each pull, so that
 * whoever drives it can let other clients' commands in between.
 */
export interface Stream<T> {
  /** The next results (none for now when empty: pull again), or undefined at the end. */
  pull(): T[] | undefined;
}

/** How long one client's work may go on before others get their turn, in milliseconds. */
const SLICE = 8;

export function empty<T>(): Stream<T> {
  return { pull: () => undefined };
}

export function fromArray<T>(items: T[], size = 256): Stream<T> {
  let at = 0;
  return {
    pull() {
      if (at >= items.length) return undefined;
      const batch = items.slice(at, at + size);
      at += size;
      return batch;
    },
  };
}

/** The items of an iterator, which may have to work for each. */
export function fromIterator<T>(items: Iterator<T>, size = 256): Stream<T> {
  return {
    pull() {
      const batch: T[] = [];
      while (batch.length < size) {
        const next = items.next();
        if (next.done) break;
        batch.push(next.value);
      }
      return batch.length > 0 ? batch : undefined;
    },
  };
}

/** Maps each batch; what `change` returns replaces the batch. */
export function through<T, U>(source: Stream<T>, change: (batch: T[]) => U[]): Stream<U> {
  return {
    pull() {
      const batch = source.pull();
      return batch && change(batch);
    },
  };
}

/** Leaves out the first `skip` results and ends after `limit` (0: no limit). */
export function slice<T>(source: Stream<T>, skip: number, limit: number): Stream<T> {
  if (skip === 0 && limit === 0) return source;
  let toSkip = skip;
  let left = limit === 0 ? Infinity : limit;
  return {
    pull() {
      if (left <= 0) return undefined;
      const batch = source.pull();
      if (!batch) return undefined;
      const dropped = Math.min(toSkip, batch.length);
      toSkip -= dropped;
      const kept = batch.slice(dropped, dropped + left);
      left -= kept.length;
      return kept;
    },
  };
}

/** Consumes everything, then goes on as the stream `finish` makes of it. */
export function collected<T, U>(source: Stream<T>, take: (batch: T[]) => void, finish: () => Stream<U>): Stream<U> {
  let result: Stream<U> | undefined;
  return {
    pull() {
      if (result) return result.pull();
      const batch = source.pull();
      if (batch) take(batch);
      else result = finish();
      return [];
    },
  };
}

/** Lets waiting commands run when the current slice of work has lasted long enough, and minds a command's `maxTimeMS`. */
export class Pace {
  #started = performance.now();
  readonly #deadline: number;

  /** @param maxTime milliseconds from now, 0 for no limit */
  constructor(maxTime = 0) {
    this.#deadline = maxTime > 0 ? this.#started + maxTime : Infinity;
  }

  async breathe(): Promise<void> {
    const now = performance.now();
    if (now > this.#deadline) throw new MongoError('MaxTimeMSExpired', 'operation exceeded time limit');
    if (now - this.#started < SLICE) return;
    await new Promise<void>((resolve) => setImmediate(resolve));
    this.#started = performance.now();
  }
}

/** All results, pulled with breaks. */
export async function drain<T>(stream: Stream<T>, pace = new Pace()): Promise<T[]> {
  const all: T[] = [];
  for (;;) {
    const batch = stream.pull();
    if (!batch) return all;
    for (const item of batch) all.push(item);
    await pace.breathe();
  }
}

/** All results at once, for work that must not be interrupted. */
export function drainNow<T>(stream: Stream<T>): T[] {
  const all: T[] = [];
  for (let batch = stream.pull(); batch; batch = stream.pull()) for (const item of batch) all.push(item);
  return all;
}
