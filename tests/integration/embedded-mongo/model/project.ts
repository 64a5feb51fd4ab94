import { matches, passes } from './match.ts';
import { type Document, isDocument, numberOf, type Value } from './values.ts';

/** What a projection leaves of a document (manual: "Project Fields to Return"); `_id` stays unless it says 0. */
export function projected(document: Document, projection: Document): Document {
  const { _id: id, ...fields } = projection;
  const including =
    Object.values(fields).some((value) => value === true) || (Object.keys(fields).length === 0 && id === true);
  const paths = Object.entries(fields)
    .filter(([, value]) => typeof value === 'boolean')
    .map(([name]) => name.split('.'));
  let result = including ? only(document, [['_id'], ...paths, ...operated(fields)]) : without(document, paths);
  if (id === false) result = without(result, [['_id']]);
  for (const [name, value] of Object.entries(fields)) result = applied(document, result, name, value);
  return result;
}

function operated(fields: Document): string[][] {
  return Object.entries(fields).flatMap(([name, value]) => (isDocument(value) ? [[name]] : []));
}

/** `$slice` and `$elemMatch` on a field of the top level. */
function applied(document: Document, result: Document, name: string, value: Value): Document {
  const found = document[name];
  if (!isDocument(value) || !(name in document)) return result;
  if ('$slice' in value) return Array.isArray(found) ? { ...result, [name]: slice(found, value.$slice) } : result;
  const { [name]: _, ...others } = result;
  const condition = value.$elemMatch as Document;
  const byOperators = Object.keys(condition)[0]?.startsWith('$');
  const first = (Array.isArray(found) ? found : []).find((element) =>
    byOperators ? passes(element, [], condition) : isDocument(element) && matches(element, condition),
  );
  return first === undefined ? others : { ...others, [name]: [first] };
}

/** The first n, the last n of -n, or n from a place on. */
function slice(list: Value[], bounds: Value): Value[] {
  if (!Array.isArray(bounds)) {
    const n = numberOf(bounds)!;
    return n >= 0 ? list.slice(0, n) : list.slice(n);
  }
  const [skip, count] = bounds.map((bound) => numberOf(bound)!);
  const from = skip! >= 0 ? skip! : Math.max(0, list.length + skip!);
  return list.slice(from, from + count!);
}

/** Only what lies at the paths; in arrays, only that of their documents. */
function only(document: Document, paths: string[][]): Document {
  const result: Document = {};
  for (const [name, value] of Object.entries(document)) {
    const rests = paths.filter(([head]) => head === name).map(([, ...rest]) => rest);
    if (rests.length === 0) continue;
    if (rests.some((rest) => rest.length === 0)) result[name] = value;
    else if (isDocument(value)) result[name] = only(value, rests);
    else if (Array.isArray(value)) result[name] = value.filter(isDocument).map((element) => only(element, rests));
  }
  return result;
}

/** All but what lies at the paths. */
function without(document: Document, paths: string[][]): Document {
  const result: Document = {};
  for (const [name, value] of Object.entries(document)) {
    const rests = paths.filter(([head]) => head === name).map(([, ...rest]) => rest);
    const inner = (element: Value): Value => (isDocument(element) ? without(element, rests) : element);
    if (rests.some((rest) => rest.length === 0)) continue;
    result[name] = Array.isArray(value) ? value.map(inner) : inner(value);
  }
  return result;
}
