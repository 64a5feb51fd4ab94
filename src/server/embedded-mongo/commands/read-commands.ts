import { Long } from 'bson';
import { encode, RawDoc } from '../bson/decode.ts';
import { hashOf } from '../bson/hash.ts';
import { compare } from '../bson/compare.ts';
import type { Doc } from '../bson/values.ts';
import { type Cursor, StreamCursor } from '../cursors.ts';
import { MongoError, unsupported } from '../errors.ts';
import { visit } from '../paths.ts';
import { stringOrder } from '../query/collation.ts';
import { countMatches, find as openFind, type FindRequest } from '../query/find.ts';
import { compileFilter } from '../query/match.ts';
import { compileProjection } from '../query/project.ts';
import type { Hit } from '../query/scan.ts';
import { parseSort } from '../query/sort.ts';
import { drain, empty, Pace, type Stream, through } from '../streams.ts';
import {
  collectionAt,
  type CommandContext,
  collectionName,
  countField,
  docField,
  listField,
  namespace,
  numberField,
} from './context.ts';
import { letVariables } from './pipeline-context.ts';

/** Documents in a first batch when the client does not say. */
export const FIRST_BATCH = 101;

/** The query part of a command's fields. */
export function findRequest({ command }: CommandContext, filter: Doc): FindRequest {
  return {
    filter,
    sort: parseSort(command.sort),
    skip: countField(command, 'skip') ?? 0,
    limit: countField(command, 'limit') ?? 0,
    hint: command.hint,
    collation: command.collation,
    variables: letVariables(command),
  };
}

/** `find`: queries a collection; the rest is fetched with `getMore`. */
export async function find(context: CommandContext): Promise<Doc> {
  const { command } = context;
  for (const option of ['min', 'max', 'returnKey', 'showRecordId', 'tailable']) {
    if (command[option] !== undefined && command[option] !== false) unsupported(`find's '${option}'`);
  }
  const ns = namespace(context);
  const filter = docField(command, 'filter');
  const request = findRequest(context, filter);
  const strings = stringOrder(command.collation);
  const projection = compileProjection(command.projection, { strings, variables: request.variables }, filter);
  const collection = collectionAt(context, ns);
  if (!collection) checkQuery(request);
  const batchSize = countField(command, 'batchSize');
  // One more than asked for tells whether there are more.
  const batch = (batchSize ?? FIRST_BATCH) + 1;
  const hits: Stream<Hit> = collection ? openFind(context.view, collection, { ...request, batch }).hits : empty();
  const documents = through(hits, (batch) =>
    projection
      ? batch.map((hit) => encode(projection.apply(hit.fields(projection.needs))))
      : batch.map((hit) => hit.bytes),
  );
  return openCursor(context, new StreamCursor(ns, documents), batchSize, command.singleBatch === true);
}

/** A query on a missing collection is empty, but must still be a valid one. */
function checkQuery({ filter, collation, variables }: FindRequest): void {
  compileFilter(filter, { strings: stringOrder(collation), variables });
}

/** The first batch of a cursor, which is kept open when there is more. */
export async function openCursor(
  context: CommandContext,
  cursor: Cursor,
  batchSize: number | undefined,
  single = false,
): Promise<Doc> {
  const { command, engine, session, transaction } = context;
  const maxTime = numberField(command, 'maxTimeMS') ?? 0;
  const { documents, done, resumeToken } = await cursor.next({ size: batchSize ?? FIRST_BATCH, maxTime, only: single });
  const id = done || single ? 0 : engine.cursors.add(cursor, session, transaction);
  return {
    cursor: {
      id: Long.fromNumber(id),
      ns: cursor.ns,
      firstBatch: documents.map((bytes) => new RawDoc(bytes)),
      ...(resumeToken === undefined ? {} : { postBatchResumeToken: resumeToken }),
    },
  };
}

/** `getMore`: the next batch of a cursor. */
export async function getMore(context: CommandContext): Promise<Doc> {
  const { command, engine, db, transaction } = context;
  const id = numberField(command, 'getMore') ?? 0;
  if (typeof command.collection !== 'string')
    throw new MongoError('TypeMismatch', "BSON field 'getMore.collection' must be a string");
  const ns = `${db}.${command.collection}`;
  const size = countField(command, 'batchSize');
  const request = {
    size: size === undefined || size === 0 ? Infinity : size,
    maxTime: numberField(command, 'maxTimeMS') ?? 0,
  };
  const { documents, done, resumeToken } = await engine.cursors.next(id, ns, request, transaction);
  return {
    cursor: {
      id: Long.fromNumber(done ? 0 : id),
      ns,
      nextBatch: documents.map((bytes) => new RawDoc(bytes)),
      ...(resumeToken === undefined ? {} : { postBatchResumeToken: resumeToken }),
    },
  };
}

/** `killCursors` */
export function killCursors({ command, engine }: CommandContext): Doc {
  const cursorsKilled: unknown[] = [];
  const cursorsNotFound: unknown[] = [];
  for (const id of listField(command, 'cursors')) {
    (engine.cursors.kill(Number(id)) ? cursorsKilled : cursorsNotFound).push(id);
  }
  return { cursorsKilled, cursorsNotFound, cursorsAlive: [], cursorsUnknown: [] };
}

/** `count`: how many documents match. */
export async function count(context: CommandContext): Promise<Doc> {
  const { command, view } = context;
  const filter = docField(command, 'query');
  const collection = collectionAt(context, namespace(context));
  const skip = countField(command, 'skip') ?? 0;
  const limit = Math.abs(numberField(command, 'limit') ?? 0);
  if (!collection) return { n: 0 };
  const all = await total(
    countMatches(view, collection, { ...findRequest(context, filter), sort: undefined }),
    new Pace(numberField(command, 'maxTimeMS') ?? 0),
  );
  const n = Math.max(0, all - skip);
  return { n: limit > 0 ? Math.min(limit, n) : n };
}

async function total(counts: Stream<number>, pace: Pace): Promise<number> {
  let sum = 0;
  for (const count of await drain(counts, pace)) sum += count;
  return sum;
}

/** `distinct`: the different values of a field, arrays opened. */
export async function distinct(context: CommandContext): Promise<Doc> {
  const { command, view } = context;
  if (typeof command.key !== 'string')
    throw new MongoError('TypeMismatch', "BSON field 'distinct.key' must be a string");
  collectionName(context);
  const collection = collectionAt(context, namespace(context));
  if (!collection) return { values: [] };
  const path = command.key.split('.');
  const { hits } = openFind(view, collection, findRequest(context, docField(command, 'query')));
  const strings = stringOrder(command.collation);
  const found = new Map<string, unknown>();
  for (const hit of await drain(hits, new Pace(numberField(command, 'maxTimeMS') ?? 0))) {
    visit(
      hit.fields(new Set([path[0] as string])),
      path,
      (value) => {
        if (Array.isArray(value)) for (const item of value) found.set(hashOf(item), item);
        else if (value !== undefined) found.set(hashOf(value), value);
        return false;
      },
      false,
    );
  }
  const values = [...found.values()].sort((a, b) => compare(a, b, strings));
  return {
    values: strings ? values.filter((value, i) => i === 0 || compare(value, values[i - 1], strings) !== 0) : values,
  };
}
