import { operations } from '../../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../../server/http/define-route.ts';
import { otherMethods } from '../../../../server/http/other-methods.ts';
import { endOtherSessions } from '../../../../server/use-cases/auth/end-other-sessions.ts';
import { listSessions } from '../../../../server/use-cases/auth/list-sessions.ts';

export const prerender = false;

export const GET = defineRoute(operations.listSessions, async ({ context }) => ({
  status: 200,
  body: { items: await listSessions(context) },
}));

export const DELETE = defineRoute(operations.endSessions, async ({ context }) => {
  await endOtherSessions(context);
  return { status: 204 };
});

export const ALL = otherMethods({ GET, DELETE });
