import { z } from 'zod';
import { id, instant, memberRef, pageQuery } from './common.ts';
import { permission } from './permission.ts';

export const apiKeyStates = ['active', 'expired', 'revoked'] as const;

/** What a program logs in with on a member's behalf. The key itself is shown once, when it is made. */
export const apiKey = z
  .object({
    id,
    name: z.string(),
    start: z.string().describe('The key’s first characters, to tell it by.'),
    member: memberRef.nullable().describe('Whose key it is: it sees and does what they may, and no more.'),
    permissions: z.array(permission).describe('What it may do, as far as its member still may.'),
    state: z.enum(apiKeyStates),
    createdAt: instant,
    expiresAt: instant.nullable().describe('Null: it does not expire.'),
    lastUsedAt: instant.nullable().describe('To the minute.'),
    revokedAt: instant.nullable(),
  })
  .meta({ id: 'ApiKey' });
export type ApiKey = z.infer<typeof apiKey>;

export const createApiKeyRequest = z
  .strictObject({
    name: z.string().trim().min(1, 'must not be empty').max(60),
    permissions: z
      .array(permission)
      .min(1, 'must name at least one')
      .max(100)
      .describe('Some of those its maker has; see `Permission`.'),
    expiresAt: instant.nullable().default(null).describe('Null: it does not expire.'),
  })
  .meta({ id: 'CreateApiKeyRequest' });
export type CreateApiKeyRequest = z.infer<typeof createApiKeyRequest>;

export const createApiKeyResult = z
  .object({ apiKey, secret: z.string().describe('The key. It is not shown again.') })
  .meta({ id: 'CreateApiKeyResult' });
export type CreateApiKeyResult = z.infer<typeof createApiKeyResult>;

export const listApiKeysQuery = pageQuery(['createdAt'], '-createdAt')
  .omit({ q: true })
  .extend({
    of: z.enum(['me', 'everyone']).default('me').describe('Whose keys. Those of everyone are for administrators.'),
  });
export type ListApiKeysQuery = z.infer<typeof listApiKeysQuery>;
