import { compileIn, rootScope } from '../aggregate/expression.ts';
import type { PipelineContext } from '../aggregate/pipeline.ts';
import type { Doc } from '../bson/values.ts';
import { stringOrder } from '../query/collation.ts';
import { collectionAt, type CommandContext, docField } from './context.ts';

/** The variables of a command's `let`, evaluated. */
export function letVariables(command: Doc, field = 'let'): Doc {
  const variables: Doc = {};
  for (const [name, value] of Object.entries(docField(command, field))) {
    variables[name] = compileIn(value, {})({}, rootScope({}, undefined));
  }
  return variables;
}

/** The environment of a command's pipeline: its database, collation and `let`. */
export function pipelineContext(context: CommandContext): PipelineContext {
  const { command, db, view } = context;
  const strings = stringOrder(command.collation);
  const variables: Doc = { NOW: new Date(), ...letVariables(command) };
  return {
    view,
    collection: (name) => collectionAt(context, `${db}.${name}`),
    collation: command.collation,
    strings,
    variables,
  };
}
