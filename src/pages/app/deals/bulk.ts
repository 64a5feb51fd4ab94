import type { APIRoute } from 'astro';
import { dealChange } from '../../../components/bulk/bulk-form.ts';
import { bulkDealsRequest } from '../../../lib/contracts/deal.ts';
import { answerBulkForm } from '../../../server/http/bulk-form.ts';
import { parseWith } from '../../../server/http/parse-request.ts';
import { bulkDeals } from '../../../server/use-cases/deals/bulk-deals.ts';

export const prerender = false;

/** The list's form for many deals posts here, so that it works without JavaScript. */
export const POST: APIRoute = (astro) =>
  answerBulkForm(astro, {
    page: '/app/deals',
    changeOf: dealChange,
    change: (context, request) => bulkDeals(context, parseWith(bulkDealsRequest, request)),
  });

export const GET: APIRoute = ({ redirect }) => redirect('/app/deals');
