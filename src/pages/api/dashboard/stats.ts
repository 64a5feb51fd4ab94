import { operations } from '../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../server/http/define-route.ts';
import { otherMethods } from '../../../server/http/other-methods.ts';
import { getStats } from '../../../server/use-cases/dashboard/get-stats.ts';

export const prerender = false;

export const GET = defineRoute(operations.getStats, async ({ context }) => ({
  status: 200,
  body: { stats: await getStats(context) },
}));

export const ALL = otherMethods({ GET });
