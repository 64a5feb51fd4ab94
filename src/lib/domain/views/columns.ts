import { listColumns, type ViewList } from '../../contracts/view.ts';
import { fieldKeyOf } from './standard.ts';

/** Whether a list has such a column; custom fields are taken by their form. */
export const isColumn = (list: ViewList, name: string): boolean =>
  (listColumns[list] as readonly string[]).includes(name) || (list === 'customers' && fieldKeyOf(name) !== null);

/** All columns there are, those chosen first and in their order. */
export function columnOrder(list: ViewList, chosen: readonly string[], fieldKeys: readonly string[]): string[] {
  const own = list === 'customers' ? fieldKeys.map((key) => `customFields.${key}`) : [];
  return [...new Set([...chosen, ...listColumns[list], ...own])];
}

/** The order with one column a place nearer the beginning or the end. */
export function movedColumn(order: readonly string[], name: string, by: 'up' | 'down'): string[] {
  const from = order.indexOf(name);
  const to = from + (by === 'up' ? -1 : 1);
  if (from < 0 || to < 0 || to >= order.length) return [...order];
  return order.toSpliced(from, 1).toSpliced(to, 0, name);
}
