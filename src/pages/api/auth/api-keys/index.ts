import { operations } from '../../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../../server/http/define-route.ts';
import { otherMethods } from '../../../../server/http/other-methods.ts';
import { createApiKey } from '../../../../server/use-cases/api-keys/create-key.ts';
import { listApiKeys } from '../../../../server/use-cases/api-keys/list-keys.ts';

export const prerender = false;

export const GET = defineRoute(operations.listApiKeys, async ({ context, query }) => ({
  status: 200,
  body: await listApiKeys(context, query),
}));

export const POST = defineRoute(operations.createApiKey, async ({ context, body }) => ({
  status: 201,
  body: await createApiKey(context, body),
}));

export const ALL = otherMethods({ GET, POST });
