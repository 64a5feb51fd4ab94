import { PLAN_LIMITS } from './limits.ts';

/** More than this is not planned, whoever asks. */
const MOST = 20;

const numbers = 'nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'.split(
  ' ',
);
const wish = new RegExp(`\\b(\\d{1,3}|${numbers.join('|')})\\s+(?:[\\p{L}-]+\\s+){0,2}(?:sub-?tasks?|steps?)\\b`, 'iu');

/** The number of steps that a person's instructions ask for, when it is more than a plan usually has; else null. */
export function stepsAsked(instructions: string | null): number | null {
  const word = wish.exec(instructions ?? '')?.[1]?.toLowerCase();
  if (word === undefined) return null;
  const spelt = numbers.indexOf(word);
  const asked = spelt < 0 ? Number(word) : spelt + 9;
  return asked > PLAN_LIMITS.maxSubtasks ? Math.min(asked, MOST) : null;
}

/** How many steps a new draft may have, besides those that stay. */
export function mostNewSubtasks(kept: number, instructions: string | null): number {
  return Math.max(PLAN_LIMITS.minSubtasks, (stepsAsked(instructions) ?? PLAN_LIMITS.maxSubtasks) - kept);
}
