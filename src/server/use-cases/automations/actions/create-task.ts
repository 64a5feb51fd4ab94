import { z } from 'zod';
import { createTaskRequest, taskPriorities } from '../../../../lib/contracts/task.ts';
import { customerName } from '../../../../lib/contracts/customer-name.ts';
import { daysAfter } from '../../../../lib/domain/automations/timing.ts';
import { createTask } from '../../tasks/create-task.ts';
import { alongside } from '../alongside.ts';
import { impossible, type PlanAction } from './planned.ts';
import { plainTexts } from './texts.ts';
import { chosenMember, memberName } from './whom.ts';

/** A task as it is described in an automation; what else is given is passed over. */
const taskTemplate = z.object({
  title: z.string().trim().min(1).optional(),
  description: z.string().default(''),
  priority: z.enum(taskPriorities).optional(),
  dueInDays: z.number().min(0).max(365).optional(),
});

const longestTitle = 200;

/** Makes a task for the deal; with `aiPrompt`, with a plan of what the prompt asks for. */
export const createTaskAction: PlanAction = async (scene, action) => {
  const { ports, deal, customer, stage, now } = scene;
  const { config, aiPrompt } = action;
  const written =
    typeof config.taskTemplate === 'string' ? { title: config.taskTemplate } : (config.taskTemplate ?? {});
  const parsed = taskTemplate.safeParse(written);
  if (!parsed.success) throw impossible(`The task template: ${parsed.error.issues[0]?.message ?? 'cannot be read'}.`);
  const {
    title = aiPrompt ?? `${stage.name}: ${customerName(customer)}`,
    description,
    priority,
    dueInDays,
  } = parsed.data;
  const fill = await plainTexts(scene);
  const prompt = aiPrompt === null ? '' : fill('The prompt', aiPrompt);
  const chosen = await chosenMember(ports, action, (ids) => ports.all.tasks.assignedCounts(ids));
  const owner = deal.assignedTo ?? customer.assignedTo;
  const assignedTo = chosen?.member.id ?? owner;
  const task = createTaskRequest.parse({
    title: fill('The title', title).replace(/\s+/g, ' ').trim().slice(0, longestTitle) || stage.name,
    description: [fill('The description', description), prompt].filter(Boolean).join('\n\n'),
    priority,
    customerId: deal.customerId,
    dealId: deal.id,
    assignedTo,
    dueDate: dueInDays === undefined ? null : daysAfter(now, dueInDays).toISOString(),
    generate: aiPrompt !== null,
  });
  const assignee = chosen ? memberName(chosen.member) : await nameOfMember(scene, owner);
  return {
    said: `Create the task “${task.title}” for ${assignee ?? 'nobody'}${task.generate ? ', with a plan' : ''}`,
    task: { title: task.title, assignee },
    perform: (context) => createTask(alongside(context, chosen?.write), task),
  };
};

async function nameOfMember({ ports }: Parameters<PlanAction>[0], id: string | null): Promise<string | null> {
  const member = id === null ? null : await ports.users.find(id);
  return member && memberName(member);
}
