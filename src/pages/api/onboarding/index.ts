import { operations } from '../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../server/http/define-route.ts';
import { otherMethods } from '../../../server/http/other-methods.ts';
import { getChecklist } from '../../../server/use-cases/onboarding/get-checklist.ts';

export const prerender = false;

export const GET = defineRoute(operations.getChecklist, async ({ context }) => ({
  status: 200,
  body: { checklist: await getChecklist(context) },
}));

export const ALL = otherMethods({ GET });
