import type { View } from '../../../lib/contracts/view.ts';
import type { Context } from '../../ports/index.ts';
import type { ViewRecord } from '../../records/index.ts';
import { memberRefs, refOf } from '../shared/member-refs.ts';
import { mayChangeView } from './find-view.ts';

/** Views as the API shows them to the caller, in one read of their owners. */
export async function presentViews({ ports, actor }: Context, records: readonly ViewRecord[]): Promise<View[]> {
  const refs = await memberRefs(
    ports,
    records.map(({ ownerId }) => ownerId),
  );
  return records.map((record) => ({
    id: record.id,
    list: record.list,
    name: record.name,
    filters: record.filters,
    sort: record.sort,
    columns: record.columns,
    density: record.density,
    shared: record.shared,
    owner: refOf(record.ownerId, refs),
    mayChange: mayChangeView(actor, record),
    version: record.version,
    createdAt: record.createdAt.toISOString(),
    updatedAt: record.updatedAt.toISOString(),
  }));
}

export async function presentView(context: Context, record: ViewRecord): Promise<View> {
  const [view] = await presentViews(context, [record]);
  if (!view) throw new Error('A view was lost');
  return view;
}
