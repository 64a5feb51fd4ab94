import { similarities } from './similarity.ts';
import { words } from './text.ts';

interface Told {
  id: string;
  title: string;
  description: string;
}

/** From here on two titles mean the same step; the same word in the same form weighs most of a short title. */
const alike = 0.6;

/**
 * Which old step each new one is: the one of the same title, else of the same description, else the one whose title is
 * most alike, each old one once.
 * @returns old ids by new ids; steps that are new are not in it
 */
export function sameSteps(old: readonly Told[], fresh: readonly Told[]): Map<string, string> {
  const found = new Map<string, string>();
  const left = new Map(old.map((step) => [step.id, step]));
  const take = (id: string, oldId: string) => {
    found.set(id, oldId);
    left.delete(oldId);
  };
  for (const field of ['title', 'description'] as const) {
    for (const step of fresh) {
      const key = titleKey(step[field]);
      const same = [...left.values()].find((other) => titleKey(other[field]) === key);
      if (same && key !== '' && !found.has(step.id)) take(step.id, same.id);
    }
  }
  const candidates = [...left.values()];
  const titles = candidates.map(({ title }) => title);
  const pairs = fresh
    .filter(({ id }) => !found.has(id))
    .flatMap(({ id, title }) =>
      similarities(title, titles).map((likeness, index) => ({ id, oldId: candidates[index]?.id ?? '', likeness })),
    )
    .filter(({ likeness }) => likeness >= alike)
    .sort((a, b) => b.likeness - a.likeness);
  for (const { id, oldId } of pairs) if (!found.has(id) && left.has(oldId)) take(id, oldId);
  return found;
}

export const titleKey = (title: string): string => words(title).join(' ');
