import { z } from 'zod';
import { id, instant, pageQuery } from './common.ts';

/** A mail on its way out, or kept when no SMTP server is configured. */
export const mail = z
  .object({
    id,
    to: z.string(),
    subject: z.string(),
    text: z.string(),
    status: z.enum(['queued', 'kept', 'sent', 'failed']),
    error: z.string().nullable(),
    createdAt: instant,
    sentAt: instant.nullable(),
  })
  .meta({ id: 'Mail' });
export type Mail = z.infer<typeof mail>;
export const listMailsQuery = pageQuery(['createdAt'], '-createdAt');
export type ListMailsQuery = z.infer<typeof listMailsQuery>;
