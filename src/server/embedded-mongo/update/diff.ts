import { encode } from '../bson/decode.ts';
import { type Doc, isDoc } from '../bson/values.ts';

/** What an update changed, as change streams tell it. */
export interface UpdateDescription {
  updatedFields: Doc;
  removedFields: string[];
  truncatedArrays: { field: string; newSize: number }[];
}

/** Compares a document before and after an update. */
export function describeUpdate(before: Doc, after: Doc): UpdateDescription {
  const description: UpdateDescription = { updatedFields: {}, removedFields: [], truncatedArrays: [] };
  compareDocs(before, after, '', description);
  return description;
}

/** Whether two values are the same in type and content (1 and 1.0 are not). */
export function identical(a: unknown, b: unknown): boolean {
  if (a === b && typeof a !== 'object') return true;
  if (typeof a !== typeof b) return false;
  return encode({ v: a }).equals(encode({ v: b }));
}

function compareDocs(before: Doc, after: Doc, prefix: string, description: UpdateDescription): void {
  for (const key of Object.keys(after)) {
    const path = prefix + key;
    if (!Object.hasOwn(before, key)) description.updatedFields[path] = after[key];
    else compareValues(before[key], after[key], path, description);
  }
  for (const key of Object.keys(before)) {
    if (!Object.hasOwn(after, key)) description.removedFields.push(prefix + key);
  }
}

function compareValues(before: unknown, after: unknown, path: string, description: UpdateDescription): void {
  if (identical(before, after)) return;
  if (isDoc(before) && isDoc(after)) return compareDocs(before, after, `${path}.`, description);
  if (Array.isArray(before) && Array.isArray(after) && after.length > 0)
    return compareArrays(before, after, path, description);
  description.updatedFields[path] = after;
}

function compareArrays(before: unknown[], after: unknown[], path: string, description: UpdateDescription): void {
  const shared = Math.min(before.length, after.length);
  let changed = 0;
  for (let i = 0; i < shared; i++) if (!identical(before[i], after[i])) changed++;
  // Where most of it differs the whole array says it shorter.
  if (changed * 2 > shared || after.length > 2 * before.length + 8) {
    description.updatedFields[path] = after;
    return;
  }
  for (let i = 0; i < after.length; i++) {
    if (i >= before.length) description.updatedFields[`${path}.${i}`] = after[i];
    else compareValues(before[i], after[i], `${path}.${i}`, description);
  }
  if (after.length < before.length) description.truncatedArrays.push({ field: path, newSize: after.length });
}
