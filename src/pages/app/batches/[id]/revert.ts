import type { APIRoute } from 'astro';
import { id as idSchema } from '../../../../lib/contracts/common.ts';
import { readFields, requireMember, safeNext } from '../../../../server/http/page.ts';
import { parseWith } from '../../../../server/http/parse-request.ts';
import { getJob } from '../../../../server/use-cases/batches/get-job.ts';
import { revertBatch } from '../../../../server/use-cases/batches/revert-batch.ts';
import { waitForEnd } from '../../../../server/use-cases/runs/wait-for-end.ts';

export const prerender = false;

/** Seconds a page may take to come back. */
const patience = 5;

/** Undo without JavaScript: puts the batch back and leads to where one was. */
export const POST: APIRoute = async (astro) => {
  const visit = requireMember(astro);
  if (visit instanceof Response) return visit;
  const { context } = visit;
  const next = safeNext((await readFields(astro.request)).get('next'));
  const { id } = await revertBatch(context, parseWith(idSchema, astro.params.id));
  await waitForEnd(() => getJob(context, id), { seconds: patience, signal: astro.request.signal });
  return astro.redirect(next, 303);
};

export const GET: APIRoute = ({ redirect }) => redirect('/app');
