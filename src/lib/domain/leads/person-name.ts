/** The longest a part of a name is kept. */
const longest = 80;

/** A name as people type it in one field: the last word is the last name, all before it the first. */
export function personName(name: string): { first: string | null; last: string | null } {
  const words = name.split(/\s+/).filter(Boolean);
  const last = words.length > 1 ? (words.pop() ?? null) : null;
  return { first: words.join(' ').slice(0, longest) || null, last: last?.slice(0, longest) ?? null };
}
