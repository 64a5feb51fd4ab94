import type { AutomationActionKind } from '../../../../lib/contracts/automation.ts';
import { addTagAction } from './add-tag.ts';
import { assignUserAction } from './assign-user.ts';
import { createTaskAction } from './create-task.ts';
import { moveStageAction } from './move-stage.ts';
import type { PlanAction } from './planned.ts';
import { sendEmailAction } from './send-email.ts';
import { waitAction } from './wait.ts';
import { webhookAction } from './webhook.ts';

export type { Planned } from './planned.ts';

/** How each kind of action is worked out and done. */
export const actions: Record<AutomationActionKind, PlanAction> = {
  create_task: createTaskAction,
  send_email: sendEmailAction,
  assign_user: assignUserAction,
  move_stage: moveStageAction,
  add_tag: addTagAction,
  webhook: webhookAction,
  wait: waitAction,
};
