import type { Environment } from '@marcbachmann/cel-js';
import { written, type ConditionField } from './fields.ts';
import { loops, namesOf } from './functions.ts';
import { hasInSource } from './source.ts';
import { childrenOf, extentOf, literalText, pathOf, typeOf, type Node } from './tree.ts';
import { list, suggestion } from './words.ts';

/** What is wrong with a part of a condition. */
export interface Fault {
  start: number;
  end: number;
  message: string;
}

export const at = (node: Node, message: string): Fault => ({ ...extentOf(node), message });

const known = {
  call: new Set([...namesOf('function').map((name) => (name === 'has' ? hasInSource : name))]),
  rcall: new Set(namesOf('method')),
};

/** A function nobody may call, or that does not exist. */
export function unknownFunction(node: Node & { op: 'call' | 'rcall' }): Fault | null {
  const name = node.args[0];
  if (known[node.op].has(name)) return null;
  const names = namesOf(node.op === 'call' ? 'function' : 'method');
  const why = name === 'matches' ? 'Patterns (`matches`) are not allowed:' : `There is no function \`${name}\`:`;
  const hint = name === 'matches' ? ' use `contains`, `startsWith` or `endsWith`.' : suggestion(name, names);
  return at(node, hint === '' ? `${why.slice(0, -1)}.` : `${why}${hint}`.replace(/:( Did| There)/, '.$1'));
}

/** What CEL allows but conditions do not, because it could take long or fail when it runs; the first one found. */
export function refused(node: Node, inLoop = false): Fault | null {
  const own = refusedHere(node, inLoop);
  if (own) return own;
  const loop = inLoop || isLoop(node);
  for (const child of childrenOf(node)) {
    // The list that is gone through is not part of what is done with each entry.
    const inner = isLoop(node) && child === node.args[1] ? inLoop : loop;
    const fault = refused(child, inner);
    if (fault) return fault;
  }
  return null;
}

const isLoop = (node: Node): node is Node & { op: 'rcall' } => node.op === 'rcall' && loops.has(node.args[0]);

function refusedHere(node: Node, inLoop: boolean): Fault | null {
  if (node.op === 'call' || node.op === 'rcall') {
    if (isLoop(node) && inLoop) return at(node, `A list cannot be gone through within \`${node.args[0]}\` of another.`);
    return unknownFunction(node);
  }
  if (node.op === '[]' && node.args[1].op !== 'value') {
    return at(node.args[1], 'In brackets there must be a name in quotes, or a number.');
  }
  if (node.op === 'map') return at(node, 'Braces are not allowed.');
  return null;
}

/** A text that can never be what its function or field takes: found when saved, not when it runs. */
export function impossible(node: Node, environment: Environment, fields: readonly ConditionField[]): Fault | null {
  const own = impossibleText(node, environment) ?? impossibleValue(node, fields);
  if (own) return own;
  for (const child of childrenOf(node)) {
    const fault = impossible(child, environment, fields);
    if (fault) return fault;
  }
  return null;
}

const texts: Record<string, string> = {
  duration: 'is no span of time: write `duration("1h30m")` or `days(3)`',
  date: 'is no day: write `date("2026-12-31")`',
  timestamp: 'is no moment: write `timestamp("2026-12-31T16:00:00Z")`',
  double: 'is no number',
  int: 'is no number',
};

function impossibleText(node: Node, environment: Environment): Fault | null {
  if (node.op === 'rcall' && typeOf(node.args[1]) === 'google.protobuf.Timestamp') {
    const [zone] = node.args[2];
    const name = zone ? literalText(zone) : null;
    return zone && name !== null && !isZone(name)
      ? at(zone, `\`${name}\` is no time zone such as Europe/Zurich.`)
      : null;
  }
  if (node.op !== 'call') return null;
  const [name, [argument]] = node.args;
  const text = argument ? literalText(argument) : null;
  if (!argument || text === null || !Object.hasOwn(texts, name)) return null;
  try {
    environment.evaluate(`${name}(${JSON.stringify(text)})`);
    return null;
  } catch {
    return at(argument, `\`${text}\` ${texts[name]}.`);
  }
}

function isZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}

/** A field compared with a text that is none of its values. */
function impossibleValue(node: Node, fields: readonly ConditionField[]): Fault | null {
  if (node.op !== '==' && node.op !== '!=' && node.op !== 'in') return null;
  const [left, right] = node.args;
  const field = valuesOf(left, fields) ?? valuesOf(right, fields);
  if (!field) return null;
  for (const part of [left, right].flatMap((side) => (side.op === 'list' ? side.args : [side]))) {
    const text = literalText(part);
    if (text === null || text === '' || field.values.includes(text)) continue;
    const hint = suggestion(text, field.values);
    return at(part, `\`${field.expression}\` is never \`${text}\`.${hint || ` It is ${list(field.values)}.`}`);
  }
  return null;
}

function valuesOf(node: Node, fields: readonly ConditionField[]) {
  const path = pathOf(node);
  const field = path && fields.find(({ expression }) => expression === written(path));
  return field?.values ? { expression: field.expression, values: field.values } : null;
}

/** The fields a condition names, each once, as they stand in it. */
export function fieldsIn(
  node: Node,
  fields: readonly ConditionField[],
  bound: readonly string[] = [],
): ConditionField[] {
  const path = pathOf(node);
  const field = path && !bound.includes(path[0]!) ? fields.find((each) => each.expression === written(path)) : null;
  if (field) return [field];
  const variable = isLoop(node) ? node.args[2][0] : null;
  const names = variable?.op === 'id' ? [...bound, variable.args] : bound;
  return [...new Set(childrenOf(node).flatMap((child) => fieldsIn(child, fields, names)))];
}
