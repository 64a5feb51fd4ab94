import { operations } from '../../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../../server/http/define-route.ts';
import { otherMethods } from '../../../../server/http/other-methods.ts';
import { getReport } from '../../../../server/use-cases/reports/get-report.ts';

export const prerender = false;

export const GET = defineRoute(operations.getReport, async ({ context, params: { id }, query }) => ({
  status: 200,
  body: { report: await getReport(context, { id, query }) },
}));

export const ALL = otherMethods({ GET });
