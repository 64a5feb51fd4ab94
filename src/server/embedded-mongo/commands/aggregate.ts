import { encode } from '../bson/decode.ts';
import { type Doc, isDoc } from '../bson/values.ts';
import { rootScope, compileIn } from '../aggregate/expression.ts';
import { compilePipeline, parseStages, type PipelineContext, runPipeline } from '../aggregate/pipeline.ts';
import { StreamCursor } from '../cursors.ts';
import { MongoError } from '../errors.ts';
import { fromArray, type Stream, through } from '../streams.ts';
import { openChangeStream } from './change-stream.ts';
import { type CommandContext, countField, docField } from './context.ts';
import { pipelineContext } from './pipeline-context.ts';
import { openCursor } from './read-commands.ts';

/** `aggregate`: a pipeline over a collection, a database (`aggregate: 1`) or a change stream. */
export async function aggregate(context: CommandContext): Promise<Doc> {
  const { command, db } = context;
  const stages = parseStages(command.pipeline);
  if (!isDoc(command.cursor) && command.explain !== true) {
    throw new MongoError('FailedToParse', "The 'cursor' option is required, except for aggregate with the explain argument");
  }
  const collection = typeof command.aggregate === 'string' ? command.aggregate : undefined;
  const ns = `${db}.${collection ?? '$cmd.aggregate'}`;
  if (stages[0] && '$changeStream' in stages[0]) return openChangeStream(context, ns, collection, stages);
  const environment = pipelineContext(context);
  const batchSize = countField(docField(command, 'cursor'), 'batchSize');
  const documents = open(context, ns, collection, stages, environment);
  return openCursor(context, new StreamCursor(ns, through(documents, (batch) => batch.map(encode))), batchSize);
}

function open(
  context: CommandContext,
  ns: string,
  collection: string | undefined,
  stages: Doc[],
  environment: PipelineContext,
): Stream<Doc> {
  if (collection !== undefined) {
    return runPipeline(stages, context.engine.catalog.get(ns), environment, context.command.hint);
  }
  const [first, ...rest] = stages;
  if (first && '$documents' in first) return compilePipeline(rest, environment)(fromArray(documentsOf(first.$documents)));
  if (first && '$listLocalSessions' in first) return compilePipeline(rest, environment)(fromArray<Doc>([]));
  throw new MongoError('InvalidNamespace', "{aggregate: 1} is not valid for this pipeline: it needs a collection");
}

function documentsOf(operand: unknown): Doc[] {
  const value = compileIn(operand, {})({}, rootScope({}, undefined));
  if (Array.isArray(value) && value.every(isDoc)) return value;
  throw new MongoError(5858203, 'an array of documents is expected in $documents');
}
