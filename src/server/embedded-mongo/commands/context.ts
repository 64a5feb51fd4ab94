import { Binary } from 'bson';
import { toInteger } from '../bson/numbers.ts';
import { type Doc, isDoc, typeName } from '../bson/values.ts';
import type { Engine } from '../engine.ts';
import { MongoError } from '../errors.ts';
import type { Collection } from '../storage/catalog.ts';
import { Blocked } from '../storage/conflicts.ts';
import type { Target } from '../storage/records.ts';
import type { Transaction } from '../storage/transactions.ts';
import type { View } from '../storage/view.ts';

/** What the engine keeps about a client's connection. */
export interface Connection {
  id: number;
  appName: string | undefined;
  /** Closes it without an answer (a fail point's doing). */
  destroy: () => void;
  closed: boolean;
}

/** A command on its way. */
export interface CommandContext {
  engine: Engine;
  connection: Connection;
  db: string;
  name: string;
  command: Doc;
  session: Buffer | undefined;
  txnNumber: number | undefined;
  transaction: Transaction | undefined;
  /** What the command reads from: the committed state or its transaction's view. */
  view: View;
}

/** Carries out a command; the fields of its reply besides `ok`. */
export type Command = (context: CommandContext) => Doc | Promise<Doc>;

/** The session's id of a command's `lsid`. */
export function sessionOf(command: Doc): Buffer | undefined {
  const lsid = command.lsid;
  if (lsid === undefined) return undefined;
  if (isDoc(lsid) && lsid.id instanceof Binary) return Buffer.from(lsid.id.buffer.subarray(0, lsid.id.position));
  throw new MongoError('TypeMismatch', "BSON field 'lsid.id' is missing or not a UUID");
}

/** The collection's name in the command's first field. */
export function collectionName({ command, name }: CommandContext): string {
  const value = command[name];
  if (typeof value !== 'string') {
    throw new MongoError('InvalidNamespace', `collection name has invalid type ${typeName(value)}`);
  }
  if (value === '' || value.includes('$') || value.includes('\0') || value.startsWith('.')) {
    throw new MongoError('InvalidNamespace', `Invalid namespace specified '${value}'`);
  }
  return value;
}

/** `database.collection` of the command. */
export function namespace(context: CommandContext): string {
  return `${context.db}.${collectionName(context)}`;
}

/** A number of the command, or undefined when absent; throws TypeMismatch for anything else. */
export function numberField(command: Doc, field: string): number | undefined {
  const value = command[field];
  if (value === undefined || value === null) return undefined;
  const number = toInteger(value);
  if (number === undefined) {
    throw new MongoError(
      'TypeMismatch',
      `BSON field '${field}' is the wrong type '${typeName(value)}', expected a whole number`,
    );
  }
  return number;
}

/** A number that may not be negative. */
export function countField(command: Doc, field: string): number | undefined {
  const number = numberField(command, field);
  if (number !== undefined && number < 0) {
    throw new MongoError(51024, `BSON field '${field}' value must be >= 0, actual value '${number}'`);
  }
  return number;
}

/** A document of the command; `{}` when absent. */
export function docField(command: Doc, field: string): Doc {
  const value = command[field];
  if (value === undefined || value === null) return {};
  if (isDoc(value)) return value;
  throw new MongoError(
    'TypeMismatch',
    `BSON field '${field}' is the wrong type '${typeName(value)}', expected type 'object'`,
  );
}

/** Documents of the command, given as an array or as a document sequence. */
export function listField(command: Doc, field: string): unknown[] {
  const value = command[field];
  if (Array.isArray(value)) return value as unknown[];
  throw new MongoError('TypeMismatch', `BSON field '${field}' is missing or not an array`);
}

/**
 * Runs a synchronous piece of writing, in the command's transaction or in the writer's next group, and waits where an open
 * transaction holds what it needs. `task` must be repeatable: it is run again after such a wait.
 */
export async function write<T>(context: CommandContext, task: (target: Target) => T): Promise<T> {
  if (context.transaction) return task(context.transaction);
  for (;;) {
    try {
      return await context.engine.writer.run(task);
    } catch (error) {
      if (!(error instanceof Blocked)) throw error;
      await error.by.ended;
    }
  }
}

/** The collection of a namespace as the command sees it. */
export function collectionAt({ engine, transaction }: CommandContext, ns: string): Collection | undefined {
  return transaction?.created.get(ns) ?? engine.catalog.get(ns);
}

/** Makes a collection that becomes visible to others when the transaction commits. */
export function createInTransaction(engine: Engine, transaction: Transaction, ns: string, options: Doc): Collection {
  const collection = engine.catalog.make(ns, options);
  transaction.created.set(ns, collection);
  return collection;
}

/** The collection, created when it is not there. */
export async function ensureCollection(context: CommandContext, ns: string): Promise<Collection> {
  const present = collectionAt(context, ns);
  if (present) return present;
  if (context.transaction) return createInTransaction(context.engine, context.transaction, ns, {});
  return context.engine.writer.run((unit) => {
    const { catalog } = context.engine;
    const raced = catalog.get(ns);
    if (raced) return raced;
    const collection = catalog.add(catalog.make(ns, {}));
    unit.onRollback(() => {
      collection.dropped = true;
      catalog.collections.delete(ns);
    });
    unit.emit({ op: 'create', ns });
    return collection;
  });
}
