import type { Recent } from '../../lib/client/recent-records.ts';
import type { Place } from '../../lib/client/shell-facts.ts';
import type { SearchResult } from '../../lib/contracts/search.ts';
import { fold } from '../../lib/planning/text.ts';
import { kindWords, listHref, statusOf } from '../search/search-words.ts';

/** One line of the palette: somewhere to go, or something to do. */
export interface Entry {
  /** Stays the same while others come and go. */
  id: string;
  label: string;
  detail?: string;
  /** What stands at its end: a status, or the keys that do the same. */
  mark?: string;
  href?: string;
  run?: () => void;
}

export interface Section {
  title: string;
  entries: Entry[];
}

export interface Wanted {
  text: string;
  commands: readonly Entry[];
  recent: readonly Recent[];
  found: SearchResult;
  /** The text `found` answers. */
  answered: string;
  /** Does something with a text nothing was found for, or with any text. */
  withText: (text: string) => Entry[];
}

const mostCommands = 6;

/** What the palette shows for a text. Commands come first and at once, so that nothing moves when records arrive. */
export function sectionsFor({ text, commands, recent, found, answered, withText }: Wanted): Section[] {
  if (text === '') {
    const seen = recent.map(({ href, title }) => ({ id: `recent ${href}`, label: title, href }));
    return filled([
      { title: 'Recent', entries: seen },
      { title: 'Actions', entries: [...commands] },
    ]);
  }
  const records = found.groups.map(({ kind, items, more }) => {
    const list = more ? listHref(kind, answered) : null;
    const hits = items.map((hit): Entry => ({
      ...{ id: `${kind} ${hit.id}`, label: hit.title, detail: hit.detail, mark: statusOf(kind, hit), href: hit.link },
    }));
    const all = list ? [{ id: `all ${kind}`, label: `All ${kindWords[kind].toLowerCase()} found`, href: list }] : [];
    return { title: kindWords[kind], entries: [...hits, ...all] };
  });
  return filled([
    { title: 'Actions', entries: matching(commands, text).slice(0, mostCommands) },
    ...records,
    { title: `“${text}”`, entries: withText(text) },
  ]);
}

const filled = (sections: Section[]): Section[] => sections.filter(({ entries }) => entries.length > 0);

/** Entries of whose label each word of the text begins a word; those that begin with the text come first. */
export function matching(entries: readonly Entry[], text: string): Entry[] {
  const wanted = fold(text).split(/\s+/).filter(Boolean);
  const starts = ({ label }: Entry) => (fold(label).startsWith(wanted.join(' ')) ? 0 : 1);
  return entries
    .filter(({ label }) => {
      const words = fold(label).split(/[^\p{L}\p{N}]+/u);
      return wanted.every((word) => words.some((each) => each.startsWith(word)));
    })
    .toSorted((one, other) => starts(one) - starts(other));
}

export const placeEntries = (prefix: string, places: readonly Place[]): Entry[] =>
  places.map(({ href, label }) => ({ id: `go ${href}`, label: `${prefix}${label}`, href }));
