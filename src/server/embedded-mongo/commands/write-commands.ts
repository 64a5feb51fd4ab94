import { RawDoc, decode } from '../bson/decode.ts';
import { type Doc, isDoc } from '../bson/values.ts';
import { MongoError } from '../errors.ts';
import { parseSort } from '../query/sort.ts';
import { type Outcome, runBatch } from './batch.ts';
import { type CommandContext, listField, namespace } from './context.ts';
import { letVariables } from './pipeline-context.ts';
import { Insert, Modification, type ModificationSpec, type Statement } from './statements.ts';

/** The most statements one command may carry. */
const MAX_BATCH = 100_000;

/** `insert`: adds documents. */
export async function insert(context: CommandContext): Promise<Doc> {
  const ns = namespace(context);
  const { command } = context;
  const bypass = command.bypassDocumentValidation === true;
  const documents = checked(listField(command, 'documents'));
  const statements = documents.map((document) => new Insert(context, ns, document, bypass));
  return reply(await runBatch(context, statements, command.ordered !== false));
}

/** `update`: changes or replaces documents, each statement one or all that match. */
export async function update(context: CommandContext): Promise<Doc> {
  const ns = namespace(context);
  const { command } = context;
  const statements = checked(listField(command, 'updates')).map((item): Statement => {
    const spec = docOf(item);
    if (!('u' in spec)) throw new MongoError(40414, "BSON field 'update.updates.u' is missing but a required field");
    return new Modification(context, ns, {
      ...common(context, spec),
      update: spec.u,
      multi: spec.multi === true,
      upsert: spec.upsert === true,
      sort: parseSort(spec.sort),
      arrayFilters: spec.arrayFilters,
    });
  });
  const outcomes = await runBatch(context, statements, command.ordered !== false);
  const upserted = outcomes.flatMap((outcome, index) => (outcome.upserted ? [{ index, ...outcome.upserted }] : []));
  return {
    ...reply(outcomes),
    nModified: outcomes.reduce((sum, { modified }) => sum + modified, 0),
    ...(upserted.length > 0 ? { upserted } : {}),
  };
}

/** `delete`: removes documents, each statement one or all that match. */
export async function remove(context: CommandContext): Promise<Doc> {
  const ns = namespace(context);
  const { command } = context;
  const statements = checked(listField(command, 'deletes')).map((item) => {
    const spec = docOf(item);
    return new Modification(context, ns, { ...common(context, spec), multi: Number(spec.limit) !== 1, upsert: false });
  });
  return reply(await runBatch(context, statements, command.ordered !== false));
}

function common(
  { command }: CommandContext,
  spec: Doc,
): Pick<ModificationSpec, 'filter' | 'hint' | 'collation' | 'variables' | 'bypassValidation'> {
  return {
    filter: spec.q,
    hint: spec.hint,
    collation: spec.collation,
    variables: { ...letVariables(command), ...letVariables(spec, 'c') },
    bypassValidation: command.bypassDocumentValidation === true,
  };
}

/** A statement, which may have come in a document sequence. */
export function docOf(item: unknown): Doc {
  const doc = item instanceof RawDoc ? decode(item.bytes) : item;
  if (!isDoc(doc)) throw new MongoError('TypeMismatch', 'write statements must be objects');
  return doc;
}

function checked(list: unknown[]): unknown[] {
  if (list.length === 0 || list.length > MAX_BATCH) {
    throw new MongoError(
      'InvalidLength',
      `Write batch sizes must be between 1 and ${MAX_BATCH}. Got ${list.length} operations.`,
    );
  }
  return list;
}

function reply(outcomes: Outcome[]): Doc {
  const writeErrors = outcomes.flatMap(({ error }, index) => (error ? [{ index, ...error }] : []));
  return {
    n: outcomes.reduce((sum, { n }) => sum + n, 0),
    ...(writeErrors.length > 0 ? { writeErrors } : {}),
  };
}
