import { operations } from '../../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../../server/http/define-route.ts';
import { otherMethods } from '../../../../server/http/other-methods.ts';
import { deleteReminder } from '../../../../server/use-cases/reminders/delete-reminder.ts';
import { getReminder } from '../../../../server/use-cases/reminders/get-reminder.ts';
import { setReminder } from '../../../../server/use-cases/reminders/set-reminder.ts';

export const prerender = false;

export const GET = defineRoute(operations.getReminder, async ({ context, params }) => ({
  status: 200,
  body: { reminder: await getReminder(context, params.id) },
}));

export const PUT = defineRoute(operations.setReminder, async ({ context, params, body }) => ({
  status: 200,
  body: { reminder: await setReminder(context, { taskId: params.id, request: body }) },
}));

export const DELETE = defineRoute(operations.deleteReminder, async ({ context, params }) => {
  await deleteReminder(context, params.id);
  return { status: 204 };
});

export const ALL = otherMethods({ GET, PUT, DELETE });
