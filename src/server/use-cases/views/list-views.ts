import type { Page } from '../../../lib/contracts/common.ts';
import type { ListViewsQuery, View } from '../../../lib/contracts/view.ts';
import type { Context } from '../../ports/index.ts';
import { requireMember } from '../shared/authorise.ts';
import { findView, listsOf } from './find-view.ts';
import { presentView, presentViews } from './present-view.ts';

/** The caller’s own views and the shared ones, of lists the caller may see. Throws ProblemError `forbidden`. */
export async function listViews(context: Context, { list, ...query }: ListViewsQuery): Promise<Page<View>> {
  const { ports, actor } = context;
  const { id: member } = requireMember(actor, 'keep views');
  const lists = listsOf(actor).filter((each) => list === undefined || each === list);
  const { items, ...rest } = await ports.views.list({ ...query, lists, member });
  return { items: await presentViews(context, items), ...rest };
}

/** One view the caller may open. Throws ProblemError `not_found`. */
export async function getView(context: Context, id: string): Promise<View> {
  return presentView(context, await findView(context, id));
}
