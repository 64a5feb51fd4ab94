import { operations } from '../../../lib/contracts/operations/index.ts';
import { answerJob } from '../../../server/http/answer-job.ts';
import { defineRoute } from '../../../server/http/define-route.ts';
import { otherMethods } from '../../../server/http/other-methods.ts';
import { listBackups } from '../../../server/use-cases/data/list-backups.ts';
import { startBackup } from '../../../server/use-cases/data/start-backup.ts';

export const prerender = false;

export const GET = defineRoute(operations.listBackups, async ({ context }) => ({
  status: 200,
  body: await listBackups(context),
}));

export const POST = defineRoute(operations.startBackup, async (call) =>
  answerJob(call, await startBackup(call.context)),
);

export const ALL = otherMethods({ GET, POST });
