import { customerName } from '../../../lib/contracts/customer.ts';
import type { Permission } from '../../../lib/contracts/permission.ts';
import { may } from '../../../lib/domain/actor.ts';
import type { PlanRequest, Ports, Records } from '../../ports/index.ts';
import type { CustomerRecord, GenerationRecord, SubtaskRecord, TaskRecord } from '../../records/index.ts';
import { similarTasks, type Experience } from './experience.ts';
import { newestNotes } from '../customers/newest-notes.ts';
import { findAsker } from '../auth/find-asker.ts';
import { isKept } from '../plans/merge-plan.ts';

/**
 * What a plan is asked from: the task, what stays of its plan, of its customer what whoever asks may see, and what
 * finished tasks teach.
 */
export async function planRequest(
  ports: ReadingPorts,
  run: GenerationRecord,
  task: TaskRecord,
  experience: Experience,
): Promise<PlanRequest> {
  const customer = await visibleCustomer(ports, run, task);
  const keeps = run.replaceEdits ? ({ locked }: SubtaskRecord) => locked : isKept;
  const kept = (task.aiGenerated?.subtasks ?? []).filter(keeps);
  return {
    generationId: run.id,
    taskId: task.id,
    userId: run.requestedBy,
    model: run.model,
    title: task.title,
    description: task.description,
    priority: task.priority,
    dueDate: task.dueDate,
    company: customer && customerName(customer),
    industry: customer?.contactInfo.industry ?? null,
    stage: customer?.status ?? null,
    notes: customer ? newestNotes(customer) : [],
    instructions: run.instructions,
    kept: kept.map(({ title, estimatedTime, status }) => ({ title, estimatedTime, status })),
    similar: similarTasks(task, experience),
  };
}

async function visibleCustomer(
  ports: ReadingPorts,
  run: GenerationRecord,
  { customerId }: TaskRecord,
): Promise<CustomerRecord | null> {
  const visible = customerId === null ? null : await recordsFor(ports, run, 'customers.read');
  const customer = customerId === null ? null : await visible?.customers.find(customerId);
  return customer?.deletedAt === null ? customer : null;
}

export type ReadingPorts = Pick<Ports, 'users' | 'companySettings' | 'apiKeys' | 'clock' | 'all' | 'recordsOf'>;

/** The records whoever asked for a run may see; null without the permission. What nobody asked for is the system's own. */
export async function recordsFor(
  ports: ReadingPorts,
  { requestedBy, keyId }: GenerationRecord,
  permission: Permission,
): Promise<Records | null> {
  if (requestedBy === null) return ports.all;
  const actor = await findAsker(ports, { requestedBy, keyId });
  if (!actor || !may(actor, permission)) return null;
  return actor.ownOnly ? ports.recordsOf(actor.id) : ports.all;
}
