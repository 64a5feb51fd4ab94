import type { APIRoute } from 'astro';
import { customerChange } from '../../../components/bulk/bulk-form.ts';
import { bulkCustomersRequest } from '../../../lib/contracts/customer.ts';
import { answerBulkForm } from '../../../server/http/bulk-form.ts';
import { parseWith } from '../../../server/http/parse-request.ts';
import { livingCustomFields } from '../../../server/use-cases/custom-fields/list-fields.ts';
import { bulkCustomers } from '../../../server/use-cases/customers/bulk-customers.ts';

export const prerender = false;

/** The list's form for many customers posts here, so that it works without JavaScript. */
export const POST: APIRoute = (astro) =>
  answerBulkForm(astro, {
    page: '/app/customers',
    changeOf: async (values, context) => customerChange(values, await livingCustomFields(context)),
    change: (context, request) => bulkCustomers(context, parseWith(bulkCustomersRequest, request)),
  });

export const GET: APIRoute = ({ redirect }) => redirect('/app/customers');
