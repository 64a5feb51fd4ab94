import { encode } from '../bson/decode.ts';
import { toInteger } from '../bson/numbers.ts';
import type { Doc } from '../bson/values.ts';
import { StreamCursor } from '../cursors.ts';
import { MongoError } from '../errors.ts';
import { parseSort } from '../query/sort.ts';
import { fromArray } from '../streams.ts';
import { type Outcome, runBatch } from './batch.ts';
import { type CommandContext, countField, docField, listField } from './context.ts';
import { letVariables } from './pipeline-context.ts';
import { openCursor } from './read-commands.ts';
import { Insert, Modification, type Statement } from './statements.ts';
import { docOf } from './write-commands.ts';

type Kind = 'insert' | 'update' | 'delete';

interface Operation {
  kind: Kind;
  statement: Statement;
}

/** `bulkWrite`: inserts, updates and deletions over several collections in one command. */
export async function bulkWrite(context: CommandContext): Promise<Doc> {
  const { command } = context;
  if (context.db !== 'admin')
    throw new MongoError('Unauthorized', 'bulkWrite may only be run against the admin database.');
  const namespaces = listField(command, 'nsInfo').map((item) => {
    const { ns } = docOf(item);
    if (typeof ns !== 'string' || !/^[^.]+\../.test(ns))
      throw new MongoError('InvalidNamespace', `Invalid namespace specified for bulkWrite: '${String(ns)}'`);
    return ns;
  });
  const operations = listField(command, 'ops').map((item) => operation(context, docOf(item), namespaces));
  if (operations.length === 0)
    throw new MongoError('InvalidLength', 'Write batch sizes must be between 1 and 100000. Got 0 operations.');
  const outcomes = await runBatch(
    context,
    operations.map(({ statement }) => statement),
    command.ordered !== false,
  );
  const results = outcomes.map((outcome, idx) => resultOf(outcome, idx, operations[idx] as Operation));
  const shown = command.errorsOnly === true ? results.filter(({ ok }) => ok === 0) : results;
  const batchSize = countField(docField(command, 'cursor'), 'batchSize');
  const cursor = new StreamCursor('admin.$cmd.bulkWrite', fromArray(shown.map(encode)));
  return { ...(await openCursor(context, cursor, batchSize ?? Infinity)), ...counts(outcomes, operations) };
}

function operation(context: CommandContext, op: Doc, namespaces: string[]): Operation {
  const kind = Object.keys(op)[0];
  if (kind !== 'insert' && kind !== 'update' && kind !== 'delete') {
    throw new MongoError('FailedToParse', `Unrecognized bulkWrite operation '${kind ?? ''}'`);
  }
  const ns = namespaces[toInteger(op[kind]) ?? -1];
  if (ns === undefined) throw new MongoError('BadValue', 'BulkWrite ops entry has an invalid nsInfo index.');
  const bypassValidation = context.command.bypassDocumentValidation === true;
  if (kind === 'insert') return { kind, statement: new Insert(context, ns, op.document, bypassValidation) };
  const spec = {
    filter: op.filter,
    multi: op.multi === true,
    upsert: kind === 'update' && op.upsert === true,
    hint: op.hint,
    collation: op.collation,
    variables: letVariables(context.command),
    bypassValidation,
    ...(kind === 'update' ? { update: op.updateMods, arrayFilters: op.arrayFilters, sort: parseSort(op.sort) } : {}),
  };
  return { kind, statement: new Modification(context, ns, spec) };
}

function resultOf({ n, modified, upserted, error }: Outcome, idx: number, { kind }: Operation): Doc {
  if (error) return { ok: 0, idx, n: 0, ...(kind === 'update' ? { nModified: 0 } : {}), ...error };
  return { ok: 1, idx, n, ...(kind === 'update' ? { nModified: modified } : {}), ...(upserted ? { upserted } : {}) };
}

function counts(outcomes: Outcome[], operations: Operation[]): Doc {
  const total = { nErrors: 0, nInserted: 0, nMatched: 0, nModified: 0, nUpserted: 0, nDeleted: 0 };
  for (const [i, { n, modified, upserted, error }] of outcomes.entries()) {
    const { kind } = operations[i] as Operation;
    if (error) total.nErrors++;
    else if (kind === 'insert') total.nInserted += n;
    else if (kind === 'delete') total.nDeleted += n;
    else if (upserted) total.nUpserted++;
    else {
      total.nMatched += n;
      total.nModified += modified;
    }
  }
  return total;
}
