import { ObjectId } from 'bson';
import { type Doc, isDoc } from '../bson/values.ts';
import { MongoError, unsupported } from '../errors.ts';

/** Where `$out` or `$merge` writes, and how. */
export interface Output {
  kind: 'out' | 'merge';
  ns: string;
  on: string[];
  whenMatched: 'replace' | 'keepExisting' | 'merge' | 'fail' | unknown[];
  whenNotMatched: 'insert' | 'discard' | 'fail';
  variables: Doc | undefined;
}

/** Reads a last stage `$out` or `$merge`; undefined when the pipeline has none. */
export function outputOf(stages: Doc[], db: string): Output | undefined {
  for (const [i, stage] of stages.entries()) {
    const writes = '$out' in stage || '$merge' in stage;
    if (writes && i < stages.length - 1)
      throw new MongoError(40601, `${Object.keys(stage)[0] ?? ''} can only be the final stage in the pipeline`);
  }
  const last = stages.at(-1);
  if (last && '$out' in last) {
    return {
      kind: 'out',
      ns: target(last.$out, db),
      on: ['_id'],
      whenMatched: 'replace',
      whenNotMatched: 'insert',
      variables: undefined,
    };
  }
  return last && '$merge' in last ? merge(last.$merge, db) : undefined;
}

function target(value: unknown, db: string): string {
  if (typeof value === 'string') return `${db}.${value}`;
  if (isDoc(value) && typeof value.coll === 'string')
    return `${typeof value.db === 'string' ? value.db : db}.${value.coll}`;
  throw new MongoError('FailedToParse', 'the output collection must be a string or {db, coll}');
}

const MATCHED = ['replace', 'keepExisting', 'merge', 'fail'];
const NOT_MATCHED = ['insert', 'discard', 'fail'];

function merge(operand: unknown, db: string): Output {
  const spec = isDoc(operand) ? operand : { into: operand };
  const on = spec.on === undefined ? ['_id'] : Array.isArray(spec.on) ? (spec.on as string[]) : [spec.on as string];
  const { whenMatched = 'merge', whenNotMatched = 'insert' } = spec;
  if (!Array.isArray(whenMatched) && !MATCHED.includes(String(whenMatched)))
    unsupported(`$merge's whenMatched '${String(whenMatched)}'`);
  if (!NOT_MATCHED.includes(String(whenNotMatched))) unsupported(`$merge's whenNotMatched '${String(whenNotMatched)}'`);
  return {
    kind: 'merge',
    ns: target(spec.into, db),
    on,
    whenMatched: whenMatched as Output['whenMatched'],
    whenNotMatched: whenNotMatched as Output['whenNotMatched'],
    variables: isDoc(spec.let) ? spec.let : undefined,
  };
}

/** A result with an `_id` in front. */
export function identified(doc: Doc): Doc {
  const { _id = new ObjectId(), ...rest } = doc;
  return { _id, ...rest };
}
