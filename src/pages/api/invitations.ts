import { operations } from '../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../server/http/define-route.ts';
import { otherMethods } from '../../server/http/other-methods.ts';
import { inviteMember } from '../../server/use-cases/users/invite-member.ts';

export const prerender = false;

export const POST = defineRoute(operations.inviteMember, async ({ context, body }) => ({
  status: 201,
  body: await inviteMember(context, body),
}));

export const ALL = otherMethods({ POST });
