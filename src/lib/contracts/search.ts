import { z } from 'zod';
import { correction, id } from './common.ts';

/** What a search looks through, in the order its groups are shown. */
export const searchKinds = ['customer', 'deal', 'task', 'pipeline', 'member'] as const;
export type SearchKind = (typeof searchKinds)[number];

export const searchQuery = z.object({
  q: z.string().trim().min(1, 'must not be empty').max(200),
  limit: z.coerce.number().int().min(1).max(20).default(5).describe('Of each kind.'),
});
export type SearchQuery = z.infer<typeof searchQuery>;

export const searchHit = z
  .object({
    id,
    title: z.string(),
    detail: z.string().describe('What tells it from others of its name: an email, a customer; may be empty.'),
    status: z.string().nullable().describe('Of customers, deals and tasks, as their lists have it.'),
    link: z.string().describe('Its page, as a path of this site.'),
  })
  .meta({ id: 'SearchHit' });
export type SearchHit = z.infer<typeof searchHit>;

export const searchGroup = z
  .object({
    kind: z.enum(searchKinds),
    items: z.array(searchHit).describe('Those changed last come first; pipelines and members by their own order.'),
    more: z.boolean().describe('There are others: the list of the kind has them under the same `q`.'),
  })
  .meta({ id: 'SearchGroup' });
export type SearchGroup = z.infer<typeof searchGroup>;

/** What was found, kind by kind: none of what the caller may not see, and no empty group. */
export const searchResult = z
  .object({
    groups: z.array(searchGroup),
    corrections: z.array(correction).describe('Words nothing has, taken for slips, and what was searched for instead.'),
  })
  .meta({ id: 'SearchResult' });
export type SearchResult = z.infer<typeof searchResult>;
