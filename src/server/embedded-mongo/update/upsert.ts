import { BSONRegExp, ObjectId } from 'bson';
import { type Doc, isDoc, isOperators, setField } from '../bson/values.ts';
import { MongoError } from '../errors.ts';
import type { Update } from './update.ts';

/** The document an upsert inserts: the equalities of the filter, then the update; `_id` in front, made when absent. */
export function upsertDocument(filter: Doc, update: Update): Doc {
  const seed = equalities(filter);
  const base = update.kind === 'replacement' ? ('_id' in seed ? { _id: seed._id } : {}) : seed;
  const { _id, ...rest } = update.apply(base, true);
  return { _id: _id === undefined ? new ObjectId() : _id, ...rest };
}

function equalities(filter: Doc): Doc {
  const doc: Doc = {};
  collect(filter, doc);
  return doc;
}

function collect(filter: Doc, doc: Doc): void {
  for (const [key, value] of Object.entries(filter)) {
    if (key === '$and') for (const part of value as Doc[]) collect(part, doc);
    else if (key === '$or' && Array.isArray(value) && value.length === 1) collect(value[0] as Doc, doc);
    if (key.startsWith('$') || value instanceof BSONRegExp) continue;
    if (!isOperators(value)) assign(doc, key, value);
    else if ('$eq' in value) assign(doc, key, value.$eq);
    else if (Array.isArray(value.$in) && value.$in.length === 1) assign(doc, key, (value.$in as unknown[])[0]);
    else if (Array.isArray(value.$all) && value.$all.length === 1 && !isOperators((value.$all as unknown[])[0])) {
      assign(doc, key, (value.$all as unknown[])[0]);
    }
  }
}

function assign(doc: Doc, path: string, value: unknown): void {
  const parts = path.split('.');
  let target = doc;
  for (const part of parts.slice(0, -1)) {
    if (!isDoc(target[part])) setField(target, part, {});
    target = target[part] as Doc;
  }
  const last = parts.at(-1) as string;
  if (Object.hasOwn(target, last)) {
    throw new MongoError(54, `cannot infer query fields to set, path '${path}' is matched twice`);
  }
  setField(target, last, value);
}
