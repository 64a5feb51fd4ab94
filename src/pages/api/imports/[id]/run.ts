import { operations } from '../../../../lib/contracts/operations/index.ts';
import { answerJob } from '../../../../server/http/answer-job.ts';
import { defineRoute } from '../../../../server/http/define-route.ts';
import { otherMethods } from '../../../../server/http/other-methods.ts';
import { startImport } from '../../../../server/use-cases/imports/start-import.ts';

export const prerender = false;

export const POST = defineRoute(operations.runImport, async (call) =>
  answerJob(call, await startImport(call.context, call.params.id)),
);

export const ALL = otherMethods({ POST });
