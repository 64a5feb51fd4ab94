import type { ParseError, TypeError as CelTypeError } from '@marcbachmann/cel-js';
import { roots, type ConditionField } from './fields.ts';
import { loops, namesOf } from './functions.ts';
import { hasInSource } from './source.ts';
import { at, unknownFunction, type Fault } from './rules.ts';
import { childrenOf, pathOf, textOf, typeOf, type Node } from './tree.ts';
import { unknownFieldWords } from './unknown-field.ts';
import { suggestion, typeWord } from './words.ts';

type CelError = ParseError | CelTypeError;
type Explain = (error: CelError, node: Node, text: string, fields: readonly ConditionField[]) => Fault;

/** What CEL found wrong, in the words of someone who writes conditions. */
export function explain(error: CelError, text: string, fields: readonly ConditionField[]): Fault {
  const { node, range, code } = error;
  if (node && 'op' in node && node.op) {
    const told = typeFaults[code]?.(error, node as Node, text, fields);
    if (told) return told;
  }
  const start = range?.start ?? 0;
  const end = range?.end ?? text.length;
  return { start, end, message: spelling(code, text, start, end) };
}

function spelling(code: string, text: string, start: number, end: number): string {
  const piece = text.slice(start, end);
  if (code === 'limit_exceeded') return 'This condition is too long or too deeply nested.';
  if (code === 'reserved_identifier') return `\`${piece}\` is a reserved word and cannot be used here.`;
  if (code.startsWith('unterminated')) return 'A text starts here and has no closing quote.';
  if (code === 'newline_in_string') return 'A text in quotes cannot go on in the next line.';
  if (text.trim() === '') return 'The condition is empty.';
  if (piece.trim() === '') return 'Something is missing at the end.';
  if (piece === '=') return 'Use `==` to compare.';
  if (/^and$/i.test(piece)) return 'Use `&&` for “and”.';
  if (/^or$/i.test(piece)) return 'Use `||` for “or”.';
  if (/^not$/i.test(text.slice(0, start).trimEnd().split(/\W/).at(-1) ?? '')) return 'Use `!` for “not”.';
  if (/[“”„‘’«»]/.test(piece)) return 'Use straight quotes: `"text"`.';
  return `\`${piece}\` is not expected here.`;
}

const unknownField: Explain = (_error, node, text, fields) => {
  const path = pathOf(node);
  return at(node, path ? unknownFieldWords(path, fields) : `There is no field \`${textOf(node, text)}\`.`);
};

const unknownName: Explain = (_error, node, text) => {
  const name = textOf(node, text);
  return at(node, `Nothing here is called \`${name}\`.${suggestion(name, [...roots, 'now'])}`);
};

const noOperator: Explain = (_error, node, text) => {
  const parts = childrenOf(node);
  const [one, other] = parts.map((part) => ({
    text: textOf(part, text),
    type: typeOf(part),
    word: typeWord(typeOf(part)),
  }));
  if (!one) return at(node, 'This cannot be worked out.');
  if (!other) return at(node, `\`${one.text}\` is ${one.word}: \`${node.op.charAt(0)}\` cannot be put before it.`);
  const both = `\`${one.text}\` is ${one.word} and \`${other.text}\` is ${other.word}`;
  return at(node, `${both}: ${cannot(node.op)}.${hintFor(one.word, other.word)}`);
};

function cannot(op: string): string {
  if (op === 'in') return '`in` looks for a value in a list of such values';
  return '+-*/%'.includes(op) ? `\`${op}\` does not work on them` : 'they cannot be compared';
}

function hintFor(one: string, other: string): string {
  const words = [one, other];
  if (words.includes('nothing') && words.includes('a yes/no value')) return ' A yes/no value is never empty.';
  if (words.includes('a date') && words.includes('a text')) return ' Write a day as `date("2026-12-31")`.';
  if (words.includes('a date') && words.includes('a span of time'))
    return ' Compare `now - deal.createdAt`, say, with a span.';
  if (words.includes('a span of time') && words.includes('a number')) return ' Write a span as `days(3)`.';
  return '';
}

const noFunction: Explain = (_error, node, text) => {
  if (node.op !== 'call' && node.op !== 'rcall') return at(node, 'This cannot be worked out.');
  const unknown = unknownFunction(node);
  if (unknown) return unknown;
  const name = node.args[0] === hasInSource ? 'has' : node.args[0];
  const receiver = node.op === 'rcall' ? node.args[1] : null;
  if (receiver && loops.has(name))
    return at(node, `\`${textOf(receiver, text)}\` is ${typeWord(typeOf(receiver))}, not a list.`);
  const given = (node.op === 'rcall' ? node.args[2] : node.args[1]).map((each) => typeWord(typeOf(each)));
  const what = given.length > 0 ? given.join(' and ') : 'nothing';
  const on = receiver ? ` of ${typeWord(typeOf(receiver))}` : '';
  const elsewhere =
    receiver && namesOf('function').includes(name) && given.length === 0 ? ` Write \`${name}(…)\`.` : '';
  return at(node, `\`${name}\`${on} does not take ${what}.${elsewhere}`);
};

const needsYesNo: Explain = (error, node, text) => {
  const parts = node.op === '&&' || node.op === '||' ? childrenOf(node) : [node];
  const wrong = parts.find((part) => typeOf(part) !== 'bool') ?? node;
  const found = typeOf(wrong) ?? /got '([^']+)'/.exec(error.message)?.[1] ?? null;
  return at(
    wrong,
    `\`${textOf(wrong, text)}\` is ${typeWord(found)}; here must stand something that is true or false.`,
  );
};

const noFieldsHere: Explain = (_error, node, text) => {
  const [owner] = childrenOf(node);
  const what = owner ? `\`${textOf(owner, text)}\` is ${typeWord(typeOf(owner))} and` : 'This';
  const hint = /\.(length|size)$/.test(textOf(node, text)) ? ' Use `size(…)`.' : '';
  return at(node, `${what} has no fields.${hint}`);
};

const sameTypes: Explain = (_error, node) => at(node, 'All entries of a list must be of the same type.');

const typeFaults: Record<string, Explain> = {
  no_such_key: unknownField,
  unknown_variable: unknownName,
  no_such_overload: noOperator,
  no_matching_overload: noFunction,
  invalid_logical_operand: needsYesNo,
  invalid_condition_type: needsYesNo,
  invalid_index_type: noFieldsHere,
  cannot_index_type: noFieldsHere,
  heterogeneous_list_element: sameTypes,
  incompatible_ternary_branches: (_error, node) => at(node, 'Both results of `? :` must be of the same type.'),
  invalid_comprehension_range: (_error, node, text) => at(node, `\`${textOf(node, text)}\` is not a list.`),
  invalid_macro_argument: (_error, node) => at(node, 'Here must stand a name for each entry, such as `tag`.'),
};
