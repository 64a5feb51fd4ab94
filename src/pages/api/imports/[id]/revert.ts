import { operations } from '../../../../lib/contracts/operations/index.ts';
import { answerJob } from '../../../../server/http/answer-job.ts';
import { defineRoute } from '../../../../server/http/define-route.ts';
import { otherMethods } from '../../../../server/http/other-methods.ts';
import { revertImport } from '../../../../server/use-cases/imports/revert-import.ts';

export const prerender = false;

export const POST = defineRoute(operations.revertImport, async (call) =>
  answerJob(call, await revertImport(call.context, call.params.id)),
);

export const ALL = otherMethods({ POST });
