import { Double, Int32, Long } from 'mongodb';
import { matches } from './match.ts';
import { projected } from './project.ts';
import { sortedBy, type SortOrder } from './sort.ts';
import {
  type Document,
  isDocument,
  type Maybe,
  numberLike,
  numberOf,
  order,
  same,
  typeOf,
  type Value,
} from './values.ts';

type Stage = (documents: Document[], spec: Value, all: readonly Document[]) => Document[];

/** What a pipeline makes of a collection (manual: "Aggregation Stages"). */
export function aggregated(collection: readonly Document[], pipeline: readonly Document[]): Document[] {
  return pipeline.reduce<Document[]>(
    (documents, stage) => {
      const [name, spec] = Object.entries(stage)[0]!;
      const run = STAGES[name];
      if (!run) throw new Error(`the model has no ${name}`);
      return run(documents, spec, collection);
    },
    [...collection],
  );
}

const STAGES: Record<string, Stage> = {
  $match: (documents, filter) => documents.filter((document) => matches(document, filter as Document)),
  $sort: (documents, spec) => {
    const by = Object.entries(spec as Document).map(([path, direction]) => [path, numberOf(direction)]);
    return sortedBy(documents, by as SortOrder);
  },
  $skip: (documents, count) => documents.slice(numberOf(count)),
  $limit: (documents, count) => documents.slice(0, numberOf(count)),
  $count: (documents, name) => (documents.length > 0 ? [{ [name as string]: new Int32(documents.length) }] : []),
  $project: (documents, spec) => documents.map((document) => projected(document, spec as Document)),
  $unset: (documents, name) => documents.map((document) => projected(document, { [name as string]: false })),
  $addFields: (documents, spec) => documents.map((document) => withFields(document, spec as Document)),
  $replaceRoot: (documents, spec) =>
    documents.map((document) => withFields({}, (spec as Document).newRoot as Document, document)),
  $unwind: (documents, spec) => documents.flatMap((document) => unwound(document, spec as Document)),
  $group: (documents, spec) => grouped(documents, spec as Document),
  $lookup: (documents, spec, all) => documents.map((document) => joined(document, spec as Document, all)),
};

function withFields(target: Document, fields: Document, source: Document = target): Document {
  const result = { ...target };
  for (const [name, expression] of Object.entries(fields)) {
    const value = evaluate(expression, source);
    if (value === undefined) delete result[name];
    else result[name] = value;
  }
  return result;
}

function unwound(document: Document, spec: Document): Document[] {
  const name = (spec.path as string).slice(1);
  const index = spec.includeArrayIndex as string | undefined;
  const value = document[name];
  const put = (item: Maybe, at: Value): Document => {
    const { [name]: _, ...others } = document;
    const result = item === undefined ? others : { ...document, [name]: item };
    return index === undefined ? result : { ...result, [index]: at };
  };
  if (Array.isArray(value) && value.length > 0) return value.map((item, i) => put(item, Long.fromNumber(i)));
  if (!Array.isArray(value) && value !== undefined && value !== null) return [put(value, null)];
  return spec.preserveNullAndEmptyArrays === true ? [put(value === null ? null : undefined, null)] : [];
}

function joined(document: Document, spec: Document, all: readonly Document[]): Document {
  const local = document[spec.localField as string] ?? null;
  const wanted = Array.isArray(local) ? local : [local];
  const found = all.filter((other) => matches(other, { [spec.foreignField as string]: { $in: wanted } }));
  return { ...document, [spec.as as string]: found };
}

function grouped(documents: Document[], { _id: key, ...accumulators }: Document): Document[] {
  const groups: { key: Value; members: Document[] }[] = [];
  for (const document of documents) {
    const value = evaluate(key!, document) ?? null;
    const group = groups.find((each) => same(each.key, value));
    if (group) group.members.push(document);
    else groups.push({ key: value, members: [document] });
  }
  return groups.map((group) => {
    const result: Document = { _id: group.key };
    for (const [name, spec] of Object.entries(accumulators)) {
      const [operator, expression] = Object.entries(spec as Document)[0]!;
      result[name] = accumulated(
        operator,
        group.members.map((member) => evaluate(expression, member)),
      );
    }
    return result;
  });
}

function accumulated(operator: string, values: Maybe[]): Value {
  const present = values.filter((value) => value !== undefined);
  const known = present.filter((value) => value !== null).sort(order);
  const numbers = present.filter((value) => numberOf(value) !== undefined);
  const sum = numbers.reduce<Value>((a, b) => numberLike(numberOf(a)! + numberOf(b)!, a, b), new Int32(0));
  switch (operator) {
    case '$sum':
      return sum;
    case '$avg':
      return numbers.length === 0 ? null : new Double(numberOf(sum)! / numbers.length);
    case '$min':
      return known[0] ?? null;
    case '$max':
      // Of equal numbers of several types the first.
      return known.find((value) => same(value, known.at(-1))) ?? null;
    case '$first':
      return values[0] ?? null;
    case '$last':
      return values.at(-1) ?? null;
    case '$push':
      return present;
    case '$addToSet':
      return present.filter((value, i) => !present.slice(0, i).some((before) => same(before, value)));
    default:
      throw new Error(`the model has no ${operator}`);
  }
}

/** What an expression is for a document; undefined when it is missing (manual: "Expression Operators"). */
export function evaluate(expression: Value, document: Document): Maybe {
  if (typeof expression === 'string' && expression.startsWith('$'))
    return along(document, expression.slice(1).split('.'));
  if (Array.isArray(expression)) return expression.map((item) => evaluate(item, document) ?? null);
  if (!isDocument(expression)) return expression;
  const [name = '', operand] = Object.entries(expression)[0] ?? [];
  if (!name.startsWith('$')) return withFields({}, expression, document);
  if (name === '$literal') return operand;
  const operator = EXPRESSIONS[name];
  if (!operator) throw new Error(`the model has no ${name}`);
  const operands = Array.isArray(operand) ? operand : [operand!];
  return operator(operands.map((item) => evaluate(item, document)));
}

function along(value: Maybe, path: string[]): Maybe {
  const [head, ...rest] = path;
  if (head === undefined) return value;
  if (Array.isArray(value)) {
    return value.map((item) => (isDocument(item) ? along(item, path) : undefined)).filter((item) => item !== undefined);
  }
  return isDocument(value) ? along(value[head], rest) : undefined;
}

function truthy(value: Maybe): boolean {
  return value !== undefined && value !== null && value !== false && numberOf(value) !== 0;
}

type Operands = Maybe[];

function compares(accepts: (difference: number) => boolean): (operands: Operands) => Value {
  return ([a, b]) => accepts(order(a, b));
}

const EXPRESSIONS: Record<string, (operands: Operands) => Maybe> = {
  $eq: compares((difference) => difference === 0),
  $ne: compares((difference) => difference !== 0),
  $gt: compares((difference) => difference > 0),
  $gte: compares((difference) => difference >= 0),
  $lt: compares((difference) => difference < 0),
  $cmp: ([a, b]) => new Int32(Math.sign(order(a, b))),
  $and: (operands) => operands.every(truthy),
  $or: (operands) => operands.some(truthy),
  $not: ([value]) => !truthy(value),
  $cond: ([condition, yes, no]) => (truthy(condition) ? yes : no),
  $ifNull: (operands) => operands.find((value) => value !== undefined && value !== null) ?? operands.at(-1),
  $type: ([value]) => typeOf(value),
  $isArray: ([value]) => Array.isArray(value),
  $isNumber: ([value]) => numberOf(value) !== undefined,
  $add: ([a, b]) => (numberOf(a) === undefined ? null : numberLike(numberOf(a)! + numberOf(b)!, a!, b!)),
};
