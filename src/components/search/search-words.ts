import type { SearchHit, SearchKind } from '../../lib/contracts/search.ts';
import { customerStatusWords, dealStatusWords, statusWords } from '../ui/words.ts';

export const kindWords: Record<SearchKind, string> = {
  customer: 'Customers',
  deal: 'Deals',
  task: 'Tasks',
  pipeline: 'Pipelines',
  member: 'Members',
};

const lists: Partial<Record<SearchKind, string>> = {
  customer: '/app/customers',
  deal: '/app/deals',
  task: '/app/tasks?view=list',
};

/** The list that shows all of a kind the text finds; null where there is none. */
export function listHref(kind: SearchKind, q: string): string | null {
  const list = lists[kind];
  return list === undefined ? null : `${list}${list.includes('?') ? '&' : '?'}${new URLSearchParams({ q })}`;
}

const words: Partial<Record<SearchKind, Record<string, string>>> = {
  customer: customerStatusWords,
  deal: dealStatusWords,
  task: statusWords,
};

/** `Lead`, `Done`; nothing of what has no status. */
export const statusOf = (kind: SearchKind, { status }: Pick<SearchHit, 'status'>): string =>
  status === null ? '' : (words[kind]?.[status] ?? '');
