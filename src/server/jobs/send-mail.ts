import { z } from 'zod';
import { id } from '../../lib/contracts/common.ts';
import { defineJob } from './define-job.ts';

/** Delivers a mail, or keeps it when no server for outgoing mail is configured. */
export const sendMail = defineJob({
  id: 'send-mail',
  version: 1,
  schema: z.object({ mailId: id }),
  load: () => import('./handle-send-mail.ts'),
  concurrency: 5,
  attempts: 8,
});
