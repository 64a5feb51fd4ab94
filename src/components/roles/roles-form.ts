import { z } from 'zod';
import { id } from '../../lib/contracts/common.ts';
import { permission } from '../../lib/contracts/permission.ts';

/** A box that is not ticked is not sent. */
const ticked = z
  .literal('on')
  .optional()
  .transform((on) => on === 'on');

/** Everything the page of roles may be sent, told apart by its button. */
export const rolesForm = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('give'), id, permission }),
  z.object({ intent: z.literal('take'), id, permission }),
  z.object({ intent: z.literal('own'), sales: ticked, marketing: ticked }),
]);
