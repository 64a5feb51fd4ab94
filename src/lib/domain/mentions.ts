import type { Mention } from '../contracts/comment.ts';

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

/**
 * The members a text mentions: `@` and the full name, in any case, as a word of its own. Where two members have the same
 * name, both are meant; a name that another one begins with is not mistaken for it.
 */
export function mentionsIn(text: string, members: readonly Mention[]): Mention[] {
  if (!text.includes('@')) return [];
  const byName = Map.groupBy(members, ({ name }) => name.trim().toLowerCase());
  byName.delete('');
  if (byName.size === 0) return [];
  const names = [...byName.keys()].toSorted((a, b) => b.length - a.length);
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}_@])@(${names.map(escaped).join('|')})(?![\\p{L}\\p{N}_])`, 'giu');
  const found = [...text.matchAll(pattern)].flatMap(([, name = '']) =>
    (byName.get(name.toLowerCase()) ?? []).map(({ id }): Mention => ({ id, name })),
  );
  return [...new Map(found.map((mention) => [mention.id, mention])).values()];
}
