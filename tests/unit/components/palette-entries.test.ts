import { describe, expect, test } from 'vitest';
import { matching, sectionsFor, type Entry, type Wanted } from '../../../src/components/palette/entries.ts';
import type { SearchResult } from '../../../src/lib/contracts/search.ts';

const commands: Entry[] = [
  { id: 'tasks', label: 'Go to Tasks', href: '/app/tasks' },
  { id: 'new', label: 'New customer', href: '/app/customers/new' },
  { id: 'cafe', label: 'Go to Café orders', href: '/app/cafe' },
];
const found: SearchResult = {
  groups: [
    {
      kind: 'customer',
      items: [{ id: 'a', title: 'Acme', detail: 'mara@acme.example', status: 'lead', link: '/app/customers/a' }],
      more: true,
    },
    { kind: 'member', items: [{ id: 'm', title: 'Mia', detail: '', status: null, link: '/app/tasks' }], more: true },
  ],
  corrections: [],
};
const shown = (wanted: Partial<Wanted>) =>
  sectionsFor({
    ...{ text: '', commands, recent: [], found: { groups: [], corrections: [] }, answered: '' },
    withText: (text) => [{ id: 'with', label: `Search ${text}` }],
    ...wanted,
  }).map(({ title, entries }) => [title, entries.map(({ label }) => label)]);

describe('the palette', () => {
  test('offers what was looked at last, then everything one can do', () => {
    const recent = [{ href: '/app/deals/1', title: 'Forty seats' }];
    expect(shown({ recent })).toEqual([
      ['Recent', ['Forty seats']],
      ['Actions', ['Go to Tasks', 'New customer', 'Go to Café orders']],
    ]);
    expect(shown({}).map(([title]) => title)).toEqual(['Actions']);
  });

  test('shows actions by the beginnings of their words, then records with the way to all of them', () => {
    expect(shown({ text: 'cus', found, answered: 'cus' })).toEqual([
      ['Actions', ['New customer']],
      ['Customers', ['Acme', 'All customers found']],
      ['Members', ['Mia']],
      ['“cus”', ['Search cus']],
    ]);
  });

  test('the list behind a group is one of the text that was answered', () => {
    const sections = sectionsFor({
      ...{ text: 'acme l', commands, recent: [], found, answered: 'acme & co' },
      withText: () => [],
    });
    expect(sections[0]?.entries.at(-1)?.href).toBe('/app/customers?q=acme+%26+co');
  });

  test('accents make no difference, and what begins with the text comes first', () => {
    expect(matching(commands, 'CAFE').map(({ id }) => id)).toEqual(['cafe']);
    const two: Entry[] = [
      { id: 'one', label: 'Theme: new' },
      { id: 'two', label: 'New theme' },
    ];
    expect(matching(two, 'new').map(({ id }) => id)).toEqual(['two', 'one']);
    expect(matching(commands, 'asks')).toEqual([]);
  });
});
