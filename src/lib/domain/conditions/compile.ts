import type { Environment, ParseResult, ParseError } from '@marcbachmann/cel-js';
import { createEnvironment, mostCharacters } from './environment.ts';
import { explain } from './explain.ts';
import { conditionFields, type ConditionField, type CustomFieldKind } from './fields.ts';
import { at, fieldsIn, impossible, refused, type Fault } from './rules.ts';
import { positionOf, toSource, type Position } from './source.ts';
import { typeOf, type Node } from './tree.ts';
import { typeWord } from './words.ts';

/** A checked condition; `evaluate` runs it. */
export interface Program {
  text: string;
  run: ParseResult;
  /** All fields of the language, and those this condition names. */
  language: readonly ConditionField[];
  reads: readonly ConditionField[];
}

export type Compiled = { ok: true; program: Program } | { ok: false; position: Position; message: string };

interface Language {
  fields: readonly ConditionField[];
  environment: Environment;
}

const languages = new Map<string, Language>();
const mostLanguages = 20;

/** Built once for the same custom fields: it takes some milliseconds. */
function languageOf(customFields: readonly CustomFieldKind[]): Language {
  const key = JSON.stringify(customFields.map((field) => [field.key, field.label, field.type]));
  const known = languages.get(key);
  if (known) return known;
  if (languages.size >= mostLanguages) languages.clear();
  const fields = conditionFields(customFields);
  const language = { fields, environment: createEnvironment(fields) };
  languages.set(key, language);
  return language;
}

/**
 * Reads and checks a condition (CEL; `===` and `!==` mean `==` and `!=`) over `customer, deal, task, stage, entry, now`
 * and the company's custom fields. What passes here cannot fail for a missing value or a wrong type when it is evaluated.
 */
export function compile(text: string, customFields: readonly CustomFieldKind[] = []): Compiled {
  const { fields, environment } = languageOf(customFields);
  const fail = ({ start, end, message }: Fault): Compiled => ({
    ok: false,
    position: positionOf(text, start, end),
    message,
  });
  if (text.length > mostCharacters) {
    const message = `A condition may have at most ${mostCharacters.toLocaleString('en')} characters.`;
    return fail({ start: mostCharacters, end: text.length, message });
  }
  try {
    const run = environment.parse(toSource(text));
    const root: Node = run.ast;
    const outside = refused(root);
    if (outside) return fail(outside);
    const { valid, error } = run.check();
    if (!valid) return fail(explain(error!, text, fields));
    const fault = impossible(root, environment, fields) ?? notYesNo(root);
    if (fault) return fail(fault);
    return { ok: true, program: { text, run, language: fields, reads: fieldsIn(root, fields) } };
  } catch (error) {
    return fail(explain(error as ParseError, text, fields));
  }
}

const notYesNo = (root: Node): Fault | null =>
  typeOf(root) === 'bool'
    ? null
    : at(root, `A condition must be true or false; this one is ${typeWord(typeOf(root))}.`);
