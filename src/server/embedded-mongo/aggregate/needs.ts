import { toNumber } from '../bson/numbers.ts';
import { type Doc, isDoc } from '../bson/values.ts';

/** The top-level fields an expression reads; undefined when it may read any. */
function ofExpression(expression: unknown, found: Set<string>): boolean {
  if (typeof expression === 'string') {
    if (expression.startsWith('$$')) return !/^\$\$(ROOT|CURRENT)\b/.test(expression);
    if (expression.startsWith('$')) found.add(expression.slice(1).split('.')[0] as string);
    return true;
  }
  if (Array.isArray(expression)) return expression.every((item) => ofExpression(item, found));
  if (isDoc(expression)) {
    if ('$getField' in expression) return false;
    return Object.values(expression).every((item) => ofExpression(item, found));
  }
  return true;
}

/** The top-level fields a pipeline reads of its input; undefined when it may need them all. */
export function fieldsNeeded(stages: Doc[]): Set<string> | undefined {
  const found = new Set<string>();
  for (const stage of stages) {
    const [name = '', operand] = Object.entries(stage)[0] ?? [];
    switch (name) {
      case '$group':
        return ofExpression(operand, found) ? found : undefined;
      case '$count':
        return found;
      case '$sortByCount':
        return ofExpression(operand, found) ? found : undefined;
      case '$limit':
      case '$skip':
        continue;
      case '$sort':
        if (!isDoc(operand)) return undefined;
        for (const field of Object.keys(operand)) found.add(field.split('.')[0] as string);
        continue;
      case '$project': {
        if (!isDoc(operand) || !inclusive(operand) || !ofExpression(operand, found)) return undefined;
        for (const field of Object.keys(operand)) found.add(field.split('.')[0] as string);
        return found.add('_id');
      }
      default:
        return undefined;
    }
  }
  return undefined;
}

/** Whether a projection shows only what it names: some field besides `_id` is not 0 or false. */
function inclusive(operand: Doc): boolean {
  return Object.entries(operand).some(([field, value]) => field !== '_id' && value !== false && toNumber(value) !== 0);
}
