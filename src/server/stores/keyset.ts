import { Types, type Model, type QueryFilter } from 'mongoose';
import { z } from 'zod';
import type { Page } from '../../lib/contracts/common.ts';
import { id } from '../../lib/contracts/common.ts';
import { invalid } from '../../lib/domain/errors.ts';
import { hex, type ObjectId } from './schema.ts';

/** How a list is sorted: by one field of the document, then by `_id` in the same direction. */
export interface Order {
  /** As the query names it, e.g. `-dueDate`. */
  name: string;
  /** The field that holds it, e.g. `priorityRank` for `priority`. */
  field: string;
  type: 'date' | 'number' | 'text';
  direction: 1 | -1;
}

/** The order a query's `sort` means, by a table of its sortable fields. */
export function orderBy(sort: string, fields: Record<string, Pick<Order, 'field' | 'type'>>): Order {
  const name = sort.replace(/^-/, '');
  const field = fields[sort] ?? fields[name];
  if (!field) throw invalid('sort', `cannot sort by ${name}`);
  return { name: sort, ...field, direction: sort.startsWith('-') ? -1 : 1 };
}

type Key = Date | number | string | null;
interface Position {
  value: Key;
  id: string;
}

const kinds = { date: z.int().transform((ms) => new Date(ms)), number: z.number(), text: z.string() };

/** An opaque cursor: the order it belongs to and the last item's place in it. */
const write = (order: Order, { value, id }: Position): string =>
  Buffer.from(JSON.stringify([order.name, value instanceof Date ? value.getTime() : value, id])).toString('base64url');

/** Throws ProblemError `validation_failed` for anything this order did not write. */
function read(order: Order, cursor: string): Position {
  const schema = z.tuple([z.literal(order.name), z.union([z.null(), kinds[order.type]]), id]);
  const parsed = schema.safeParse(parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  const value = parsed.data?.[1];
  if (!parsed.success || (value instanceof Date && Number.isNaN(value.getTime()))) {
    throw invalid('cursor', 'is not one this list gave with this sort; begin again without it');
  }
  return { value: parsed.data[1], id: parsed.data[2] };
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/**
 * Everything after a position. Null sorts below every value, but comparisons never match it, so it is spelt out.
 * The `_id` decides between equals.
 */
function after({ field, direction }: Order, { value, id }: Position): Record<string, unknown>[] {
  const beyond = direction === 1 ? '$gt' : '$lt';
  const tie = { [field]: value, _id: { [beyond]: new Types.ObjectId(id) } };
  if (value === null) return direction === 1 ? [{ [field]: { $ne: null } }, tie] : [tie];
  const further = { [field]: { [beyond]: value } };
  return direction === 1 ? [further, tie] : [further, { [field]: null }, tie];
}

const valueAt = (document: object, path: string): Key =>
  path
    .split('.')
    .reduce<unknown>((value, key) => (value as Record<string, unknown> | null | undefined)?.[key], document) as Key;

interface ListOf {
  filter: Record<string, unknown>[];
  order: Order;
  limit: number;
  cursor: string | undefined;
  projection?: Record<string, unknown>;
}

const allOf = (conditions: Record<string, unknown>[]) => (conditions.length > 0 ? { $and: conditions } : {});

/** One page of a list: the items after the cursor, and the cursor to go on with. */
export async function uncountedPageOf<Document extends { _id: ObjectId }, Item>(
  model: Model<Document>,
  { filter, order, limit, cursor, projection = {} }: ListOf,
  toItem: (document: Document) => Item,
): Promise<Omit<Page<Item>, 'total'>> {
  const start = cursor === undefined ? [] : [{ $or: after(order, read(order, cursor)) }];
  const found = await model
    .find(allOf([...filter, ...start]) as QueryFilter<Document>, projection)
    .sort({ [order.field]: order.direction, _id: order.direction })
    .limit(limit + 1)
    .lean<Document[]>();
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(toItem),
    nextCursor:
      found.length > limit && last ? write(order, { value: valueAt(last, order.field), id: hex(last._id) }) : null,
  };
}

/** As `uncountedPageOf`, and how many match in all. */
export async function pageOf<Document extends { _id: ObjectId }, Item>(
  model: Model<Document>,
  list: ListOf,
  toItem: (document: Document) => Item,
): Promise<Page<Item>> {
  const { filter } = list;
  const [page, total] = await Promise.all([
    uncountedPageOf(model, list, toItem),
    filter.length > 0 ? model.countDocuments(allOf(filter) as QueryFilter<Document>) : model.estimatedDocumentCount(),
  ]);
  return { ...page, total };
}

/** Ids of all that match, in order, read as they are taken. */
export function eachIdOf<Document extends { _id: ObjectId }>(
  model: Model<Document>,
  { filter, order: { field, direction } }: { filter: readonly Record<string, unknown>[]; order: Order },
): AsyncIterable<string> {
  const found = model
    .find({ $and: filter } as QueryFilter<Document>, { _id: 1 })
    .sort({ [field]: direction, _id: direction })
    .lean<Pick<Document, '_id'>[]>()
    .cursor({ batchSize: 1000 });
  return found.map(({ _id }) => hex(_id));
}
