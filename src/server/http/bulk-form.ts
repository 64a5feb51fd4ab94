import type { APIContext } from 'astro';
import type { BulkResult } from '../../lib/contracts/bulk.ts';
import type { Job } from '../../lib/contracts/job.ts';
import { layoutParameters } from '../../lib/domain/views/resolve-list.ts';
import type { Context } from '../ports/index.ts';
import { queryValues } from './parse-request.ts';
import { readFields, requireMember } from './page.ts';

interface BulkPage<Change> {
  /** The list's page: `/app/customers`. */
  page: string;
  /** The change a form asks for; null when nothing was chosen. */
  changeOf: (values: Record<string, string>, context: Context) => Change | null | Promise<Change | null>;
  change: (
    context: Context,
    request: { ids?: string[]; filter?: Record<string, string>; change: Change; runAutomations?: true },
  ) => Promise<BulkResult | { job: Job }>;
}

/**
 * Answers the form around a list, when no JavaScript does: makes the change and leads back to the list, which says what
 * came of it.
 */
export async function answerBulkForm<Change>(
  astro: Pick<APIContext, 'locals' | 'url' | 'request' | 'redirect'>,
  { page, changeOf, change }: BulkPage<Change>,
): Promise<Response> {
  const visit = requireMember(astro);
  if (visit instanceof Response) return visit;
  const fields = await readFields(astro.request);
  const query = new URLSearchParams(fields.get('query') ?? '');
  const back = (said: Record<string, string | number>) => {
    for (const [name, value] of Object.entries(said)) query.set(name, String(value));
    return astro.redirect(`${page}?${query}`, 303);
  };
  const one = fields.get('one');
  const given = { ...Object.fromEntries(fields), ...(one !== null && { intent: 'restore' }) };
  const wanted = await changeOf(given, visit.context);
  const ids = one === null ? fields.getAll('id') : [one];
  const all = one === null && fields.get('all') === 'true';
  if (!wanted || (ids.length === 0 && !all)) return back({ bulk: 'nothing' });

  const answer = await change(visit.context, {
    ...(all ? { filter: filterOf(query) } : { ids }),
    change: wanted,
    ...(fields.get('runAutomations') === 'yes' && { runAutomations: true }),
  });
  if ('job' in answer) return back({ bulk: answer.job.id, total: answer.job.progress.total ?? 0 });
  const refused = answer.results.filter(({ error }) => error).length;
  return back({ bulk: answer.batchId, done: answer.results.length - refused, refused });
}

function filterOf(query: URLSearchParams): Record<string, string> {
  const { limit: _limit, cursor: _cursor, sort: _sort, ...filter } = queryValues(query);
  return Object.fromEntries(Object.entries(filter).filter(([name]) => !layoutParameters.includes(name)));
}
