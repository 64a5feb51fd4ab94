import { customerName } from '../../../lib/contracts/customer.ts';
import type { Permission } from '../../../lib/contracts/permission.ts';
import { permissionsOf } from '../../../lib/domain/permissions.ts';
import type { PlanRequest, Ports } from '../../ports/index.ts';
import type { CustomerRecord, GenerationRecord, TaskRecord } from '../../records/index.ts';
import { similarTasks } from './experience.ts';
import { isKept } from '../plans/merge-plan.ts';

const mostNotes = 5;

/**
 * What a plan is asked from: the task, what stays of its plan, of its customer what whoever asks may see, and what
 * finished tasks (`past`) teach.
 */
export async function planRequest(
  ports: Pick<Ports, 'customers' | 'users'>,
  run: GenerationRecord,
  task: TaskRecord,
  past: readonly TaskRecord[],
): Promise<PlanRequest> {
  const customer = await visibleCustomer(ports, run, task);
  const kept = run.replaceEdits ? [] : (task.aiGenerated?.subtasks ?? []).filter(isKept);
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
    similar: similarTasks(task, past),
  };
}

async function visibleCustomer(
  ports: Pick<Ports, 'customers' | 'users'>,
  run: GenerationRecord,
  task: TaskRecord,
): Promise<CustomerRecord | null> {
  if (task.customerId === null || !(await mayRead(ports, run.requestedBy, 'customers.read'))) return null;
  const customer = await ports.customers.find(task.customerId);
  return customer?.deletedAt === null ? customer : null;
}

/** Whether whoever asked for a run may see a thing; what nobody asked for is the system's own. */
export async function mayRead(
  { users }: Pick<Ports, 'users'>,
  userId: string | null,
  permission: Permission,
): Promise<boolean> {
  if (userId === null) return true;
  const user = await users.find(userId);
  return user?.isActive === true && permissionsOf({ role: user.role, extra: user.profile.permissions }).has(permission);
}

const newestNotes = ({ notes }: CustomerRecord): string[] =>
  notes
    .toSorted((a, b) => b.createdAt.getTime() - a.createdAt.getTime())
    .slice(0, mostNotes)
    .map(({ content }) => content);
