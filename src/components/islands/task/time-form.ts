import { z } from 'zod';
import { id } from '../../../lib/contracts/common.ts';
import { createTimeRequest } from '../../../lib/contracts/time.ts';

const { note } = createTimeRequest.shape;
const minutes = z.coerce.number('give whole minutes').pipe(createTimeRequest.shape.minutes);

/** What a task's page may be sent about time without JavaScript. */
export const timeForms = [
  z.object({ intent: z.literal('note-time'), minutes, note }),
  z.object({ intent: z.literal('change-time'), entry: id, minutes }),
  z.object({ intent: z.literal('delete-time'), entry: id }),
] as const;
