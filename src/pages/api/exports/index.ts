import { operations } from '../../../lib/contracts/operations/index.ts';
import { answerJob } from '../../../server/http/answer-job.ts';
import { defineRoute } from '../../../server/http/define-route.ts';
import { otherMethods } from '../../../server/http/other-methods.ts';
import { listExports } from '../../../server/use-cases/data/list-exports.ts';
import { startExport } from '../../../server/use-cases/data/start-export.ts';

export const prerender = false;

export const GET = defineRoute(operations.listExports, async ({ context }) => ({
  status: 200,
  body: { items: await listExports(context) },
}));

export const POST = defineRoute(operations.startExport, async (call) =>
  answerJob(call, await startExport(call.context)),
);

export const ALL = otherMethods({ GET, POST });
