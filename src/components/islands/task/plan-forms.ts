import { z } from 'zod';
import { id, minutes } from '../../../lib/contracts/common.ts';
import { modelChoice } from '../../../lib/contracts/generation.ts';
import {
  createSubtaskRequest,
  generateSubtasksRequest,
  subtaskPriority,
  taskStatus,
  type GenerateSubtasksRequest,
  type UpdateSubtaskRequest,
} from '../../../lib/contracts/task.ts';
import { waitedFor } from './waits-name.ts';

const step = id;
/** What the form was filled in from; without it the last write wins. */
const version = z.coerce.number().int().positive().optional().catch(undefined);
const { title, description } = createSubtaskRequest.shape;

export const stepIntents = ['save-step', 'lock-step', 'unlock-step', 'step-up', 'step-down'] as const;

/** All of a step, as its editor posts it; `waits-<id>` is there for each step it waits for. */
const wholeStep = z
  .object({
    intent: z.enum(stepIntents),
    step,
    version,
    title,
    description,
    estimatedTime: z.coerce.number('must be whole minutes').pipe(minutes),
    status: taskStatus,
    priority: subtaskPriority,
    assignedTo: z.union([z.literal('').transform(() => null), id]),
  })
  .catchall(z.string());

const replanForm = z.object({
  intent: z.literal('plan'),
  model: modelChoice.default('auto'),
  instructions: generateSubtasksRequest.shape.instructions,
  edits: z.enum(['keep', 'replace']).default('keep'),
  propose: z.literal('on').optional(),
});

/** What a task's page may be sent about its plan without JavaScript. */
export const planForms = [
  wholeStep,
  z.object({ intent: z.literal('add-step'), title }),
  z.object({ intent: z.enum(['start-step', 'finish-step', 'restore-step']), step }),
  z.object({ intent: z.literal('remove-step'), step, version }).catchall(z.string()),
  replanForm,
  z.object({ intent: z.literal('cancel-plan') }),
  z.object({ intent: z.literal('optimise') }),
  z.object({ intent: z.literal('undo-run'), generation: id }),
] as const;

/** The change of a step its form asks for. */
export const stepChange = (asked: z.output<typeof wholeStep>): UpdateSubtaskRequest => {
  const { title, description, estimatedTime, status, priority, assignedTo } = asked;
  const dependencies = Object.keys(asked).flatMap((name) => waitedFor(name) ?? []);
  const locked = asked.intent === 'lock-step' ? true : asked.intent === 'unlock-step' ? false : undefined;
  return {
    ...{ title, description, estimatedTime, status, priority, assignedTo, dependencies },
    ...(locked !== undefined && { locked }),
  };
};

export const replanRequest = ({
  model,
  instructions,
  edits,
  propose,
}: z.output<typeof replanForm>): GenerateSubtasksRequest => ({
  model,
  instructions,
  replaceEdits: edits === 'replace',
  propose: propose === 'on',
});
