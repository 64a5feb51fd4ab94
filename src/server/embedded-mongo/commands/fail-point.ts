import { setTimeout as sleep } from 'node:timers/promises';
import { toInteger } from '../bson/numbers.ts';
import { type Doc, isDoc } from '../bson/values.ts';
import { MongoError } from '../errors.ts';
import type { CommandContext } from './context.ts';

/** Codes after which a change stream may be resumed, and the label that says so. */
const RESUMABLE = new Set([
  6, 7, 43, 63, 89, 91, 133, 150, 189, 234, 262, 9001, 10107, 11600, 11602, 13388, 13435, 13436,
]);
const RESUMABLE_LABEL = 'ResumableChangeStreamError';

interface Armed {
  data: Doc;
  times: number;
  skip: number;
}

const KNOWN = ['failCommand', 'failGetMoreAfterCursorCheckout', 'onPrimaryTransactionalWrite'];

/** Makes commands fail on purpose, as MongoDB's fail points of the same names do: for tests of what clients do then. */
export class FailPoints {
  readonly #enabled: boolean;
  readonly #armed = new Map<string, Armed>();

  constructor(enabled: boolean) {
    this.#enabled = enabled;
  }

  /** `configureFailPoint` */
  configure({ command }: CommandContext): Doc {
    const { configureFailPoint: name, mode, data } = command;
    if (!this.#enabled) throw new MongoError('CommandNotFound', "no such command: 'configureFailPoint'");
    if (typeof name !== 'string' || !KNOWN.includes(name))
      throw new MongoError('BadValue', `failpoint not found: ${String(name)}`);
    if (mode === 'off') this.#armed.delete(name);
    else {
      const limits = isDoc(mode) ? mode : {};
      const times = toInteger(limits.times) ?? Infinity;
      this.#armed.set(name, { data: isDoc(data) ? data : {}, times, skip: toInteger(limits.skip) ?? 0 });
    }
    return {};
  }

  /** Disarms all. */
  reset(): void {
    this.#armed.clear();
  }

  isArmed(name: string): boolean {
    return this.#armed.has(name);
  }

  /** Counts one occasion; what is to happen at it, if anything. */
  take(name: string): Doc | undefined {
    const armed = this.#armed.get(name);
    if (!armed || armed.skip-- > 0) return undefined;
    if (--armed.times <= 0) this.#armed.delete(name);
    return armed.data;
  }

  /** What is to happen to this command before it runs, if anything. */
  beforeCommand({ name, connection }: CommandContext): Doc | undefined {
    if (name === 'getMore') {
      const data = this.take('failGetMoreAfterCursorCheckout');
      if (data) return { errorLabels: RESUMABLE.has(toInteger(data.errorCode) ?? 0) ? [RESUMABLE_LABEL] : [], ...data };
    }
    const data = this.#armed.get('failCommand')?.data;
    if (!data || !Array.isArray(data.failCommands) || !data.failCommands.includes(name)) return undefined;
    if (data.appName !== undefined && data.appName !== connection.appName) return undefined;
    return this.take('failCommand');
  }
}

/** Waits, closes the connection or throws as a fail point says; a write concern error comes with the command's reply. */
export async function strike(data: Doc, { connection }: CommandContext): Promise<Doc> {
  if (data.blockConnection === true) await sleep(toInteger(data.blockTimeMS) ?? 0);
  if (data.closeConnection === true) {
    connection.destroy();
    throw new MongoError('HostUnreachable', 'the fail point closed the connection');
  }
  const labels = Array.isArray(data.errorLabels) ? (data.errorLabels as string[]) : undefined;
  const code = toInteger(data.errorCode);
  // Labels that were given, even none, replace those the code would bring.
  const details = labels ? { errorLabels: labels } : {};
  if (code !== undefined) throw new MongoError(code, "Failing command via 'failCommand' failpoint", details);
  if (!isDoc(data.writeConcernError)) return {};
  return { writeConcernError: data.writeConcernError, ...details };
}

const TRANSACTIONAL_WRITE = 'onPrimaryTransactionalWrite';

/** Whether a retryable write is to fail on purpose. */
export function transactionalFault({ engine, session, txnNumber, transaction }: CommandContext): boolean {
  return (
    session !== undefined && txnNumber !== undefined && !transaction && engine.failPoints.isArmed(TRANSACTIONAL_WRITE)
  );
}

/**
 * Called in the write of a statement that `transactionalFault` named: closes the connection, so that the reply is lost, and
 * with an error code throws, so that nothing is written.
 */
export function strikeTransactional({ engine, connection }: CommandContext): void {
  const data = engine.failPoints.take(TRANSACTIONAL_WRITE);
  if (!data) return;
  if (data.closeConnection !== false) connection.destroy();
  const code = toInteger(data.failBeforeCommitExceptionCode);
  if (code !== undefined) throw new MongoError(code, "Failing write via 'onPrimaryTransactionalWrite' failpoint");
}
