import { ObjectId } from 'bson';
import { decode, decodeNew, encode, MAX_DOCUMENT, type NewDoc, RawDoc } from '../bson/decode.ts';
import { type Doc, isDoc, typeName } from '../bson/values.ts';
import { MongoError } from '../errors.ts';
import { stringOrder } from '../query/collation.ts';
import { find } from '../query/find.ts';
import { compileFilter, type Matcher } from '../query/match.ts';
import type { SortSpec } from '../query/plan.ts';
import type { Hit } from '../query/scan.ts';
import { type Collection, fieldsRead } from '../storage/catalog.ts';
import { deleteRecord, imagesOf, insertRecord, replaceRecord, type Target } from '../storage/records.ts';
import type { StoredDoc, View } from '../storage/view.ts';
import { drain } from '../streams.ts';
import { describeUpdate } from '../update/diff.ts';
import { compileUpdate, type Update } from '../update/update.ts';
import { upsertDocument } from '../update/upsert.ts';
import { collectionAt, type CommandContext, ensureCollection } from './context.ts';

/** How much of a scan one write may do before it is searched for outside the writer, in pulls. */
const PULLS = 8;
/** Rows changed by one task of the writer. */
const ROWS_AT_ONCE = 200;

/** Thrown by a statement that first needs something done outside the writer; it is run again after `prepare`. */
export class Deferred extends Error {
  readonly prepare: () => Promise<void>;

  constructor(prepare: () => Promise<void>) {
    super('the statement has to be prepared');
    this.prepare = prepare;
  }
}

/** What a statement did. */
export interface Effect {
  /** Documents matched, inserted or deleted. */
  n: number;
  modified: number;
  /** The `_id` of a document an upsert inserted. */
  upserted?: { _id: unknown };
  /** False when the statement goes on with the next task. */
  complete: boolean;
  /** To be called once the task is durable, before the statement is run again. */
  proceed?: () => void;
  before?: Doc;
  after?: Doc;
}

export interface Statement {
  run(target: Target): Effect;
}

/** Inserts one document. */
export class Insert implements Statement {
  readonly #context: CommandContext;
  readonly #ns: string;
  readonly #bypass: boolean;
  readonly #document: unknown;

  constructor(context: CommandContext, ns: string, document: unknown, bypassValidation: boolean) {
    this.#context = context;
    this.#ns = ns;
    this.#document = document;
    this.#bypass = bypassValidation;
  }

  run(target: Target): Effect {
    const collection = existing(this.#context, this.#ns);
    const { doc, bytes } = withId(this.#document, fieldsRead(collection));
    validate(collection, doc, this.#bypass);
    insertRecord(target, collection, doc, bytes);
    return { n: 1, modified: 0, complete: true };
  }
}

/** The collection; a missing one is made outside the writer first. */
function existing(context: CommandContext, ns: string): Collection {
  const collection = collectionAt(context, ns);
  if (collection) return collection;
  throw new Deferred(async () => {
    await ensureCollection(context, ns);
  });
}

/** A document with its `_id` in front, made when it has none; `only` some fields may be decoded. */
function withId(document: unknown, only?: ReadonlySet<string>): NewDoc {
  const raw = document instanceof RawDoc ? decodeNew(document.bytes, only) : undefined;
  const given = raw && '_id' in raw.doc ? raw : encoded(document instanceof RawDoc ? decode(document.bytes) : document);
  checkId(given.doc._id);
  checkSize(given.bytes);
  return given;
}

function encoded(document: unknown): NewDoc {
  if (!isDoc(document)) throw new MongoError('TypeMismatch', 'documents must be objects');
  const { _id = new ObjectId(), ...rest } = document;
  const doc = { _id, ...rest };
  return { doc, bytes: encode(doc) };
}

function checkId(id: unknown): void {
  const operator = isDoc(id) ? Object.keys(id).find((key) => key.startsWith('$')) : undefined;
  if (operator !== undefined) {
    throw new MongoError(
      'DollarPrefixedFieldName',
      `_id fields may not contain '$'-prefixed fields: ${operator} is not valid for storage.`,
    );
  }
  const type = typeName(id);
  if (type === 'array' || type === 'regex' || type === 'undefined') {
    throw new MongoError('InvalidIdField', `The '_id' value cannot be of type ${type}`);
  }
}

function checkSize(bytes: Buffer): void {
  if (bytes.length > MAX_DOCUMENT) {
    throw new MongoError(
      'BSONObjectTooLarge',
      `object to insert too large. size in bytes: ${bytes.length}, max size: ${MAX_DOCUMENT}`,
    );
  }
}

function validate(collection: Collection, doc: Doc, bypass: boolean): void {
  if (bypass || !collection.validator || collection.options.validationAction === 'warn') return;
  if (collection.options.validationLevel === 'off' || collection.validator.test(doc)) return;
  throw new MongoError('DocumentValidationFailure', 'Document failed validation', {
    errInfo: { failingDocumentId: doc._id, details: { operatorName: 'validator' } },
  });
}

export interface ModificationSpec {
  filter: unknown;
  /** Absent for a deletion. */
  update?: unknown;
  multi: boolean;
  upsert: boolean;
  sort?: SortSpec | undefined;
  hint?: unknown;
  collation?: unknown;
  arrayFilters?: unknown;
  variables?: Doc | undefined;
  bypassValidation: boolean;
}

/** Updates or deletes one document or all that match. */
export class Modification implements Statement {
  readonly #context: CommandContext;
  readonly #ns: string;
  readonly #spec: ModificationSpec;
  /** Rows found outside the writer; each is looked at again before it is changed. */
  #rows: number[] | undefined;
  /** Whether some of the rows have been changed by earlier tasks. */
  #begun = false;
  #update: Update | undefined;
  #matcher: Matcher | undefined;

  constructor(context: CommandContext, ns: string, spec: ModificationSpec) {
    this.#context = context;
    this.#ns = ns;
    this.#spec = spec;
  }

  get #filter(): Doc {
    if (!isDoc(this.#spec.filter)) throw new MongoError('TypeMismatch', "BSON field 'q' must be an object");
    return this.#spec.filter;
  }

  run(target: Target): Effect {
    this.#compile();
    const collection = collectionAt(this.#context, this.#ns);
    if (!collection) return this.#nothing(target);
    if (this.#spec.multi) return this.#runMulti(target, collection);
    const hit = this.#rows ? this.#recheck(target, collection, this.#rows[0]) : this.#first(target, collection);
    if (!hit) return this.#nothing(target);
    return { n: 1, complete: true, ...this.#change(target, collection, hit) };
  }

  #compile(): void {
    const { update, multi, arrayFilters, variables, collation } = this.#spec;
    const strings = stringOrder(collation);
    this.#matcher ??= compileFilter(this.#filter, { strings, variables });
    if (update === undefined) return;
    this.#update ??= compileUpdate(update, { filter: this.#filter, arrayFilters, variables, strings });
    if (multi && this.#update.kind === 'replacement') {
      throw new MongoError('FailedToParse', 'multi update is not supported for replacement-style update');
    }
  }

  /** Nothing matched: an upsert inserts. */
  #nothing(target: Target): Effect {
    if (!this.#spec.upsert || !this.#update) return { n: 0, modified: 0, complete: true };
    const collection = existing(this.#context, this.#ns);
    const { doc, bytes } = withId(upsertDocument(this.#filter, this.#update));
    validate(collection, doc, this.#spec.bypassValidation);
    insertRecord(target, collection, doc, bytes);
    return { n: 1, modified: 0, upserted: { _id: doc._id }, complete: true, after: doc };
  }

  #find(view: View, collection: Collection) {
    const { sort, hint, collation, variables, multi } = this.#spec;
    return find(view, collection, { filter: this.#filter, sort, hint, collation, variables, limit: multi ? 0 : 1 });
  }

  /** The first match, if it is found soon; else the search goes on outside the writer. */
  #first(target: Target, collection: Collection): Hit | undefined {
    const { hits } = this.#find(target.view, collection);
    for (let pulls = 0; pulls < PULLS; pulls++) {
      const batch = hits.pull();
      if (!batch) return undefined;
      if (batch.length > 0) return batch[0];
    }
    throw new Deferred(() => this.#search(collection));
  }

  async #search(collection: Collection): Promise<void> {
    const { hits } = this.#find(this.#context.view, collection);
    this.#rows = (await drain(hits)).map((hit) => hit.row);
  }

  /** A row found earlier, if it still matches; a row lost meanwhile means searching again. */
  #recheck(target: Target, collection: Collection, row: number | undefined): StoredDoc | undefined {
    if (row === undefined) return undefined;
    const bytes = target.view.doc(row);
    if (bytes && this.#matcher?.test(decode(bytes))) return { row, bytes };
    this.#rows = undefined;
    throw new Deferred(() => this.#search(collection));
  }

  #runMulti(target: Target, collection: Collection): Effect {
    const rows = this.#rows;
    if (!rows) throw new Deferred(() => this.#search(collection));
    let n = 0;
    let modified = 0;
    const now = rows.slice(0, ROWS_AT_ONCE);
    for (const row of now) {
      const bytes = target.view.doc(row);
      if (!bytes || !this.#matcher?.test(decode(bytes))) continue;
      n++;
      modified += this.#change(target, collection, { row, bytes }).modified;
    }
    const rest = rows.slice(now.length);
    if (rest.length > 0) return { n, modified, complete: false, proceed: () => this.#goOn(rest) };
    if (rows.length === 0 && !this.#begun) return this.#nothing(target);
    return { n, modified, complete: true };
  }

  #goOn(rest: number[]): void {
    this.#rows = rest;
    this.#begun = true;
  }

  #change(target: Target, collection: Collection, { row, bytes }: StoredDoc) {
    const before = decode(bytes);
    if (!this.#update) {
      deleteRecord(target, collection, row, before, bytes);
      return { modified: 0, before };
    }
    const after = this.#update.apply(before);
    const encoded = encode(after);
    if (encoded.equals(bytes)) return { modified: 0, before, after };
    if (encoded.length > MAX_DOCUMENT) {
      throw new MongoError('BSONObjectTooLarge', `Resulting document after update is larger than ${MAX_DOCUMENT}`);
    }
    validate(collection, after, this.#spec.bypassValidation);
    const replaces = this.#update.kind === 'replacement';
    const body = replaces ? encoded : encode({ ...describeUpdate(before, after) });
    replaceRecord(target, collection, row, before, after, encoded, {
      op: replaces ? 'replace' : 'update',
      body,
      images: imagesOf(collection, bytes, encoded),
    });
    return { modified: 1, before, after };
  }
}
