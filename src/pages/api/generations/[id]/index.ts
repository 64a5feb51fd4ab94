import { operations } from '../../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../../server/http/define-route.ts';
import { otherMethods } from '../../../../server/http/other-methods.ts';
import { getGeneration } from '../../../../server/use-cases/generations/get-generation.ts';

export const prerender = false;

export const GET = defineRoute(operations.getGeneration, async ({ context, params: { id } }) => ({
  status: 200,
  body: { generation: await getGeneration(context, id) },
}));

export const ALL = otherMethods({ GET });
