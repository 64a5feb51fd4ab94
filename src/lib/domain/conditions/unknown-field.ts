import { written, type ConditionField } from './fields.ts';
import { suggestion } from './words.ts';

/** What is said of a field nobody knows: which one was probably meant, in its place or elsewhere. */
export function unknownFieldWords(
  path: readonly string[],
  fields: readonly Pick<ConditionField, 'path' | 'expression'>[],
): string {
  const parent = path.slice(0, -1);
  const inside = fields.filter(({ path: each }) => parent.every((name, index) => each[index] === name));
  const names = [...new Set(inside.map(({ path: each }) => each[parent.length]!))];
  const hint = suggestion(path.at(-1)!, names, (name) => written([...parent, name]));
  const elsewhere = hint.startsWith(' Did') ? undefined : inside.find((each) => each.path.at(-1) === path.at(-1));
  return `There is no field \`${written(path)}\`.${elsewhere ? ` Did you mean \`${elsewhere.expression}\`?` : hint}`;
}
