import type { Message } from './types.ts';

/** As long after logging in the rooms a page follows are taken to be still arriving. */
const settlingMs = 30_000;
const mostRemembered = 500;

/**
 * What one socket gets of the durable events: each at most once, nothing lost between the moment it is known and the
 * moment its subscriptions arrive.
 */
export class SocketStream {
  readonly #emit: (message: Message) => void;
  readonly #now: () => number;
  #held: Message[] | null = [];
  #passedBy: Message[] = [];
  #settledAt = 0;

  constructor(emit: (message: Message) => void, now: () => number = () => performance.now()) {
    this.#emit = emit;
    this.#now = now;
  }

  /** Sends a message now, or after the replay while that is under way. */
  send(message: Message): void {
    if (this.#held) this.#held.push(message);
    else this.#emit(message);
  }

  /** Sends what was missed, then what came meanwhile, and from now on everything at once. */
  open(missed: readonly Message[]): void {
    for (const message of missed) this.#emit(message);
    for (const message of this.#held ?? []) this.#emit(message);
    this.#held = null;
    this.#settledAt = this.#now() + settlingMs;
  }

  /** Notes a message the member may see but does not follow yet. */
  passBy(message: Message): void {
    if (!this.#held && this.#now() > this.#settledAt) {
      this.#passedBy = [];
      return;
    }
    this.#passedBy.push(message);
    if (this.#passedBy.length > mostRemembered) this.#passedBy.shift();
  }

  /** Sends what passed by before a room was joined. */
  joined(room: string): void {
    const [now, later] = [
      this.#passedBy.filter((m) => m.rooms.includes(room)),
      this.#passedBy.filter((m) => !m.rooms.includes(room)),
    ];
    this.#passedBy = later;
    for (const message of now) this.send(message);
  }
}
