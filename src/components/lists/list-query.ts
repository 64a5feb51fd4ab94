import type { ResolvedList } from '../../lib/domain/views/resolve-list.ts';

/** What a page says of its list, in the forms it is needed. */
export interface ListQuery {
  /** Filters and order by name, and the page: what the list is read by. */
  given: Record<string, string>;
  /** The same without a page, as the API takes it. */
  query: string;
  /** That, and how the list is looked at: for addresses. */
  here: string;
  /** Without the order: what an export takes besides. */
  filtered: boolean;
}

/** The query of a list by what its address shows, with the parts of the address that are neither filter nor look. */
export function listQuery({ filters, sort, layout }: ResolvedList, params: URLSearchParams): ListQuery {
  const own = { ...filters, ...(sort !== null && { sort }) };
  const limit = params.get('limit');
  const isBin = params.get('deleted') === 'true';
  const kept: Record<string, string> = { ...own, ...(isBin && { deleted: 'true' }), ...(limit && { limit }) };
  const cursor = params.get('cursor');
  return {
    given: { ...kept, ...(cursor && { cursor }) },
    query: new URLSearchParams(kept).toString(),
    here: new URLSearchParams({ ...layout, ...kept }).toString(),
    filtered: Object.keys(filters).length > 0,
  };
}

/** What a form of filters keeps beside its own controls. */
export const keptBeside = ({ filters, layout }: ResolvedList, controls: readonly string[]): Record<string, string> => ({
  ...layout,
  ...Object.fromEntries(Object.entries(filters).filter(([name]) => !controls.includes(name))),
});
