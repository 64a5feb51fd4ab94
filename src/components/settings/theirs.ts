import { ProblemError } from '../../lib/domain/errors.ts';

/**
 * What stands now at the fields that someone else changed meanwhile, in words: what was typed stays beside it. Empty for
 * any other error.
 */
export function theirsOf(
  error: unknown,
  { labels, valuesOf }: { labels: Record<string, string>; valuesOf: (current: never) => Record<string, string> },
): string[] {
  const { conflicts = [], current } = error instanceof ProblemError ? error.options : {};
  const now = current ? valuesOf(current as never) : {};
  const shown = (text: string | undefined) => (text === '' ? 'empty' : (text ?? 'something else'));
  return conflicts.map((path) => `${labels[path] ?? path}: now ${shown(now[path])}`);
}

export const theirsWords = (theirs: readonly string[]): string =>
  `Someone else changed this at the same time (${theirs.join('; ')}). Save again to use what you typed.`;
