import { listCustomersQuery } from '../../contracts/customer.ts';
import { listDealsQuery } from '../../contracts/deal.ts';
import { foldQuery } from '../../contracts/query.ts';
import { listTasksQuery } from '../../contracts/task.ts';
import type { ViewList } from '../../contracts/view.ts';
import { fieldKeyOf } from './standard.ts';

type Values = Readonly<Record<string, string>>;

const notFilters = { limit: true, cursor: true, sort: true, deleted: true } as const;

/** What each list can be filtered by: no pages, no order, not the bin. */
const schemas = {
  customers: listCustomersQuery.omit(notFilters).strict(),
  deals: listDealsQuery.omit(notFilters).strict(),
  tasks: listTasksQuery.omit(notFilters).strict(),
} as const;

const sorts = { customers: listCustomersQuery, deals: listDealsQuery, tasks: listTasksQuery } as const;

const bracketed = /^customFields\[([^.[\]]+)\]$/;

export const isFilter = (list: ViewList, name: string): boolean =>
  Object.hasOwn(schemas[list].shape, name) ||
  (list === 'customers' && (bracketed.test(name) || fieldKeyOf(name) !== null));

/** Filters in one spelling and order, so that the same ones are the same text; empty ones are none. */
export function filterText(values: Values): string {
  const entries = Object.entries(values)
    .filter(([, value]) => value !== '')
    .map(([name, value]): [string, string] => [name.replace(bracketed, 'customFields.$1'), value]);
  return new URLSearchParams(entries.toSorted(([one], [other]) => (one < other ? -1 : 1))).toString();
}

export const filterValues = (text: string): Record<string, string> => Object.fromEntries(new URLSearchParams(text));

/** Why a list cannot be filtered like this, naming the filter; null when it can. Custom fields are taken by their form. */
export function faultOfFilters(list: ViewList, text: string): string | null {
  const issue = schemas[list].safeParse(foldQuery(filterValues(text))).error?.issues[0];
  if (!issue) return null;
  const name = issue.code === 'unrecognized_keys' ? issue.keys.join(', ') : issue.path.join('.');
  return `${name}: ${issue.code === 'unrecognized_keys' ? 'is no filter of this list' : issue.message}`;
}

export const canSort = (list: ViewList, sort: string): boolean => sorts[list].shape.sort.safeParse(sort).success;
