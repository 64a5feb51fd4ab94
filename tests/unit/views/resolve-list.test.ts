import { describe, expect, test } from 'vitest';
import type { CustomField } from '../../../src/lib/contracts/custom-field.ts';
import type { ListSettings, View } from '../../../src/lib/contracts/view.ts';
import { columnOrder, movedColumn } from '../../../src/lib/domain/views/columns.ts';
import { faultOfFilters, filterText } from '../../../src/lib/domain/views/filters.ts';
import { standardColumns } from '../../../src/lib/domain/views/standard.ts';
import { resolveList } from '../../../src/lib/domain/views/resolve-list.ts';

const id = 'a'.repeat(24);
const view: View = {
  ...{ id, list: 'customers', name: 'My leads', filters: 'assignedTo=me&status=lead', sort: 'company' },
  ...{ columns: ['email', 'customFields.tier'], density: 'compact', shared: false, owner: null, mayChange: true },
  ...{ version: 1, createdAt: '2026-11-26T09:00:00.000Z', updatedAt: '2026-11-26T09:00:00.000Z' },
};
const tier: CustomField = {
  ...{ key: 'tier', label: 'Tier', type: 'select', options: ['Gold'], required: false },
  ...{ default: null, help: null, archived: false },
};
const settings: ListSettings = { list: 'customers', columns: null, density: 'comfortable', defaultView: null };
const resolve = (query: string, more: Partial<Parameters<typeof resolveList>[0]> = {}) =>
  resolveList({ params: new URLSearchParams(query), views: [view], settings, fields: [tier], ...more });

describe('what an address shows', () => {
  test('without a view: its filters, and the columns the member chose', () => {
    expect(resolve('status=lead&q=&sort=-updatedAt')).toMatchObject({
      ...{ opened: null, missing: false, filters: { status: 'lead' }, sort: '-updatedAt', differs: false },
      ...{ columns: standardColumns.customers, density: 'comfortable', layout: {} },
    });
    const chosen = { ...settings, columns: ['phone'], density: 'compact' as const };
    expect(resolve('', { settings: chosen })).toMatchObject({ columns: ['phone'], density: 'compact' });
  });

  test('with a view: what was kept in it, until the address says otherwise', () => {
    const asKept = { filters: { assignedTo: 'me', status: 'lead' }, sort: 'company', differs: false };
    const look = { columns: ['email', 'customFields.tier'], density: 'compact', layout: { view: id } };
    expect(resolve(`view=${id}`)).toMatchObject({ opened: view, ...asKept, ...look });
    expect(resolve(`view=${id}&cursor=abc&added=${id}`)).toMatchObject(asKept);
    expect(resolve(`view=${id}&status=lead&assignedTo=me&sort=company&q=`)).toMatchObject({ differs: false });
    expect(resolve(`view=${id}&status=lead&assignedTo=&sort=company`)).toMatchObject({
      ...{ filters: { status: 'lead' }, differs: true, ...look },
    });
    // Everything taken away is not the same as nothing said.
    expect(resolve(`view=${id}&status=&assignedTo=&sort=-createdAt`)).toMatchObject({ filters: {}, differs: true });
    expect(resolve(`view=${id}&columns=phone,nonsense,phone&density=comfortable`)).toMatchObject({
      ...{ columns: ['phone'], density: 'comfortable', differs: true },
      layout: { view: id, columns: 'phone', density: 'comfortable' },
    });
  });

  test('opens a member’s own view where the address says nothing, and only there', () => {
    const first = { settings: { ...settings, defaultView: id } };
    expect(resolve('', first).opened).toBe(view);
    expect(resolve(`added=${id}`, first).opened).toBe(view);
    expect(resolve('view=all', first)).toMatchObject({ opened: null, missing: false, layout: { view: 'all' } });
    expect(resolve('status=', first).opened).toBeNull();
    expect(resolve('deleted=true', first).opened).toBeNull();
    expect(resolve('', { ...first, views: [] })).toMatchObject({ opened: null, missing: false });
  });

  test('says so when the view is not there', () => {
    expect(resolve(`view=${'b'.repeat(24)}`)).toMatchObject({ opened: null, missing: true, filters: {} });
    expect(resolve('view=board')).toMatchObject({ missing: false });
  });

  test('opens without what is archived or gone, and names it', () => {
    const kept = { ...view, filters: 'customFields.size=S&customFields.tier=Gold&status=lead' };
    const open = resolve(`view=${id}`, { views: [kept], fields: [{ ...tier, archived: true }] });
    expect(open).toMatchObject({ filters: { status: 'lead' }, columns: ['email'], differs: false });
    expect(open.lost).toEqual(['size', 'Tier']);
    expect(resolve('customFields[tier]=Gold').filters).toEqual({ 'customFields.tier': 'Gold' });
    expect(resolve('customFields.size=S')).toMatchObject({ filters: {}, lost: ['size'] });
    expect(resolve(`view=${id}`).lost).toEqual([]);
  });
});

test('filters are one text, whatever their order, and what a list cannot be filtered by is named', () => {
  expect(filterText({ status: 'lead', assignedTo: 'me', q: '', 'customFields[tier]': 'Gold' })).toBe(
    'assignedTo=me&customFields.tier=Gold&status=lead',
  );
  expect(faultOfFilters('customers', 'customFields.tier=Gold&status=lead')).toBeNull();
  expect(faultOfFilters('customers', 'status=nonsense')).toMatch(/^status/);
  expect(faultOfFilters('deals', 'tag=vip')).toBe('tag: is no filter of this list');
  expect(faultOfFilters('tasks', 'cursor=abc')).toBe('cursor: is no filter of this list');
});

test('columns keep the order they were given; the others follow', () => {
  const order = columnOrder('customers', ['customFields.tier', 'email'], ['tier', 'size']);
  expect(order.slice(0, 3)).toEqual(['customFields.tier', 'email', 'status']);
  expect(order.at(-1)).toBe('customFields.size');
  expect(new Set(order).size).toBe(order.length);
  expect(movedColumn(['a', 'b', 'c'], 'b', 'up')).toEqual(['b', 'a', 'c']);
  expect(movedColumn(['a', 'b', 'c'], 'b', 'down')).toEqual(['a', 'c', 'b']);
  expect(movedColumn(['a', 'b'], 'a', 'up')).toEqual(['a', 'b']);
  expect(movedColumn(['a', 'b'], 'x', 'down')).toEqual(['a', 'b']);
});
