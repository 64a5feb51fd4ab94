import { compileIn, rootScope } from '../aggregate/expression.ts';
import type { PipelineContext } from '../aggregate/pipeline.ts';
import type { Doc } from '../bson/values.ts';
import { stringOrder } from '../query/collation.ts';
import { type CommandContext, docField } from './context.ts';

/** The environment of a command's pipeline: its database, collation and `let`. */
export function pipelineContext({ command, engine, db, view }: CommandContext): PipelineContext {
  const strings = stringOrder(command.collation);
  const variables: Doc = { NOW: new Date() };
  for (const [name, value] of Object.entries(docField(command, 'let'))) {
    variables[name] = compileIn(value, {})({}, rootScope({}, undefined));
  }
  return {
    view,
    collection: (name) => engine.catalog.get(`${db}.${name}`),
    collation: command.collation,
    strings,
    variables,
  };
}
