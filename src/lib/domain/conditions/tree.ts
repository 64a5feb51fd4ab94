import type { ASTNode } from '@marcbachmann/cel-js';

/** A part of a parsed condition. */
export type Node = ASTNode;

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'op' in value;

/** The parts right below a part. */
export function childrenOf({ args }: Node): Node[] {
  if (isNode(args)) return [args];
  return Array.isArray(args) ? (args as unknown[]).flat(2).filter(isNode) : [];
}

/** From its first character to after its last: a field's own range is its name alone. */
export function extentOf(node: Node): { start: number; end: number } {
  const first = node.op === '.' || node.op === '[]' ? extentOf(node.args[0]).start : node.start;
  return { start: first, end: node.end };
}

/** The part as it was typed. */
export function textOf(node: Node, text: string): string {
  const { start, end } = extentOf(node);
  return text.slice(start, end);
}

/** The names of a field from its record down; null for anything else. */
export function pathOf(node: Node): string[] | null {
  if (node.op === 'id') return [node.args];
  const name = node.op === '.' ? node.args[1] : node.op === '[]' ? literalText(node.args[1]) : null;
  const before = node.op === '.' || node.op === '[]' ? pathOf(node.args[0]) : null;
  return name === null || before === null ? null : [...before, name];
}

/** The text a part stands for when it is written out. */
export const literalText = (node: Node): string | null =>
  node.op === 'value' && typeof node.args === 'string' ? node.args : null;

interface Typed {
  checkedType?: { name: string };
}

/** CEL's name of the type the check found. */
export const typeOf = (node: Node): string | null => (node as Typed).checkedType?.name ?? null;
