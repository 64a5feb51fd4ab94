import { randomBytes } from 'node:crypto';
import { Binary } from 'bson';
import { decode, encode } from '../bson/decode.ts';
import { toNumber } from '../bson/numbers.ts';
import { type Doc, isDoc } from '../bson/values.ts';
import { exists } from '../paths.ts';
import { compileFilter, type Matcher } from '../query/match.ts';
import { toBuffer } from './view.ts';
import type { Database } from './database.ts';

/** Rows a collection may ever use; a collection with id n owns the rows from n × this. */
const ROWS_PER_COLLECTION = 2 ** 32;

/** An index as it is planned with and kept up. */
export interface Index {
  id: number;
  name: string;
  /** The specification as it was created and is listed. */
  spec: Doc;
  fields: IndexField[];
  /** The fields' directions. */
  directions: (1 | -1)[];
  unique: boolean;
  sparse: boolean;
  partial: { filter: Doc; matcher: Matcher } | undefined;
  expireAfterSeconds: number | undefined;
  /** The top-level fields its entries depend on; undefined when those may be any. */
  reads: ReadonlySet<string> | undefined;
  /** Paths at which an array was ever met: such an index may hold a document more than once. */
  multikey: Set<string>;
  /** While it is being built it is kept up but not used to answer queries. */
  building: boolean;
}

export interface IndexField {
  name: string;
  path: string[];
  direction: 1 | -1;
}

export interface Collection {
  id: number;
  /** `database.collection` */
  ns: string;
  uuid: Binary;
  options: Doc;
  validator: Matcher | undefined;
  indexes: Index[];
  firstRow: number;
  /** The rows end before this one. */
  endRow: number;
  nextRow: number;
  dropped: boolean;
}

/** All collections and their indexes, in memory and in the file. */
export class Catalog {
  readonly collections = new Map<string, Collection>();
  /** Collections to be saved with the next commit. */
  readonly dirty = new Set<Collection>();
  readonly #database: Database;
  #nextId: number;

  constructor(database: Database) {
    this.#database = database;
    this.#nextId = Number(database.meta('nextId') ?? 1);
    for (const row of database.main.prepare('SELECT id, spec FROM collections').all()) {
      const collection = restore(Number(row.id), decode(toBuffer(row.spec)));
      const last = database.main
        .prepare('SELECT max(row) AS last FROM docs WHERE row>=? AND row<?')
        .get(collection.firstRow, collection.endRow)?.last;
      if (typeof last === 'number') collection.nextRow = last + 1;
      this.collections.set(collection.ns, collection);
    }
  }

  get(ns: string): Collection | undefined {
    return this.collections.get(ns);
  }

  /** The collection a row belongs to. */
  ofRow(row: number): Collection | undefined {
    const id = Math.floor(row / ROWS_PER_COLLECTION);
    for (const collection of this.collections.values()) if (collection.id === id) return collection;
    return undefined;
  }

  /** The collections of one database, by name. */
  inDatabase(database: string): Collection[] {
    const prefix = `${database}.`;
    return [...this.collections.values()].filter((collection) => collection.ns.startsWith(prefix));
  }

  nextId(): number {
    return this.#nextId++;
  }

  /** The id that is given out next: collections and indexes there are have lower ones. */
  get upcomingId(): number {
    return this.#nextId;
  }

  /** An empty collection with its `_id` index, not yet in the catalog. */
  make(ns: string, options: Doc): Collection {
    const uuid = new Binary(uuidBytes(), Binary.SUBTYPE_UUID);
    const idIndex = { v: 2, key: { _id: 1 }, name: '_id_' };
    return restore(this.nextId(), { ns, uuid, options, indexes: [{ id: this.nextId(), spec: idIndex }] });
  }

  /** Adds a collection; the caller is inside the writer's transaction. */
  add(collection: Collection): Collection {
    this.collections.set(collection.ns, collection);
    this.dirty.add(collection);
    return collection;
  }

  /** Writes what changed; inside the writer's transaction, just before it commits. */
  save(): void {
    if (this.dirty.size === 0) return;
    const statement = this.#database.main.prepare(
      'INSERT INTO collections VALUES(?,?) ON CONFLICT DO UPDATE SET spec=excluded.spec',
    );
    for (const collection of this.dirty) {
      if (collection.dropped) this.#database.main.prepare('DELETE FROM collections WHERE id=?').run(collection.id);
      else statement.run(collection.id, encode(describe(collection)));
    }
    this.#database.setMeta('nextId', this.#nextId);
  }
}

function uuidBytes(): Buffer {
  const bytes = randomBytes(16);
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80;
  return bytes;
}

function describe(collection: Collection): Doc {
  return {
    ns: collection.ns,
    uuid: collection.uuid,
    options: collection.options,
    indexes: collection.indexes.map(({ id, spec, multikey, building }) => ({
      id,
      spec,
      multikey: [...multikey],
      building,
    })),
  };
}

function restore(id: number, saved: Doc): Collection {
  const firstRow = id * ROWS_PER_COLLECTION;
  const options = saved.options as Doc;
  return {
    id,
    ns: saved.ns as string,
    uuid: saved.uuid as Binary,
    options,
    validator: isDoc(options.validator) ? compileFilter(options.validator) : undefined,
    indexes: (saved.indexes as Doc[]).map((index) => restoreIndex(index)),
    firstRow,
    endRow: firstRow + ROWS_PER_COLLECTION,
    nextRow: firstRow + 1,
    dropped: false,
  };
}

/** An index from its saved form `{id, spec, multikey?, building?}`. */
export function restoreIndex(saved: Doc): Index {
  const spec = saved.spec as Doc;
  const filter = spec.partialFilterExpression;
  const partial = isDoc(filter) ? { filter, matcher: compileFilter(filter) } : undefined;
  const fields = Object.entries(spec.key as Doc).map(([name, direction]): IndexField => ({
    name,
    path: name.split('.'),
    direction: (toNumber(direction) ?? 1) < 0 ? -1 : 1,
  }));
  return {
    id: saved.id as number,
    name: spec.name as string,
    spec,
    fields,
    directions: fields.map(({ direction }) => direction),
    unique: spec.unique === true || spec.name === '_id_',
    sparse: spec.sparse === true,
    partial,
    expireAfterSeconds: toNumber(spec.expireAfterSeconds),
    reads: union([new Set(fields.map(({ path }) => path[0] as string)), partial ? partial.matcher.fields : new Set()]),
    multikey: new Set((saved.multikey as string[] | undefined) ?? []),
    building: saved.building === true,
  };
}

function union(sets: (ReadonlySet<string> | undefined)[]): Set<string> | undefined {
  const all = new Set<string>();
  for (const set of sets) {
    if (!set) return undefined;
    for (const item of set) all.add(item);
  }
  return all;
}

/** The top-level fields that are read of a document to be inserted; undefined when those may be any. */
export function fieldsRead({ indexes, validator }: Collection): ReadonlySet<string> | undefined {
  return union([...indexes.map(({ reads }) => reads), validator ? validator.fields : new Set()]);
}

/** Whether a document has entries in an index at all (sparse and partial ones leave some out). */
export function covers(index: Index, doc: Doc): boolean {
  if (index.partial && !index.partial.matcher.test(doc)) return false;
  return !index.sparse || index.fields.some((field) => exists(doc, field.path));
}
