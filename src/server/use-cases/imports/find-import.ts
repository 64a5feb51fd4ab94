import { may, type Actor } from '../../../lib/domain/actor.ts';
import { notFound } from '../../../lib/domain/errors.ts';
import type { Context, Ports } from '../../ports/index.ts';
import type { ImportRecord } from '../../records/index.ts';
import { requirePermission } from '../shared/authorise.ts';

/** An import the caller uploaded, or with `jobs.manage` anyone's. Throws ProblemError `forbidden` or `not_found`. */
export async function findImport({ ports, actor }: Context, id: string): Promise<ImportRecord> {
  requirePermission(actor, 'customers.import', 'import customers');
  const found = await ports.imports.find(id);
  if (!found || !maySee(actor, found) || hasExpired(ports, found)) throw notFound('import');
  return found;
}

const maySee = (actor: Actor, { requestedBy }: ImportRecord) => requestedBy === actor.id || may(actor, 'jobs.manage');

/** The database removes what has expired, but not to the minute. */
const hasExpired = ({ clock }: Pick<Ports, 'clock'>, { expiresAt }: ImportRecord) => expiresAt <= clock.now();
