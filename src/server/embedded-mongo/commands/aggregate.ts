import { compileIn, rootScope } from '../aggregate/expression.ts';
import { identified, type Output, outputOf } from '../aggregate/output.ts';
import { compilePipeline, parseStages, type PipelineContext, runPipeline } from '../aggregate/pipeline.ts';
import { encode } from '../bson/decode.ts';
import { type Doc, isDoc } from '../bson/values.ts';
import { StreamCursor } from '../cursors.ts';
import { MongoError } from '../errors.ts';
import { drain, empty, fromArray, type Stream, through } from '../streams.ts';
import { type Outcome, runBatch } from './batch.ts';
import { openChangeStream } from './change-stream.ts';
import { dropCollection } from './collections.ts';
import { collectionAt, type CommandContext, countField, docField, ensureCollection } from './context.ts';
import { explainCommand } from './explain.ts';
import { pipelineContext } from './pipeline-context.ts';
import { openCursor } from './read-commands.ts';
import { Insert, Modification, type Statement } from './statements.ts';

/** `aggregate`: a pipeline over a collection, a database (`aggregate: 1`) or a change stream. */
export async function aggregate(context: CommandContext): Promise<Doc> {
  const { command, db } = context;
  const stages = parseStages(command.pipeline);
  if (command.explain === true) return explainCommand(context, false);
  if (!isDoc(command.cursor)) {
    throw new MongoError(
      'FailedToParse',
      "The 'cursor' option is required, except for aggregate with the explain argument",
    );
  }
  const collection = typeof command.aggregate === 'string' ? command.aggregate : undefined;
  const ns = `${db}.${collection ?? '$cmd.aggregate'}`;
  if (stages[0] && '$changeStream' in stages[0]) return openChangeStream(context, ns, collection, stages);
  const output = outputOf(stages, db);
  const concern = command.readConcern;
  if (output && isDoc(concern) && concern.level === 'linearizable') {
    throw new MongoError('InvalidOptions', 'a stage that writes cannot be used with readConcern level "linearizable"');
  }
  const reading = output ? stages.slice(0, -1) : stages;
  const documents = open(context, ns, collection, reading, pipelineContext(context));
  if (output) await writeOutput(context, output, documents);
  const shown = output ? empty<Doc>() : documents;
  const batchSize = countField(docField(command, 'cursor'), 'batchSize');
  return openCursor(
    context,
    new StreamCursor(
      ns,
      through(shown, (batch) => batch.map(encode)),
    ),
    batchSize,
  );
}

function open(
  context: CommandContext,
  ns: string,
  collection: string | undefined,
  stages: Doc[],
  environment: PipelineContext,
): Stream<Doc> {
  if (collection !== undefined) {
    return runPipeline(stages, collectionAt(context, ns), environment, context.command.hint);
  }
  const [first, ...rest] = stages;
  if (first && '$documents' in first)
    return compilePipeline(rest, environment)(fromArray(documentsOf(first.$documents)));
  if (first && '$listLocalSessions' in first)
    return compilePipeline(rest, environment)(fromArray<Doc>([{ _id: context.command.lsid, lastUse: new Date() }]));
  throw new MongoError('InvalidNamespace', '{aggregate: 1} is not valid for this pipeline: it needs a collection');
}

function documentsOf(operand: unknown): Doc[] {
  const value = compileIn(operand, {})({}, rootScope({}, undefined));
  if (Array.isArray(value) && value.every(isDoc)) return value;
  throw new MongoError(5858203, 'an array of documents is expected in $documents');
}

async function writeOutput(context: CommandContext, output: Output, documents: Stream<Doc>): Promise<void> {
  if (context.transaction)
    throw new MongoError(
      'OperationNotSupportedInTransaction',
      'Stage $out or $merge is not allowed within a multi-document transaction',
    );
  const results = (await drain(documents)).map(identified);
  const { engine } = context;
  if (output.kind === 'out') {
    await engine.writer.run((unit) => {
      const old = engine.catalog.get(output.ns);
      if (old) dropCollection(unit, context, old);
    });
  }
  await ensureCollection(context, output.ns);
  const statements = results.map((doc) => statementFor(context, output, doc));
  throwFirst(await runBatch({ ...context, txnNumber: undefined }, statements, true));
}

function throwFirst(outcomes: Outcome[]): void {
  const error = outcomes.find((outcome) => outcome.error)?.error;
  if (!error) return;
  const { code, errmsg, ...details } = error;
  throw new MongoError(
    Number(code),
    `PlanExecutor error during aggregation :: caused by :: ${String(errmsg)}`,
    details,
  );
}

function statementFor(context: CommandContext, output: Output, doc: Doc): Statement {
  const bypassValidation = context.command.bypassDocumentValidation === true;
  const { kind, ns, on, whenMatched, whenNotMatched } = output;
  if (kind === 'out' || (whenMatched === 'fail' && whenNotMatched === 'insert'))
    return new Insert(context, ns, doc, bypassValidation);
  const filter = Object.fromEntries(on.map((field) => [field, doc[field] ?? null]));
  const base = { filter, multi: false, upsert: whenNotMatched === 'insert', bypassValidation };
  const { _id, ...fields } = doc;
  const inserted = on.includes('_id') ? fields : doc;
  if (Array.isArray(whenMatched))
    return new Modification(context, ns, {
      ...base,
      update: whenMatched,
      variables: { new: doc, ...output.variables },
    });
  if (whenMatched === 'keepExisting')
    return new Modification(context, ns, { ...base, update: { $setOnInsert: inserted } });
  if (whenMatched === 'replace')
    return new Modification(context, ns, { ...base, update: on.includes('_id') ? doc : fields });
  const stage = { $replaceWith: { $mergeObjects: ['$$ROOT', { $literal: fields }] } };
  return new Modification(context, ns, { ...base, update: [stage] });
}
