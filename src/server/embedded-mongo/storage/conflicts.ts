import { MongoError } from '../errors.ts';
import type { Claim } from './records.ts';

/** Whoever holds claims: an open multi-document transaction. */
export interface Claimant {
  /** The commit the transaction's snapshot stands at. */
  readonly snapshot: number;
  /** Settles when the transaction has ended either way. */
  readonly ended: Promise<void>;
}

/** Thrown when a write outside a transaction meets a document that an open transaction has changed: it has to wait. */
export class Blocked extends Error {
  readonly by: Claimant;

  constructor(by: Claimant) {
    super('the document is being changed by an open transaction');
    this.by = by;
  }
}

/**
 * First updater wins: what each open transaction has claimed (documents and unique keys), and what was committed since the
 * oldest of them began. Nothing is kept while no transaction is open.
 */
export class Conflicts {
  readonly #owners = new Map<string, Claimant>();
  readonly #claims = new Map<Claimant, Set<string>>();
  readonly #written = new Map<string, number>();
  /** Counts commits. */
  commit = 0;

  open(claimant: Claimant): void {
    this.#claims.set(claimant, new Set());
  }

  /** Releases a transaction's claims; when it committed they count as written now. */
  close(claimant: Claimant, committed: boolean): void {
    const claims = this.#claims.get(claimant);
    this.#claims.delete(claimant);
    for (const claim of claims ?? []) {
      this.#owners.delete(claim);
      if (committed && this.#claims.size > 0) this.#written.set(claim, this.commit);
    }
    if (this.#claims.size === 0) this.#written.clear();
  }

  /** A write outside a transaction: throws Blocked when the claim belongs to an open one. */
  write(what: Claim): void {
    if (this.#claims.size === 0) return;
    const claim = nameOf(what);
    const owner = this.#owners.get(claim);
    if (owner) throw new Blocked(owner);
    this.#written.set(claim, this.commit + 1);
  }

  /** A write inside a transaction: throws WriteConflict when another got there first. */
  claim(claimant: Claimant, what: Claim): void {
    const claim = nameOf(what);
    const owner = this.#owners.get(claim);
    const lost = owner ? owner !== claimant : (this.#written.get(claim) ?? 0) > claimant.snapshot;
    if (lost) throw writeConflict();
    this.#owners.set(claim, claimant);
    this.#claims.get(claimant)?.add(claim);
  }
}

function nameOf(what: Claim): string {
  return typeof what === 'number' ? `${what}` : `${what.index}:${what.key.toString('latin1')}`;
}

/** Error 112, after which a client repeats its transaction. */
export function writeConflict(): MongoError {
  const message = 'Caused by :: Write conflict during plan execution and yielding is disabled. :: Please retry';
  return new MongoError('WriteConflict', message, {}, ['TransientTransactionError']);
}
