import type { ListSettings, UpdateListSettingsRequest, ViewList } from '../../../lib/contracts/view.ts';
import { invalid } from '../../../lib/domain/errors.ts';
import type { Context } from '../../ports/index.ts';
import { requireMember } from '../shared/authorise.ts';
import { checkColumns } from './check-view.ts';
import { findView } from './find-view.ts';

const standard = { columns: null, density: 'comfortable', defaultView: null } as const;

/** How the caller sees a list when no view says otherwise. Throws ProblemError `forbidden`. */
export async function getListSettings({ ports, actor }: Context, list: ViewList): Promise<ListSettings> {
  const { id } = requireMember(actor, 'arrange lists');
  return { list, ...((await ports.listChoices.find(id, list)) ?? standard) };
}

/**
 * Changes how the caller sees a list (merge patch).
 * @throws ProblemError `forbidden`, or `validation_failed` for what is no column, or no view of the list
 */
export async function updateListSettings(
  context: Context,
  { list, patch }: { list: ViewList; patch: UpdateListSettingsRequest },
): Promise<ListSettings> {
  const { ports, actor } = context;
  const { id: member } = requireMember(actor, 'arrange lists');
  const { columns, density, defaultView } = {
    ...(await getListSettings(context, list)),
    ...(patch as Partial<ListSettings>),
  };
  checkColumns({ list, columns });
  if (patch.defaultView) await checkDefault(context, { list, id: patch.defaultView });
  const choice = { columns, density, defaultView };
  await ports.commit({ actor, events: [], write: (tx) => ports.listChoices.save(member, list, choice, tx) });
  return { list, ...choice };
}

async function checkDefault(context: Context, { list, id }: { list: ViewList; id: string }): Promise<void> {
  const view = await findView(context, id).catch(() => null);
  if (view?.list !== list) throw invalid('defaultView', `is no view of ${list}`);
}
