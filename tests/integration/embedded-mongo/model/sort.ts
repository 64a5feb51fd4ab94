import { type Document, isDocument, type Maybe, order } from './values.ts';

/** What a sort looks at: of an array the least or greatest element, of an empty one less than null. */
function keyOf(document: Document, path: string[], direction: number): Maybe {
  const all = keys(document, path).toSorted((a, b) => order(a, b) * direction);
  return all[0];
}

function keys(container: Maybe, path: string[]): Maybe[] {
  const [head, ...rest] = path;
  if (head === undefined) {
    if (!Array.isArray(container)) return [container ?? null];
    return container.length === 0 ? [undefined] : container;
  }
  if (Array.isArray(container)) {
    return container.length === 0 ? [null] : container.flatMap((element) => keysInside(element, path));
  }
  return isDocument(container) ? keys(container[head], rest) : [null];
}

function keysInside(element: Maybe, path: string[]): Maybe[] {
  return isDocument(element) ? keys(element, path) : [null];
}

export type SortOrder = [path: string, direction: 1 | -1][];

/** Sorted as `sort` and `$sort` do; documents that are equal by it keep their order. */
export function sortedBy(documents: readonly Document[], by: SortOrder): Document[] {
  return [...documents].sort((a, b) => {
    for (const [path, direction] of by) {
      const [x, y] = [keyOf(a, path.split('.'), direction), keyOf(b, path.split('.'), direction)];
      const difference = order(x, y) * direction;
      if (difference !== 0) return difference;
    }
    return 0;
  });
}
