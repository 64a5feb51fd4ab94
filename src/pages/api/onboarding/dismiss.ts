import { operations } from '../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../server/http/define-route.ts';
import { otherMethods } from '../../../server/http/other-methods.ts';
import { dismissGuide } from '../../../server/use-cases/onboarding/dismiss-guide.ts';

export const prerender = false;

export const POST = defineRoute(operations.dismissGuide, async ({ context, body }) => {
  await dismissGuide(context, body.guide);
  return { status: 204 };
});

export const ALL = otherMethods({ POST });
