import type { CustomField } from '../../../lib/contracts/custom-field.ts';
import { listViewsQuery, type ListSettings, type View, type ViewList } from '../../../lib/contracts/view.ts';
import { resolveList, type ResolvedList } from '../../../lib/domain/views/resolve-list.ts';
import type { Context } from '../../ports/index.ts';
import { getListSettings } from './list-settings.ts';
import { listViews } from './list-views.ts';

export interface OpenedList extends ResolvedList {
  settings: ListSettings;
  /** All the member may open, by name. */
  views: View[];
}

const most = 200;

/** What a list's address shows to the caller. `fields` are all custom fields, of lists that have them. */
export async function openList(
  context: Context,
  { list, params, fields = [] }: { list: ViewList; params: URLSearchParams; fields?: readonly CustomField[] },
): Promise<OpenedList> {
  const [settings, { items: views }] = await Promise.all([
    getListSettings(context, list),
    listViews(context, listViewsQuery.parse({ list, limit: most })),
  ]);
  return { settings, views, ...resolveList({ params, views, settings, fields }) };
}
