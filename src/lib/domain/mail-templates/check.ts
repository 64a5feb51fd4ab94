import type { Liquid } from 'liquidjs';
import { unknownFieldWords } from '../conditions/index.ts';
import { bodyEngine, subjectEngine } from './engine.ts';
import type { TemplateVariable } from './variables.ts';

/** What is wrong with a part of a template, and where: lines and columns from 1. */
export interface TemplateFault {
  part: 'subject' | 'body';
  line: number;
  column: number;
  message: string;
}

export interface TemplateText {
  subject: string;
  body: string;
}

/** Everything wrong with a template before it is rendered: its marks, its filters, its variables. */
export function checkTemplate(template: TemplateText, variables: readonly TemplateVariable[]): TemplateFault[] {
  return [
    ...checkPart('subject', subjectEngine, template.subject, variables),
    ...checkPart('body', bodyEngine, template.body, variables),
  ];
}

function checkPart(
  part: TemplateFault['part'],
  engine: Liquid,
  text: string,
  variables: readonly TemplateVariable[],
): TemplateFault[] {
  try {
    return usesOf(engine, text).flatMap(({ path, line, column }) => {
      const message = path ? faultOf(path, variables) : 'A name in brackets must stand in quotes.';
      return message === null ? [] : [{ part, line, column, message }];
    });
  } catch (error) {
    return [faultFrom(part, error)];
  }
}

interface Use {
  /** Null when it is only known when the template is rendered. */
  path: string[] | null;
  line: number;
  column: number;
}

/** Every place where a template says something of the record, in order; names it gives itself are none. */
function usesOf(engine: Liquid, text: string): Use[] {
  const { globals } = engine.analyzeSync(engine.parse(text), { partials: false });
  return Object.values(globals)
    .flat()
    .map(({ segments, location }) => ({
      path: segments.every((segment) => !Array.isArray(segment)) ? segments.map(String) : null,
      line: location.row,
      column: location.col,
    }))
    .toSorted((one, other) => one.line - other.line || one.column - other.column);
}

/** The variables a template uses, each once, as they are written. */
export function variablesIn(
  { subject, body }: TemplateText,
  variables: readonly TemplateVariable[],
): TemplateVariable[] {
  const uses = [...usesOf(subjectEngine, subject), ...usesOf(bodyEngine, body)];
  return variables.filter(({ path }) => uses.some((use) => use.path && startsWith(use.path, path)));
}

const startsWith = (path: readonly string[], start: readonly string[]): boolean =>
  start.every((name, index) => path[index] === name);

/** What texts and lists know of themselves. */
const ofValues = new Set(['size', 'first', 'last']);

function faultOf(path: readonly string[], variables: readonly TemplateVariable[]): string | null {
  const variable = variables.find((each) => startsWith(path, each.path));
  if (variable) {
    const rest = path.slice(variable.path.length);
    return rest.every((name) => ofValues.has(name) || /^\d+$/.test(name))
      ? null
      : `\`${variable.expression}\` has no parts.`;
  }
  if (variables.some((each) => startsWith(each.path, path)))
    return `\`${path.join('.')}\` has parts: name one of them.`;
  const known = path.findIndex(
    (_, index) => !variables.some((each) => startsWith(each.path, path.slice(0, index + 1))),
  );
  return unknownFieldWords(path.slice(0, known + 1), variables);
}

interface LiquidFault {
  message?: unknown;
  originalError?: unknown;
  token?: { getPosition?: () => [line: number, column: number] };
}

/** What LiquidJS found wrong, in a writer's words. */
export function faultFrom(part: TemplateFault['part'], error: unknown): TemplateFault {
  const { message, originalError, token } = error as LiquidFault;
  const [line, column] = token?.getPosition?.() ?? [1, 1];
  const said = originalError instanceof Error ? originalError.message : String(message);
  return { part, line, column, message: inWords(said.split('\n')[0]!.replace(/, line:\d+, col:\d+$/, '')) };
}

const words: readonly (readonly [RegExp, string])[] = [
  [/^(?:output|tag) "?(.+?)"? not closed$/, '`$1` is not closed.'],
  [/^undefined filter: (.+)$/, 'There is no filter `$1`.'],
  [/^tag "(.+)" not found$/, 'There is no tag `$1`.'],
  [/^invalid value expression: ""$/, 'Between the braces must stand what is to be filled in.'],
  [/^.*limit exceeded$/, 'It does too much: it has too many rounds or writes too much.'],
];

function inWords(said: string): string {
  for (const [pattern, replacement] of words) if (pattern.test(said)) return said.replace(pattern, replacement);
  return `It cannot be read: ${said}.`;
}
