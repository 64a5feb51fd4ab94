import {
  bracketOf,
  isDocument,
  type Maybe,
  numberOf,
  order,
  same,
  typeOf,
  type Value,
  type Document,
} from './values.ts';

/** What a filter's path can mean: arrays on the way stand for their documents, and for the element of a number. */
export function meanings(container: Maybe, path: string[]): Maybe[] {
  const [head, ...rest] = path;
  if (head === undefined) return [container];
  if (Array.isArray(container)) {
    const inside = container.filter(isDocument).flatMap((element) => meanings(element, path));
    const byNumber = /^\d+$/.test(head) && Number(head) < container.length;
    return byNumber ? [...meanings(container[Number(head)], rest), ...inside] : inside;
  }
  return isDocument(container) ? meanings(container[head], rest) : [undefined];
}

/** The same, with an array at the end of the path standing for its elements as well. */
function opened(container: Maybe, path: string[]): Maybe[] {
  return meanings(container, path).flatMap((value) => (Array.isArray(value) ? [...value, value] : [value]));
}

export function isOperators(value: Maybe): value is Document {
  return isDocument(value) && Object.keys(value)[0]?.startsWith('$') === true;
}

/** Whether a document passes a filter (manual: "Query Predicates"). */
export function matches(document: Document, filter: Document): boolean {
  return Object.entries(filter).every(([name, condition]) => {
    const parts = condition as Document[];
    if (name === '$and') return parts.every((part) => matches(document, part));
    if (name === '$or') return parts.some((part) => matches(document, part));
    if (name === '$nor') return !parts.some((part) => matches(document, part));
    return passes(document, name.split('.'), condition);
  });
}

/** Whether a field, or with an empty path a value itself, passes what a filter says about it. */
export function passes(container: Maybe, path: string[], condition: Value): boolean {
  if (!isOperators(condition)) return equalTo(container, path, condition);
  return Object.entries(condition).every(([operator, operand]) => {
    const test = OPERATORS[operator];
    if (!test) throw new Error(`the model has no ${operator}`);
    return test(container, path, operand);
  });
}

type Test = (container: Maybe, path: string[], operand: Value) => boolean;

const equalTo: Test = (container, path, operand) =>
  opened(container, path).some((value) => same(value ?? null, operand));

/** Values are compared with those of their own type only. */
function comparing(accepts: (difference: number) => boolean): Test {
  return (container, path, operand) =>
    opened(container, path).some((value) => {
      const known = value ?? null;
      return bracketOf(known) === bracketOf(operand) && accepts(order(known, operand));
    });
}

function negated(test: Test): Test {
  return (container, path, operand) => !test(container, path, operand);
}

const among: Test = (container, path, operand) => (operand as Value[]).some((item) => equalTo(container, path, item));

const OPERATORS: Record<string, Test> = {
  $eq: equalTo,
  $ne: negated(equalTo),
  $gt: comparing((difference) => difference > 0),
  $gte: comparing((difference) => difference >= 0),
  $lt: comparing((difference) => difference < 0),
  $lte: comparing((difference) => difference <= 0),
  $in: among,
  $nin: negated(among),
  $not: negated(passes),
  $exists: (container, path, operand) => meanings(container, path).some((value) => value !== undefined) === operand,
  $all: (container, path, operand) => {
    const items = operand as Value[];
    return items.length > 0 && items.every((item) => passes(container, path, item));
  },
  $size: (container, path, operand) =>
    meanings(container, path).some((value) => Array.isArray(value) && value.length === numberOf(operand)),
  $mod: (container, path, operand) => {
    const [divisor, remainder] = (operand as Value[]).map(Number) as [number, number];
    return opened(container, path).some((value) => {
      const number = numberOf(value);
      return number !== undefined && Math.trunc(number) % divisor === remainder;
    });
  },
  $type: (container, path, operand) =>
    opened(container, path).some((value) => typeOf(value) === operand || bracketOf(value) === operand),
  $elemMatch: (container, path, operand) =>
    meanings(container, path).some(
      (value) => Array.isArray(value) && value.some((element) => isMeant(element, operand)),
    ),
};

/** Whether an array's element is one that `$elemMatch` asks for: by operators on itself, or by a filter for documents. */
function isMeant(element: Value, condition: Value): boolean {
  if (isOperators(condition)) return passes(element, [], condition);
  return isDocument(element) && isDocument(condition) && matches(element, condition);
}
