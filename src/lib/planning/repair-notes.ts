import { shorten } from './text.ts';

/** A title as repair sentences quote it. */
export function quote(title: string): string {
  return `“${shorten(title, 60)}”`;
}

/** "“A”, “B” and “C”", naming at most `limit` and counting the rest. */
export function quoteList(titles: readonly string[], limit = 4): string {
  const named = titles.slice(0, limit).map(quote);
  if (titles.length > limit) named.push(`${titles.length - limit} more`);
  const last = named.pop() ?? '';
  return named.length > 0 ? `${named.join(', ')} and ${last}` : last;
}
