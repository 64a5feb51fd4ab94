import { operations } from '../../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../../server/http/define-route.ts';
import { otherMethods } from '../../../../server/http/other-methods.ts';
import { cancelGeneration } from '../../../../server/use-cases/generations/cancel-generation.ts';

export const prerender = false;

export const DELETE = defineRoute(operations.cancelGeneration, async ({ context, params: { id } }) => {
  await cancelGeneration(context, id);
  return { status: 204 };
});

export const ALL = otherMethods({ DELETE });
