import { operations } from '../../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../../server/http/define-route.ts';
import { otherMethods } from '../../../../server/http/other-methods.ts';
import { dismissDuplicates } from '../../../../server/use-cases/duplicates/dismiss-duplicates.ts';

export const prerender = false;

export const POST = defineRoute(operations.dismissDuplicates, async ({ context, body }) => {
  await dismissDuplicates(context, body);
  return { status: 204 };
});

export const ALL = otherMethods({ POST });
