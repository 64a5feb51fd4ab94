import { z } from 'zod';
import { id, instant, memberRef, pageQuery } from './common.ts';

export const eraseCustomerRequest = z
  .strictObject({
    confirm: z.string().max(254).describe('The customer’s email or name, as a sign that this one is meant.'),
    reason: z
      .string()
      .trim()
      .max(200)
      .nullable()
      .default(null)
      .describe('Why, without personal data: it is kept. “Asked for on 12 May” will do.'),
  })
  .meta({ id: 'EraseCustomerRequest' });
export type EraseCustomerRequest = z.infer<typeof eraseCustomerRequest>;

/** That a customer was erased. Nothing in it tells who that was. */
export const erasure = z
  .object({
    id,
    customerId: id,
    at: instant,
    erasedBy: memberRef.nullable(),
    reason: z.string().nullable(),
    removed: z.object({
      customers: z.int().describe('More than one when others had been merged into it.'),
      notes: z.int(),
      deals: z.int(),
      tasks: z.int(),
    }),
  })
  .meta({ id: 'Erasure' });
export type Erasure = z.infer<typeof erasure>;

export const listErasuresQuery = pageQuery(['at'], '-at').omit({ q: true });
export type ListErasuresQuery = z.infer<typeof listErasuresQuery>;
