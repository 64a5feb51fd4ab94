import { stem, words } from './text.ts';

/** Words that say nothing about what a text is about. */
const stopWords = new Set(
  `a about after all also an and any are as at be been before between but by can could do does done each for from get
  had has have he her his how i if in into is it its just may me more most must my need next no not now of on one or
  our out over own please she should so some such than that the their them then there these they this those to too
  two under until up us want was we were what when where which while who will with would you your`.split(/\s+/),
);

/** The telling words of a text, stemmed. */
export function terms(text: string): string[] {
  return words(text)
    .filter((word) => !stopWords.has(word) && word.length > 1)
    .map(stem);
}

/**
 * How alike a text is to each of the others, 0 to 1: the cosine of their TF-IDF vectors, with logarithmic term
 * frequencies and smoothed document frequencies (G. Salton, C. Buckley: Term-weighting approaches in automatic text
 * retrieval, 1988). A text without telling words is like nothing.
 */
export function similarities(text: string, others: readonly string[]): number[] {
  const counts = [text, ...others].map(termCounts);
  const documents = new Map<string, number>();
  for (const vector of counts) for (const term of vector.keys()) documents.set(term, (documents.get(term) ?? 0) + 1);
  const weighted = counts.map((vector) => {
    const entries = [...vector].map(([term, count]): [string, number] => {
      const rarity = Math.log((1 + counts.length) / (1 + documents.get(term)!)) + 1;
      return [term, (1 + Math.log(count)) * rarity];
    });
    return new Map(entries);
  });
  return weighted.slice(1).map((vector) => cosine(weighted[0]!, vector));
}

function termCounts(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const term of terms(text)) counts.set(term, (counts.get(term) ?? 0) + 1);
  return counts;
}

function cosine(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let product = 0;
  for (const [term, weight] of a) product += weight * (b.get(term) ?? 0);
  const lengths = norm(a) * norm(b);
  return lengths === 0 ? 0 : Math.min(1, product / lengths);
}

function norm(vector: ReadonlyMap<string, number>): number {
  return Math.sqrt([...vector.values()].reduce((sum, weight) => sum + weight * weight, 0));
}
