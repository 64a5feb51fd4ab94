import { z } from 'zod';
import { apiKey, createApiKeyRequest, createApiKeyResult, listApiKeysQuery } from '../api-key.ts';
import { id, page } from '../common.ts';
import { operation } from './operation.ts';

const base = { tag: 'API keys', auth: 'member', keys: false } as const;

export const apiKeyOperations = {
  listApiKeys: operation({
    id: 'listApiKeys',
    method: 'GET',
    path: '/api/auth/api-keys',
    ...base,
    permissions: [],
    alternative: { when: 'those of everyone', permissions: ['users.read'] },
    summary: 'The caller’s API keys, also those that ended',
    query: listApiKeysQuery,
    answers: { 200: { description: 'API keys', schema: page(apiKey) } },
  }),
  createApiKey: operation({
    id: 'createApiKey',
    method: 'POST',
    path: '/api/auth/api-keys',
    ...base,
    permissions: [],
    summary: 'Make an API key that may do some of what the caller may; the key is shown once',
    body: createApiKeyRequest,
    answers: { 201: { description: 'The API key, and the key itself', schema: createApiKeyResult } },
    errors: ['conflict'],
  }),
  revokeApiKey: operation({
    id: 'revokeApiKey',
    method: 'DELETE',
    path: '/api/auth/api-keys/{id}',
    ...base,
    permissions: [],
    alternative: { when: 'the key of someone else', permissions: ['users.write'] },
    summary: 'Revoke an API key: from now on it opens nothing, and its sockets end',
    params: z.object({ id }),
    answers: { 204: { description: 'Revoked' } },
    errors: ['not_found'],
  }),
};
