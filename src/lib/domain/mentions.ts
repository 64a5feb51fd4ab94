import type { Mention } from '../contracts/comment.ts';

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

/** Finds `@` and one of some names, in any case, as words of their own; null when there is no name. */
export function mentionPattern(names: readonly string[]): RegExp | null {
  const wanted = names.filter((name) => name !== '').toSorted((a, b) => b.length - a.length);
  if (wanted.length === 0) return null;
  return new RegExp(`(?<![\\p{L}\\p{N}_@])@(${wanted.map(escaped).join('|')})(?![\\p{L}\\p{N}_])`, 'giu');
}

/**
 * The members a text mentions by their full names. Where two members have the same name, both are meant; a name that
 * another one begins with is not mistaken for it.
 */
export function mentionsIn(text: string, members: readonly Mention[]): Mention[] {
  const byName = Map.groupBy(members, ({ name }) => name.trim().toLowerCase());
  const pattern = mentionPattern([...byName.keys()]);
  if (!pattern) return [];
  const found = [...text.matchAll(pattern)].flatMap(([, name = '']) =>
    (byName.get(name.toLowerCase()) ?? []).map(({ id }): Mention => ({ id, name })),
  );
  return [...new Map(found.map((mention) => [mention.id, mention])).values()];
}
