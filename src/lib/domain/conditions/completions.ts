import type { ConditionField, FieldType } from './fields.ts';
import { conditionFunctions, type ConditionFunction } from './functions.ts';

/** Something that can be written where the caret stands. */
export interface Completion {
  /** What takes the place of what was typed. */
  text: string;
  /** Where the caret goes within it. */
  caret: number;
  description: string;
}

export interface Completions {
  /** What they take the place of, from and to, in UTF-16 units. */
  from: number;
  to: number;
  items: Completion[];
}

const none: Completions = { from: 0, to: 0, items: [] };

/** What a name or a field begins with: nothing in it is text in quotes. */
const name = /[A-Za-z_]\w*(?:\.\w*|\["[^"]*"\])*$/;
const comparing = /([A-Za-z_][\w.]*(?:\["[^"]*"\])?)\s*(?:===?|!==?|\bin\s*\[(?:[^\]"]*"[^"]*"\s*,)*)\s*("?)([\w -]*)$/;

/**
 * What can follow in a condition at the caret, best first: values of the field that is compared, fields by their path or
 * what they mean, and functions. With nothing typed there, all of them.
 */
export function completionsAt(text: string, caret: number, fields: readonly ConditionField[]): Completions {
  const before = text.slice(0, caret);
  const values = valuesAt(text, caret, fields);
  if (values) return values;
  if (isInQuotes(before)) return none;
  const typed = name.exec(before)?.[0] ?? '';
  // Digits and what stands behind a closed value are no beginning of a name.
  if (typed === '' && /[\w"')\]]$/.test(before)) return none;
  const items = [...methodsAfter(typed, fields), ...fieldsFor(typed, fields), ...functionsFor(typed)];
  return { from: caret - typed.length, to: caret, items };
}

/** Quotes open and close in turn; a quote behind a backslash is part of the text. */
const isInQuotes = (before: string): boolean => (before.replace(/\\./g, '').match(/"/g)?.length ?? 0) % 2 === 1;

function valuesAt(text: string, caret: number, fields: readonly ConditionField[]): Completions | null {
  const [, path, quote = '', start = ''] = comparing.exec(text.slice(0, caret)) ?? [];
  const values = fields.find(({ expression }) => expression === path)?.values;
  if (!values) return null;
  const from = caret - start.length - quote.length;
  const closes = quote !== '' && text.charAt(caret) === '"';
  const items = values
    .filter((value) => value.toLowerCase().startsWith(start.toLowerCase()))
    .map((value) => ({ text: `"${value}"`, caret: value.length + 2, description: `Value of ${path}` }));
  return { from, to: closes ? caret + 1 : caret, items };
}

function fieldsFor(typed: string, fields: readonly ConditionField[]): Completion[] {
  const wanted = typed.toLowerCase();
  const rank = ({ expression, path, description }: ConditionField): number => {
    if (expression.toLowerCase().startsWith(wanted)) return 0;
    if (path.at(-1)!.toLowerCase().startsWith(wanted)) return 1;
    return wanted.length > 1 && ` ${description.toLowerCase()}`.includes(` ${wanted}`) ? 2 : 3;
  };
  return [...fields, moment]
    .filter(({ expression }) => expression !== typed)
    .map((field) => ({ field, rank: rank(field) }))
    .filter((each) => each.rank < 3)
    .toSorted((one, other) => one.rank - other.rank)
    .map(({ field: { expression, description } }) => ({
      text: expression,
      caret: expression.length,
      description,
    }));
}

const moment: ConditionField = { path: ['now'], expression: 'now', type: 'date', description: 'This moment' };

const receivers: Record<string, readonly FieldType[]> = {
  text: ['text'],
  list: ['list of texts'],
  date: ['date'],
};

/** What can be asked of a field, after its dot. */
function methodsAfter(typed: string, fields: readonly ConditionField[]): Completion[] {
  const dot = typed.lastIndexOf('.');
  const field = fields.find(({ expression }) => expression === typed.slice(0, dot));
  if (dot < 0 || !field) return [];
  const start = typed.slice(dot + 1).toLowerCase();
  return conditionFunctions
    .filter(({ kind, usage }) => kind === 'method' && receivers[usage.split('.')[0]!]?.includes(field.type))
    .filter((each) => each.name.toLowerCase().startsWith(start))
    .map((method) => called(method, `${field.expression}.`));
}

const functionsFor = (typed: string): Completion[] =>
  conditionFunctions
    .filter((each) => each.kind === 'function' && each.name.startsWith(typed.toLowerCase()))
    .map((each) => called(each, ''));

/** The call, with the caret where its first argument goes. */
function called({ name: called, usage, description }: ConditionFunction, before: string): Completion {
  const text = `${before}${called}()`;
  const takesNothing = usage.endsWith('()');
  return { text, caret: takesNothing ? text.length : text.length - 1, description: `${usage}: ${description}` };
}
