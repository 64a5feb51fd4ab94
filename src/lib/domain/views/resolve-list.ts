import { id as idSchema } from '../../contracts/common.ts';
import type { CustomField } from '../../contracts/custom-field.ts';
import { densities, type Density, type ListSettings, type View } from '../../contracts/view.ts';
import { isFilterable } from '../custom-fields/filterable.ts';
import { isColumn } from './columns.ts';
import { filterText, filterValues, isFilter } from './filters.ts';
import { fieldKeyOf, standardColumns, standardSort } from './standard.ts';

/** What a list's address may say besides filters: a view, and columns and a density instead of its own. */
export const layoutParameters: readonly string[] = ['view', 'columns', 'density'];

/** `?view=all` opens no view, not even the one that opens by itself. */
export const noView = 'all';

interface Asked {
  /** The list’s address. */
  params: URLSearchParams;
  /** Those the member may open, of this list. */
  views: readonly View[];
  /** What the member chose. */
  settings: ListSettings;
  /** All definitions; none for lists without. */
  fields: readonly CustomField[];
}

/** What a list shows, and how. */
export interface ResolvedList {
  opened: View | null;
  /** The address names a view that is not there, or not for this member. */
  missing: boolean;
  /** Filters by name; none is empty. */
  filters: Record<string, string>;
  sort: string | null;
  columns: string[];
  density: Density;
  /** What the address says of the layout: to be kept in the addresses of pages and changes. */
  layout: Record<string, string>;
  /** The list is not as the opened view was kept. */
  differs: boolean;
  /** What the view names that is no more: labels of custom fields. */
  lost: string[];
}

/** What an address shows: its own filters where it has any, else the view’s, else those of the view that opens by itself. */
export function resolveList({ params, views, settings, fields }: Asked): ResolvedList {
  const { list } = settings;
  const named = params.get('view');
  const isTouched = [...params.keys()].some((name) => name === 'sort' || isFilter(list, name));
  const isBin = params.get('deleted') === 'true';
  const wanted =
    idSchema.safeParse(named).data ?? (named === null && !isTouched && !isBin ? settings.defaultView : null);
  const opened = isBin ? null : (views.find(({ id }) => id === wanted) ?? null);
  const isUsable = usableIn(fields);
  const own = opened && asKept(opened, settings, isUsable);
  const given = isTouched || !own ? ofAddress(params, list) : { filters: own.filters, sort: own.sort };
  const filters = Object.fromEntries(Object.entries(given.filters).filter(([name]) => isUsable.filter(name)));
  const override = layoutOf(params, list);
  const columns = override.columns ?? own?.columns ?? settings.columns ?? [...standardColumns[list]];
  const density = override.density ?? own?.density ?? settings.density;
  return {
    opened,
    missing: !isBin && opened === null && named !== null && idSchema.safeParse(named).success,
    filters,
    sort: given.sort,
    columns: columns.filter(isUsable.column),
    density,
    layout: {
      ...(opened ? { view: opened.id } : named === noView && { view: noView }),
      ...(override.columns && { columns: override.columns.join(',') }),
      ...(override.density && { density: override.density }),
    },
    differs: own !== null && !isSame({ filters, sort: given.sort, columns, density }, own),
    lost: lostOf(opened ?? { filters: filterText(given.filters), columns: null }, fields, isUsable),
  };
}

interface Shown {
  filters: Record<string, string>;
  sort: string | null;
  columns: readonly string[];
  density: Density;
}

type Usable = Record<'filter' | 'column', (name: string) => boolean>;

/** Whether a custom field can be filtered by, and be a column. */
function usableIn(fields: readonly CustomField[]): Usable {
  const living = fields.filter(({ archived }) => !archived);
  const keys = new Set(living.map(({ key }) => key));
  const filterable = new Set(living.filter(isFilterable).map(({ key }) => key));
  const among = (known: ReadonlySet<string>) => (name: string) => {
    const key = fieldKeyOf(name);
    return key === null || known.has(key);
  };
  return { filter: among(filterable), column: among(keys) };
}

function asKept(view: View, { list, columns, density }: ListSettings, isUsable: Usable): Shown {
  const filters = Object.entries(filterValues(view.filters)).filter(([name]) => isUsable.filter(name));
  return {
    filters: Object.fromEntries(filters),
    sort: view.sort,
    columns: (view.columns ?? columns ?? standardColumns[list]).filter(isUsable.column),
    density: view.density ?? density,
  };
}

function ofAddress(params: URLSearchParams, list: View['list']): Pick<Shown, 'filters' | 'sort'> {
  const filters = [...params].filter(([name, value]) => isFilter(list, name) && value !== '');
  return { filters: filterValues(filterText(Object.fromEntries(filters))), sort: params.get('sort') ?? null };
}

function layoutOf(params: URLSearchParams, list: View['list']): { columns: string[] | null; density: Density | null } {
  const columns = params.get('columns')?.split(',');
  return {
    columns: columns ? [...new Set(columns)].filter((name) => isColumn(list, name)) : null,
    density: densities.find((each) => each === params.get('density')) ?? null,
  };
}

const isSame = (one: Shown, other: Shown): boolean =>
  filterText(one.filters) === filterText(other.filters) &&
  (one.sort ?? standardSort) === (other.sort ?? standardSort) &&
  one.columns.join() === other.columns.join() &&
  one.density === other.density;

function lostOf(
  { filters, columns }: { filters: string; columns: readonly string[] | null },
  fields: readonly CustomField[],
  isUsable: Usable,
): string[] {
  const names = [
    ...Object.keys(filterValues(filters)).filter((name) => !isUsable.filter(name)),
    ...(columns ?? []).filter((name) => !isUsable.column(name)),
  ];
  const keys = [...new Set(names)].map((name) => fieldKeyOf(name) ?? name);
  return keys.map((key) => fields.find((field) => field.key === key)?.label ?? key);
}
