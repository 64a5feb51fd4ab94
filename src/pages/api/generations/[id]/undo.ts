import { operations } from '../../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../../server/http/define-route.ts';
import { otherMethods } from '../../../../server/http/other-methods.ts';
import { undoGeneration } from '../../../../server/use-cases/generations/undo-generation.ts';

export const prerender = false;

export const POST = defineRoute(operations.undoGeneration, async ({ context, params: { id }, ifMatch }) => ({
  status: 200,
  body: { task: await undoGeneration(context, { id, expectedVersion: ifMatch }) },
}));

export const ALL = otherMethods({ POST });
