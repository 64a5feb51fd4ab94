import { hashOf } from '../bson/hash.ts';
import { type Doc, isDoc, setField } from '../bson/values.ts';
import { MongoError } from '../errors.ts';
import { collected, fromIterator, type Stream, through } from '../streams.ts';
import { type Accumulator, compileAccumulator, type MakeAccumulator, weigh } from './accumulators.ts';
import { compileIn, type ExpressionContext, rootScope } from './expression.ts';

/** The memory a `$group` may take, in bytes. */
const MAX_BYTES = 100 * 1024 * 1024;
/** What a group takes besides its id and what its accumulators keep, in bytes, about. */
const GROUP_BYTES = 256;

interface Group {
  id: unknown;
  accumulators: Accumulator[];
}

/** `$group`: documents with the same `_id` expression become one. */
export function group(operand: unknown, context: ExpressionContext): (source: Stream<Doc>) => Stream<Doc> {
  if (!isDoc(operand)) throw new MongoError(15947, "a group's fields must be specified in an object");
  if (!('_id' in operand)) throw new MongoError(15955, 'a group specification must include an _id');
  const { _id, ...rest } = operand;
  const identify = compileIn(_id, context);
  const fields = Object.entries(rest).map(([name, spec]): [string, MakeAccumulator] => {
    if (name.includes('.')) throw new MongoError(40235, `The field name '${name}' cannot contain '.'`);
    return [name, compileAccumulator(spec, name, context)];
  });
  return (source) => {
    const groups = new Map<string, Group>();
    let bytes = 0;
    const keep = (more: number): void => {
      bytes += more;
      if (bytes > MAX_BYTES) tooMuch();
    };
    const take = (batch: Doc[]): void => {
      for (const doc of batch) {
        const scope = rootScope(doc, context.variables);
        const id = identify(doc, scope) ?? null;
        const hash = hashOf(id);
        let found = groups.get(hash);
        if (!found) {
          keep(GROUP_BYTES + weigh(id));
          groups.set(hash, (found = { id, accumulators: fields.map(([, make]) => make(keep)) }));
        }
        for (const accumulator of found.accumulators) accumulator.add(doc, scope);
      }
    };
    return collected(source, take, () =>
      through(fromIterator(groups.values()), (batch) => batch.map((item) => finish(item, fields))),
    );
  };
}

function finish({ id, accumulators }: Group, fields: [string, MakeAccumulator][]): Doc {
  const doc: Doc = { _id: id };
  for (const [i, [name]] of fields.entries()) setField(doc, name, (accumulators[i] as Accumulator).result());
  return doc;
}

function tooMuch(): never {
  const message = "Exceeded memory limit for $group, but didn't allow external sort. Pass allowDiskUse:true to opt in.";
  throw new MongoError('QueryExceededMemoryLimitNoDiskUseAllowed', message);
}
