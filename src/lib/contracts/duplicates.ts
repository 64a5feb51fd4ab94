import { z } from 'zod';
import { id } from './common.ts';
import { customer } from './customer.ts';

/** As many records as are shown, dismissed or merged together. */
export const mostTogether = 20;

const likeness = {
  score: z.int().min(1).max(100).describe('How sure it is, of 100.'),
  reasons: z.array(z.string()).describe('Why, in words: `the same phone number`.'),
};

export const duplicate = z.object({ customer, ...likeness }).meta({ id: 'Duplicate' });
export type Duplicate = z.infer<typeof duplicate>;

export const duplicateGroup = z
  .object({ customers: z.array(customer).min(2).describe('The one made last, then those it may be.'), ...likeness })
  .meta({ id: 'DuplicateGroup' });
export type DuplicateGroup = z.infer<typeof duplicateGroup>;

export const listDuplicatesQuery = z.object({
  limit: z.coerce.number().int().min(1).max(50).default(10),
  cursor: id.optional().describe('The `nextCursor` of the page before.'),
});
export type ListDuplicatesQuery = z.infer<typeof listDuplicatesQuery>;

/** How many there are in all is known only at the end. */
export const duplicateGroups = z.object({
  items: z.array(duplicateGroup),
  nextCursor: id.nullable().describe('Where to look on; a page may be empty and not be the last. Null at the end.'),
});
export type DuplicateGroups = z.infer<typeof duplicateGroups>;

export const dismissDuplicatesRequest = z.strictObject({
  ids: z
    .array(id)
    .min(2)
    .max(mostTogether)
    .refine((ids) => new Set(ids).size === ids.length, 'names one twice'),
});
export type DismissDuplicatesRequest = z.infer<typeof dismissDuplicatesRequest>;
