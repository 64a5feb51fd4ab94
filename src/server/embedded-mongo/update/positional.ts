import { type Doc, isDoc, isOperators } from '../bson/values.ts';
import { valueAt } from '../paths.ts';
import { compileFilter, type FilterContext } from '../query/match.ts';

/** The index of the array element by which a document matched a filter, for the positional `$`; undefined when none did. */
export function matchedElement(
  filter: Doc,
  doc: Doc,
  array: readonly string[],
  context: FilterContext,
): number | undefined {
  const values = valueAt(doc, array);
  if (!Array.isArray(values)) return undefined;
  let found: number | undefined;
  const prefix = array.join('.');
  for (const [key, condition] of Object.entries(filter)) {
    if (key === '$and' || key === '$or') {
      for (const part of condition as Doc[]) {
        if (key === '$or' && !compileFilter(part, context).test(doc)) continue;
        const inner = matchedElement(part, doc, array, context);
        if (inner === undefined) continue;
        found = inner;
        if (key === '$or') break;
      }
    } else if (key === prefix) found = values.findIndex(wholeElement(condition, context));
    else if (key.startsWith(`${prefix}.`)) found = values.findIndex(inElement(key, prefix, condition, context));
    if (found === -1) found = undefined;
  }
  return found;
}

function wholeElement(condition: unknown, context: FilterContext): (element: unknown) => boolean {
  const { test } = compileFilter({ element: condition }, context);
  if (isOperators(condition) && '$elemMatch' in condition) return (element) => test({ element: [element] });
  return (element) => test({ element });
}

function inElement(key: string, prefix: string, condition: unknown, context: FilterContext) {
  const { test } = compileFilter({ [key.slice(prefix.length + 1)]: condition }, context);
  return (element: unknown) => isDoc(element) && test(element);
}
