import { operations } from '../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../server/http/define-route.ts';
import { otherMethods } from '../../../server/http/other-methods.ts';
import { listUsers } from '../../../server/use-cases/users/list-users.ts';

export const prerender = false;

export const GET = defineRoute(operations.listUsers, async ({ context, query }) => ({
  status: 200,
  body: await listUsers(context, query),
}));

export const ALL = otherMethods({ GET });
