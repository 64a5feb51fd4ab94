import {
  Schema,
  Types,
  type ClientSession,
  type Connection,
  type Model,
  type SchemaDefinition,
  type SchemaOptions,
} from 'mongoose';

/** ObjectIds in the database, 24-hex strings everywhere else. Mongoose casts the strings on the way in. */
export type ObjectId = Types.ObjectId;

/** For documents: unknown fields are errors, nothing is added or left out by itself, indexes are built at start. */
const documentOptions = {
  strict: 'throw',
  strictQuery: 'throw',
  minimize: false,
  versionKey: false,
  id: false,
  autoIndex: false,
  autoCreate: false,
} as const satisfies SchemaOptions;

/** A collection's schema. */
export const documentSchema = <Document>(definition: SchemaDefinition): Schema<Document> =>
  new Schema<Document>(definition as never, documentOptions as never);

/** A schema of something within a document. */
export const partSchema = (definition: SchemaDefinition): Schema =>
  new Schema(definition, { _id: false, id: false, strict: 'throw', minimize: false });

/** The collection's model on this connection; the same one however often it is asked for. */
export const modelOf = <Document>(
  connection: Connection,
  collection: string,
  schema: Schema<Document>,
): Model<Document> =>
  (connection.models[collection] as Model<Document> | undefined) ??
  connection.model<Document>(collection, schema, collection);

type Insertable = new (document?: never) => {
  save(options: { session?: ClientSession }): Promise<unknown>;
};

/** Inserts one document, cast and checked by its schema. A single insert, so that errors arrive as the server sent them. */
export async function insertOne(
  model: Insertable,
  document: object,
  options: { session?: ClientSession } = {},
): Promise<void> {
  await new model(document as never).save(options);
}

/** Inserts several documents in one command, cast and checked by their schema. */
export async function insertAll<Document>(
  model: Model<Document>,
  documents: readonly object[],
  options: { session?: ClientSession } = {},
): Promise<void> {
  if (documents.length > 0) await model.insertMany(documents as never, options as never);
}

/**
 * As `insertAll`, of documents by the thousand that are already as the database keeps them: neither cast nor checked
 * again, which takes mongoose longer than everything else.
 */
export async function insertStored<Document>(
  model: Model<Document>,
  documents: readonly Document[],
  options: { session?: ClientSession } = {},
): Promise<void> {
  if (documents.length > 0) await model.collection.insertMany(documents as never, options);
}

export const text = { type: String, default: null };
export const date = { type: Date, default: null };
export const reference = { type: Schema.Types.ObjectId, default: null };
export const count = { type: Number, default: 0 };
export const flag = { type: Boolean, default: false };
export const anything = Schema.Types.Mixed;
export const objectId = Schema.Types.ObjectId;

export const objectIdOf = (id: string): ObjectId => new Types.ObjectId(id);
export const objectIdOrNull = (id: string | null): ObjectId | null => (id === null ? null : objectIdOf(id));
export const hex = (id: ObjectId): string => id.toHexString();
export const hexOrNull = (id: ObjectId | null): string | null => id?.toHexString() ?? null;
