import { z } from 'zod';

/** How far an answer can be used. `problem` is a sentence to send back to the model. */
export type Reading =
  /** As it was asked for. */
  | { kind: 'good'; answer: unknown }
  /** Something can be made of it, though it is not as it was asked for. */
  | { kind: 'readable'; answer: unknown; problem: string }
  | { kind: 'unreadable'; problem: string };

/**
 * Reads the text of a finished answer, which is good when it fits `usable`. `isReadable` tells of others whether they
 * are better than nothing.
 */
export function readAnswer(
  text: string,
  usable: z.ZodType,
  isReadable: (answer: unknown) => boolean = () => false,
): Reading {
  const found = findJson(text);
  if (!found) return { kind: 'unreadable', problem: `It holds no complete JSON object. ${syntaxProblem(text)}` };
  const checked = usable.safeParse(found.value);
  if (checked.success) return { kind: 'good', answer: found.value };
  const problem = z.prettifyError(checked.error).slice(0, 1000);
  return isReadable(found.value) ? { kind: 'readable', answer: found.value, problem } : { kind: 'unreadable', problem };
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
