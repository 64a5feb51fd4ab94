import { operations } from '../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../server/http/define-route.ts';
import { openApiDocument } from '../../server/http/openapi.ts';
import { otherMethods } from '../../server/http/other-methods.ts';

export const prerender = false;

export const GET = defineRoute(operations.openapi, async ({ env }) =>
  Promise.resolve({ status: 200, body: { ...openApiDocument(env.SITE_URL) } }),
);

export const ALL = otherMethods({ GET });
