import type { ViewList } from '../../../lib/contracts/view.ts';
import { viewLists } from '../../../lib/contracts/view.ts';
import { may, type Actor } from '../../../lib/domain/actor.ts';
import { forbidden, notFound } from '../../../lib/domain/errors.ts';
import type { Context } from '../../ports/index.ts';
import type { ViewRecord } from '../../records/index.ts';

/** The lists the actor may see. */
export const listsOf = (actor: Actor): ViewList[] => viewLists.filter((list) => may(actor, `${list}.read`));

/** Its owner changes a view, and who may moderate a shared one: others’ own are seen by nobody else. */
export const mayChangeView = (actor: Actor, { ownerId, shared }: ViewRecord): boolean =>
  ownerId === actor.id || (shared && may(actor, 'records.moderate'));

const maySee = (actor: Actor, { ownerId, shared, list }: ViewRecord): boolean =>
  may(actor, `${list}.read`) && (shared || ownerId === actor.id);

/** A view the actor may open. Throws ProblemError `not_found`. */
export async function findView({ ports, actor }: Context, id: string): Promise<ViewRecord> {
  const found = await ports.views.find(id);
  if (found?.deletedAt !== null || !maySee(actor, found)) throw notFound('view');
  return found;
}

/** A view the actor may change, in the bin too when asked for. Throws ProblemError `not_found` or `forbidden`. */
export async function findOwnView(
  { ports, actor }: Context,
  id: string,
  { deleted = false } = {},
): Promise<ViewRecord> {
  const found = await ports.views.find(id);
  if (!found || (found.deletedAt !== null && !deleted) || !maySee(actor, found)) throw notFound('view');
  if (!mayChangeView(actor, found)) throw forbidden('change views of others');
  return found;
}
