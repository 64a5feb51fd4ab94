import { toInteger } from '../bson/numbers.ts';
import { type Doc, isDoc } from '../bson/values.ts';
import type { Engine } from '../engine.ts';
import { MongoError } from '../errors.ts';
import { timestampOf } from '../storage/changes.ts';
import type { Transaction } from '../storage/transactions.ts';
import { type CommandContext, type Connection, sessionOf } from './context.ts';
import { strike } from './fail-point.ts';
import { COMMANDS, IN_TRANSACTION } from './index.ts';

/** Runs one command; always gives a reply, an error as MongoDB words it. */
export async function dispatch(engine: Engine, connection: Connection, command: Doc, db: string): Promise<Doc> {
  try {
    const reply = await run(engine, connection, command, db);
    return { ...reply, ok: 1, operationTime: timestampOf(engine.changes.last) };
  } catch (error) {
    return { ...failure(error, command), operationTime: timestampOf(engine.changes.last) };
  }
}

function failure(error: unknown, command: Doc): Doc {
  if (error instanceof MongoError) {
    const { code, codeName, message, details } = error;
    const labels = error.labels.length > 0 ? error.labels : labelsFor(code, command);
    return {
      ok: 0,
      errmsg: message,
      code,
      codeName,
      ...(labels.length > 0 ? { errorLabels: labels } : {}),
      ...details,
    };
  }
  const message = error instanceof Error ? error.message : String(error);
  return { ok: 0, errmsg: `internal error: ${message}`, code: 1, codeName: 'InternalError' };
}

/** Codes at which a client may repeat a write as it is. */
const RETRYABLE = new Set([6, 7, 89, 91, 189, 262, 9001, 10107, 11600, 11602, 13435, 13436]);
/** Codes at which a client may repeat a transaction from its start. */
const TRANSIENT = new Set([24, 112, 246, 251, 267]);

/** The labels an error carries by its code and the command it ended. */
function labelsFor(code: number, command: Doc): string[] {
  const name = Object.keys(command)[0] ?? '';
  if (command.autocommit === false) {
    if (name === 'commitTransaction' || name === 'abortTransaction') {
      if (RETRYABLE.has(code)) return ['RetryableWriteError'];
      return TRANSIENT.has(code) && name === 'commitTransaction' ? ['TransientTransactionError'] : [];
    }
    return RETRYABLE.has(code) || TRANSIENT.has(code) ? ['TransientTransactionError'] : [];
  }
  return command.txnNumber !== undefined && RETRYABLE.has(code) ? ['RetryableWriteError'] : [];
}

function concernLabels({ writeConcernError }: Doc, command: Doc): Doc {
  const code = isDoc(writeConcernError) ? toInteger(writeConcernError.code) : undefined;
  const labels = code === undefined ? [] : labelsFor(code, command);
  // Only commands that end a transaction have a write concern in one.
  const shown = labels.filter((label) => label === 'RetryableWriteError');
  return shown.length > 0 ? { errorLabels: shown } : {};
}

/** Reads at a past time outside a transaction would need old versions of documents, which are not kept. */
function refuseSnapshots(command: Doc): void {
  const concern = command.readConcern;
  if (command.autocommit === undefined && isDoc(concern) && concern.level === 'snapshot') {
    throw new MongoError(
      'InvalidOptions',
      "readConcern level 'snapshot' outside a transaction is not supported by the embedded database",
    );
  }
}

async function run(engine: Engine, connection: Connection, command: Doc, db: string): Promise<Doc> {
  const name = Object.keys(command)[0] ?? '';
  const handler = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!handler) throw new MongoError('CommandNotFound', `no such command: '${name}'`);
  refuseSnapshots(command);
  const session = sessionOf(command);
  const txnNumber = toInteger(command.txnNumber);
  const outside = {
    engine,
    connection,
    db,
    name,
    command,
    session,
    txnNumber,
    transaction: undefined,
    view: engine.view,
  };
  const struck = engine.failPoints.beforeCommand(outside);
  const extra = struck ? await strike(struck, outside) : {};
  const transaction = transactionOf(engine, connection, command, name, session, txnNumber);
  const context: CommandContext = { ...outside, transaction, view: transaction?.view ?? engine.view };
  try {
    return { ...(await handler(context)), ...concernLabels(extra, command), ...extra };
  } catch (error) {
    // In a transaction any failure ends it.
    if (transaction) engine.transactions.abort(transaction);
    throw error;
  }
}

function transactionOf(
  engine: Engine,
  connection: Connection,
  command: Doc,
  name: string,
  session: Buffer | undefined,
  txnNumber: number | undefined,
): Transaction | undefined {
  if (command.autocommit === undefined) {
    if (command.startTransaction !== undefined)
      throw new MongoError('InvalidOptions', "'startTransaction' needs 'autocommit: false'");
    return undefined;
  }
  if (!session || txnNumber === undefined || command.autocommit !== false) {
    throw new MongoError('InvalidOptions', "a transaction needs 'lsid', 'txnNumber' and 'autocommit: false'");
  }
  if (name === 'commitTransaction') return undefined;
  if (!IN_TRANSACTION.has(name)) {
    throw new MongoError('OperationNotSupportedInTransaction', `Cannot run '${name}' in a multi-document transaction.`);
  }
  if (command.startTransaction === true) return engine.transactions.begin(session, txnNumber, connection);
  return engine.transactions.get(session, txnNumber, connection);
}
