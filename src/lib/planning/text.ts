/** Text helpers shared by repair, similarity and the local planner. English only where it says so. */

/** One line of plain text: control characters and runs of white space become one space. */
export function cleanLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
}

/** Shortens to at most `limit` UTF-16 units, at a word where one is near the end, with an ellipsis. */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const cut = text.slice(0, limit - 1).replace(/[\uD800-\uDBFF]$/, '');
  const word = cut.lastIndexOf(' ');
  return `${(word > limit * 0.6 ? cut.slice(0, word) : cut).trimEnd()}…`;
}

export function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Lower-cased, without accents: the form in which words are compared. */
export function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

/** The folded words of a text; an apostrophe ends a word's meaning ("Acme's" → "acme"). */
export function words(text: string): string[] {
  return (
    fold(text)
      .replace(/['’]s\b/g, '')
      .match(/[\p{L}\p{N}]+/gu)
      ?.slice() ?? []
  );
}

const endings: readonly (readonly [RegExp, string])[] = [
  [/(?:ss)$/, 'ss'],
  [/ies$/, 'y'],
  [/(?:ations?|ating|ated|ates?)$/, 'at'],
  [/(?:ings|ing)$/, ''],
  [/(?:als|al)$/, ''],
  [/(?:ers|er)$/, ''],
  [/ed$/, ''],
  [/es$/, ''],
  [/[se]$/, ''],
];

/**
 * A light English stemmer: strips the commonest endings so that renew, renewal, renewals and renewing meet. It aims
 * at matching words with words treated the same way, not at real stems.
 */
export function stem(word: string): string {
  for (const [ending, replacement] of endings) {
    if (!ending.test(word)) continue;
    const shorter = word.replace(ending, replacement);
    if (shorter.length >= 3) return undouble(shorter);
  }
  return word.length > 3 ? undouble(word) : word;
}

function undouble(word: string): string {
  return word.replace(/([bdgmnprt])\1$/, '$1').replace(/i$/, 'y');
}
