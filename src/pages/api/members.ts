import { operations } from '../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../server/http/define-route.ts';
import { otherMethods } from '../../server/http/other-methods.ts';
import { listMembers } from '../../server/use-cases/users/list-members.ts';

export const prerender = false;

export const GET = defineRoute(operations.listMembers, async ({ context }) => ({
  status: 200,
  body: { items: await listMembers(context) },
}));

export const ALL = otherMethods({ GET });
