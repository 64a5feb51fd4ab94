import { Binary, Long } from 'bson';
import { toInteger } from '../bson/numbers.ts';
import type { Doc } from '../bson/values.ts';
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
    return { ...reply, ok: 1, ...times(engine) };
  } catch (error) {
    return { ...failure(error), ...times(engine) };
  }
}

function times(engine: Engine): Doc {
  const operationTime = timestampOf(engine.changes.last);
  const signature = { hash: new Binary(Buffer.alloc(20)), keyId: Long.ZERO };
  return { $clusterTime: { clusterTime: operationTime, signature }, operationTime };
}

function failure(error: unknown): Doc {
  if (error instanceof MongoError) {
    const { code, codeName, message, labels, details } = error;
    return {
      ok: 0,
      errmsg: message,
      code,
      codeName,
      ...details,
      ...(labels.length > 0 ? { errorLabels: labels } : {}),
    };
  }
  const message = error instanceof Error ? error.message : String(error);
  return { ok: 0, errmsg: `internal error: ${message}`, code: 1, codeName: 'InternalError' };
}

async function run(engine: Engine, connection: Connection, command: Doc, db: string): Promise<Doc> {
  const name = Object.keys(command)[0] ?? '';
  const handler = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!handler) throw new MongoError('CommandNotFound', `no such command: '${name}'`);
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
  const struck = engine.failPoint.take(outside);
  const extra = struck ? await strike(struck, outside) : {};
  const transaction = transactionOf(engine, connection, command, name, session, txnNumber);
  const context: CommandContext = { ...outside, transaction, view: transaction?.view ?? engine.view };
  try {
    return { ...(await handler(context)), ...extra };
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
