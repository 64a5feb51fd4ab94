import type { Generation } from '../../../lib/contracts/generation.ts';
import type { CreateTaskRequest, Task } from '../../../lib/contracts/task.ts';
import { may } from '../../../lib/domain/actor.ts';
import type { Context } from '../../ports/index.ts';
import type { TaskRecord } from '../../records/index.ts';
import { newGeneration, requestedEvent } from '../generations/new-generation.ts';
import { presentGeneration } from '../generations/present-generation.ts';
import { requirePermission } from '../shared/authorise.ts';
import { saveTask } from './save-task.ts';
import { belongingAfter } from './task-deal.ts';
import { checkReferences } from './task-references.ts';

/**
 * Creates a task and, unless held back or not permitted to the actor, queues the generation of its plan in the same
 * commit. The assignee is the caller unless another, or null for nobody, is named.
 * @throws ProblemError `forbidden`, `validation_failed` naming a reference that is not there
 */
export async function createTask(
  context: Context,
  input: CreateTaskRequest,
): Promise<{ task: Task; generation: Generation | null }> {
  const { ports, actor } = context;
  requirePermission(actor, 'tasks.write', 'create tasks');
  const member = actor.kind === 'member' ? actor.id : null;
  const assignedTo = input.assignedTo === undefined ? member : input.assignedTo;
  const { customerId, dealId } = input;
  const nowhere = { customerId: null, dealId: null };
  const belonging = await belongingAfter(ports, nowhere, { customerId: customerId ?? undefined, dealId });
  await checkReferences(ports, { ...input, ...belonging, assignedTo: assignedTo === member ? null : assignedTo });

  const { generate, model, ...fields } = input;
  const now = ports.clock.now();
  const id = ports.ids.next();
  const record: TaskRecord = {
    ...fields,
    ...belonging,
    id,
    series: fields.recurrence && { id, occurrence: 1 },
    assignedTo,
    dueDate: fields.dueDate === null ? null : new Date(fields.dueDate),
    scheduledFor: fields.scheduledFor === null ? null : new Date(fields.scheduledFor),
    actualMinutes: 0,
    completedAt: fields.status === 'completed' ? now : null,
    aiGenerated: null,
    createdBy: member,
    version: 1,
    fieldVersions: {},
    deletedAt: null,
    createdAt: now,
    updatedAt: now,
  };
  const run =
    generate && may(actor, 'ai.generate')
      ? newGeneration(ports, { taskId: record.id, kind: 'plan', model, actor })
      : null;
  const task = await saveTask(context, {
    before: null,
    after: record,
    changed: [],
    events: run ? [requestedEvent(run)] : [],
    write: async (tx) => {
      if (run) await ports.generations.insert(run, tx);
    },
  });
  return { task, generation: run && presentGeneration(run) };
}
