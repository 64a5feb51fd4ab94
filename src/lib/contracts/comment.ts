import { z } from 'zod';
import { id, instant, memberRef, pageQuery, version } from './common.ts';

/** What comments can be about. */
export const commentedKinds = ['task', 'deal'] as const;
export type CommentedKind = (typeof commentedKinds)[number];

/** A member named in a text: `name` is how the text writes it. */
export const mention = z.object({ id, name: z.string() }).meta({ id: 'Mention' });
export type Mention = z.infer<typeof mention>;

/** What someone said about a task or deal. */
export const comment = z
  .object({
    id,
    about: z.object({ kind: z.enum(commentedKinds), id }),
    content: z.string().describe('Markdown. `@` and a member’s full name mentions them.'),
    mentions: z.array(mention).describe('Members that `content` mentions.'),
    author: memberRef.nullable(),
    editedAt: instant.nullable(),
    version,
    createdAt: instant,
  })
  .meta({ id: 'Comment' });
export type Comment = z.infer<typeof comment>;

export const writeCommentRequest = z
  .strictObject({
    content: z.string().trim().min(1, 'must not be empty').max(10_000, 'must have at most 10,000 characters'),
  })
  .meta({ id: 'WriteCommentRequest' });
export type WriteCommentRequest = z.infer<typeof writeCommentRequest>;

export const listCommentsQuery = pageQuery(['createdAt'], '-createdAt').omit({ q: true });
export type ListCommentsQuery = z.infer<typeof listCommentsQuery>;
