import { operations } from '../../../lib/contracts/operations/index.ts';
import { answerJob } from '../../../server/http/answer-job.ts';
import { defineRoute } from '../../../server/http/define-route.ts';
import { otherMethods } from '../../../server/http/other-methods.ts';
import { receiveImport } from '../../../server/http/receive-import.ts';
import { createImport } from '../../../server/use-cases/imports/create-import.ts';
import { startImport } from '../../../server/use-cases/imports/start-import.ts';

export const prerender = false;

export const POST = defineRoute(
  operations.importCustomers,
  async (call) => {
    const { id } = await createImport(call.context, call.body, call.query);
    return answerJob(call, await startImport(call.context, id));
  },
  { receive: receiveImport },
);

export const ALL = otherMethods({ POST });
