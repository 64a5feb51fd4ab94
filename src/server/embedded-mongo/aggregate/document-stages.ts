import { type Doc, getField, isDoc, isOperators, setField, typeName } from '../bson/values.ts';
import { MongoError } from '../errors.ts';
import { compileProjection } from '../query/project.ts';
import { compileIn, type Evaluate, type ExpressionContext, rootScope, type Scope } from './expression.ts';

/** A stage that makes one document of one document. */
export type DocumentStage = (doc: Doc) => Doc;

type Compiler = (operand: unknown, context: ExpressionContext) => DocumentStage;

/** The stages that map documents one by one; those a pipeline update may use. */
export const DOCUMENT_STAGES: Readonly<Record<string, Compiler>> = {
  $addFields: addFields,
  $set: addFields,
  $project: project,
  $unset: unset,
  $replaceRoot: (operand, context) => {
    if (!isDoc(operand) || !('newRoot' in operand))
      throw new MongoError(40231, 'no newRoot specified for the $replaceRoot stage');
    return replaceRoot(operand.newRoot, context);
  },
  $replaceWith: replaceRoot,
};

/** Compiles the pipeline of an update. */
export function compileStages(stages: unknown[], context: ExpressionContext): DocumentStage {
  const steps = stages.map((stage) => {
    const name = isDoc(stage) ? Object.keys(stage)[0] : undefined;
    const compile = name === undefined ? undefined : DOCUMENT_STAGES[name];
    if (!compile || !isDoc(stage) || name === undefined) {
      throw new MongoError(40324, `Unrecognized pipeline stage name: '${name ?? ''}'`);
    }
    return compile(stage[name], context);
  });
  return (doc) => steps.reduce((current, step) => step(current), doc);
}

function project(operand: unknown, context: ExpressionContext): DocumentStage {
  const projection = compileProjection(operand, context);
  if (!projection)
    throw new MongoError(
      51272,
      'Invalid $project :: caused by :: projection specification must have at least one field',
    );
  return projection.apply;
}

function unset(operand: unknown, context: ExpressionContext): DocumentStage {
  const names = Array.isArray(operand) ? (operand as unknown[]) : [operand];
  if (names.length === 0 || !names.every((name) => typeof name === 'string')) {
    throw new MongoError(31120, '$unset specification must be a string or an array containing only string values');
  }
  return project(Object.fromEntries(names.map((name) => [name, 0])), context);
}

function replaceRoot(operand: unknown, context: ExpressionContext): DocumentStage {
  const evaluate = compileIn(operand, context);
  return (doc) => {
    const result = evaluate(doc, rootScope(doc, context.variables));
    if (isDoc(result)) return result;
    const message = `'newRoot' expression must evaluate to an object, but resulting value was of type: ${result === undefined ? 'missing' : typeName(result)}`;
    throw new MongoError(40228, message);
  };
}

interface Field {
  path: string[];
  evaluate: Evaluate;
}

function addFields(operand: unknown, context: ExpressionContext): DocumentStage {
  if (!isDoc(operand) || Object.keys(operand).length === 0) {
    throw new MongoError(40272, '$addFields specification stage must be a non-empty object');
  }
  const fields = flatten(operand, [], context);
  return (doc) => {
    const scope: Scope = rootScope(doc, context.variables);
    const values = fields.map(({ evaluate }) => evaluate(doc, scope));
    return fields.reduce((result, { path }, i) => assign(result, path, values[i]) as Doc, doc);
  };
}

/** Nested documents in `$addFields` add to the ones that are there, like dotted paths. */
function flatten(spec: Doc, prefix: string[], context: ExpressionContext): Field[] {
  return Object.entries(spec).flatMap(([name, value]) => {
    if (name.startsWith('$') && prefix.length === 0) {
      throw new MongoError(
        16410,
        `FieldPath field names may not start with '$'. Consider using $getField or $setField.`,
      );
    }
    const path = [...prefix, ...name.split('.')];
    if (isDoc(value) && !isOperators(value) && Object.keys(value).length > 0) return flatten(value, path, context);
    return [{ path, evaluate: compileIn(value, context) }];
  });
}

/** A copy of a value with another at a path; in an array each element gets it; undefined removes. */
function assign(target: unknown, path: string[], value: unknown): unknown {
  const [key = '', ...rest] = path;
  if (Array.isArray(target)) return target.map((item) => assign(item, path, value));
  const copy: Doc = isDoc(target) ? { ...target } : {};
  if (rest.length > 0) setField(copy, key, assign(getField(copy, key), rest, value));
  else if (value === undefined) delete copy[key];
  else setField(copy, key, value);
  return copy;
}
