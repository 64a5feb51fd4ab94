import { operations } from '../../../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../../../server/http/define-route.ts';
import { otherMethods } from '../../../../../server/http/other-methods.ts';
import { deleteTime } from '../../../../../server/use-cases/time/delete-time.ts';
import { updateTime } from '../../../../../server/use-cases/time/update-time.ts';

export const prerender = false;

export const PATCH = defineRoute(operations.updateTime, async ({ context, params: { id, entryId }, body }) => ({
  status: 200,
  body: { entry: await updateTime(context, { taskId: id, entryId, patch: body }) },
}));

export const DELETE = defineRoute(operations.deleteTime, async ({ context, params: { id, entryId } }) => {
  await deleteTime(context, { taskId: id, entryId });
  return { status: 204 };
});

export const ALL = otherMethods({ PATCH, DELETE });
