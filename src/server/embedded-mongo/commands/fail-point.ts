import { setTimeout as sleep } from 'node:timers/promises';
import { toInteger } from '../bson/numbers.ts';
import { type Doc, isDoc } from '../bson/values.ts';
import { MongoError } from '../errors.ts';
import type { CommandContext } from './context.ts';

/** Makes commands fail on purpose, as MongoDB's `failCommand` does: for tests of what clients do then. */
export class FailPoint {
  readonly #enabled: boolean;
  #data: Doc | undefined;
  #times = 0;
  #skip = 0;

  constructor(enabled: boolean) {
    this.#enabled = enabled;
  }

  /** `configureFailPoint`, for the fail point `failCommand` only. */
  configure({ command }: CommandContext): Doc {
    if (!this.#enabled) throw new MongoError('CommandNotFound', "no such command: 'configureFailPoint'");
    if (command.configureFailPoint !== 'failCommand') {
      throw new MongoError('BadValue', `failpoint not found: ${String(command.configureFailPoint)}`);
    }
    const { mode, data } = command;
    this.#data = mode === 'off' || !isDoc(data) ? undefined : data;
    this.#times = isDoc(mode) ? (toInteger(mode.times) ?? Infinity) : Infinity;
    this.#skip = isDoc(mode) ? (toInteger(mode.skip) ?? 0) : 0;
    return {};
  }

  /** What is to happen to this command, if anything. */
  take({ name, connection }: CommandContext): Doc | undefined {
    const data = this.#data;
    if (!data || !Array.isArray(data.failCommands) || !data.failCommands.includes(name)) return undefined;
    if (data.appName !== undefined && data.appName !== connection.appName) return undefined;
    if (this.#skip-- > 0) return undefined;
    if (--this.#times <= 0) this.#data = undefined;
    return data;
  }
}

/** Codes at which clients retry a write. */
const RETRYABLE = new Set([6, 7, 89, 91, 189, 262, 9001, 10107, 11600, 11602, 13435, 13436]);

/** Waits, closes the connection or throws as a fail point says; a write concern error comes with the command's reply. */
export async function strike(data: Doc, context: CommandContext): Promise<Doc> {
  if (data.blockConnection === true) await sleep(toInteger(data.blockTimeMS) ?? 0);
  if (data.closeConnection === true) {
    context.connection.destroy();
    throw new MongoError('HostUnreachable', 'the fail point closed the connection');
  }
  const { txnNumber, command, name } = context;
  const ends = name === 'commitTransaction' || name === 'abortTransaction';
  const retryable = txnNumber !== undefined && (command.autocommit === undefined || ends);
  const given = Array.isArray(data.errorLabels) ? (data.errorLabels as string[]) : undefined;
  const code = toInteger(data.errorCode);
  const labelsFor = (number: number | undefined): string[] =>
    given ?? (retryable && number !== undefined && RETRYABLE.has(number) ? ['RetryableWriteError'] : []);
  if (code !== undefined)
    throw new MongoError(code, "Failing command via 'failCommand' failpoint", {}, labelsFor(code));
  if (!isDoc(data.writeConcernError)) return {};
  const labels = labelsFor(toInteger(data.writeConcernError.code));
  return { writeConcernError: data.writeConcernError, ...(labels.length > 0 ? { errorLabels: labels } : {}) };
}
