import { z } from 'zod';
import { coerceDraft } from '../../lib/planning/coerce-draft.ts';

/** How far an answer can be used. `problem` is a sentence to send back to the model. */
export type Reading =
  | { kind: 'plan'; answer: unknown }
  /** Steps can be read from it, though not as they were asked for. */
  | { kind: 'readable'; answer: unknown; problem: string }
  | { kind: 'unreadable'; problem: string };

const numeric = z.union([z.number(), z.string().regex(/^\s*\d+(\.\d+)?\s*$/)]);

/** What makes a good plan by itself; everything else that was asked for may be missing. */
const usable = z.object({
  subtasks: z
    .array(
      z.object({
        title: z.string().min(1),
        description: z.string().optional(),
        estimatedTime: numeric,
        dependencies: z.array(numeric).optional(),
        priority: z.enum(['low', 'medium', 'high']).optional(),
      }),
    )
    .min(1),
});

/** Reads the text of a finished answer. */
export function readAnswer(text: string): Reading {
  const found = findJson(text);
  if (!found) return { kind: 'unreadable', problem: `It holds no complete JSON object. ${syntaxProblem(text)}` };
  const checked = usable.safeParse(found.value);
  if (checked.success) return { kind: 'plan', answer: found.value };
  const problem = z.prettifyError(checked.error).slice(0, 1000);
  return isReadable(found.value) ? { kind: 'readable', answer: found.value, problem } : { kind: 'unreadable', problem };
}

function isReadable(answer: unknown): boolean {
  return coerceDraft(answer).draft.subtasks.some((subtask) => subtask.title !== '');
}

function syntaxProblem(text: string): string {
  if (text.trim() === '') return 'It is empty.';
  try {
    JSON.parse(text);
    return '';
  } catch (error) {
    return error instanceof Error ? error.message.slice(0, 300) : '';
  }
}

/** Places where an object may begin that are tried before giving up. */
const CANDIDATES = 50;

/** The longest JSON object or array in a text that may have code fences or prose around it; undefined when none. */
export function findJson(text: string): { value: unknown } | undefined {
  const whole = parse(text.replace(/^\uFEFF/, ''));
  if (whole) return whole;
  let best: { value: unknown; length: number } | undefined;
  let from = 0;
  for (let tries = 0; tries < CANDIDATES; tries++) {
    const start = indexOfBracket(text, from);
    if (start < 0) break;
    const end = closingIndex(text, start);
    const parsed = end < 0 ? undefined : parse(text.slice(start, end + 1));
    if (parsed && end - start > (best?.length ?? 0)) best = { value: parsed.value, length: end - start };
    from = parsed ? end + 1 : start + 1;
  }
  return best && { value: best.value };
}

function parse(text: string): { value: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { value } : undefined;
  } catch {
    return undefined;
  }
}

/** Where the first `{` or `[` is, from an index on; -1 when there is none. */
export function indexOfBracket(text: string, from = 0): number {
  const at = text.slice(from).search(/[{[]/);
  return at < 0 ? -1 : from + at;
}

/** The index of the bracket that closes the one at `start`, brackets in strings not counted; -1 when it stays open. */
function closingIndex(text: string, start: number): number {
  let depth = 0;
  let inString = false;
  for (let index = start; index < text.length; index++) {
    const character = text[index];
    if (inString) {
      if (character === '\\') index++;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === '{' || character === '[') depth++;
    else if ((character === '}' || character === ']') && --depth === 0) return index;
  }
  return -1;
}
