import { createCustomerRequest, customerStatuses } from '../../src/lib/contracts/customer.ts';
import { createDealRequest } from '../../src/lib/contracts/deal.ts';
import { createTaskRequest, taskPriorities, type Task } from '../../src/lib/contracts/task.ts';
import { seededRandom } from '../../src/lib/planning/random.ts';
import type { Context } from '../../src/server/ports/index.ts';
import { addNote } from '../../src/server/use-cases/customers/add-note.ts';
import { createCustomer } from '../../src/server/use-cases/customers/create-customer.ts';
import { createDeal } from '../../src/server/use-cases/deals/create-deal.ts';
import { newGeneration } from '../../src/server/use-cases/generations/new-generation.ts';
import { runGeneration } from '../../src/server/use-cases/generations/run-generation.ts';
import { createTask } from '../../src/server/use-cases/tasks/create-task.ts';
import { getTask } from '../../src/server/use-cases/tasks/get-task.ts';
import { updateSubtasks } from '../../src/server/use-cases/tasks/update-subtasks.ts';
import { updateTask } from '../../src/server/use-cases/tasks/update-task.ts';
import { cities, companies, dealTitles, firstNames, goals, lastNames, lostReasons, notes, places } from './words.ts';

/** Marks what was invented. */
export const demoTag = 'demo';
const day = 24 * 60 * 60 * 1000;

export interface FillOptions {
  customers: number;
  /** How many were invented before: the next ones are others. */
  before: number;
  /** Whom customers and tasks are given to, in turn; empty: nobody. */
  members: readonly { id: string }[];
}

/**
 * Invents customers and, for each, deals and a task with a plan of the local planner; some are under way, some finished. The same
 * number gives the same names, goals and progress each time.
 * @returns how many tasks were made
 */
export async function fill(context: Context, { customers, before, members }: FillOptions): Promise<number> {
  const random = seededRandom(20261126 + before);
  const pick: Choose = (items) => items[Math.floor(random() * items.length)]!;
  for (let number = before; number < before + customers; number += 1) {
    const assignedTo = members[number % Math.max(members.length, 1)]?.id ?? null;
    const [name, industry] = companies[number % companies.length]!;
    const round = Math.floor(number / companies.length);
    const company =
      round === 0
        ? name
        : `${name} ${places[(round - 1) % places.length]!} ${round > places.length ? round : ''}`.trim();
    const customerId = await inventCustomer(context, { company, industry, number, assignedTo, pick });
    const aboutDeals = { customerId, assignedTo, number, now: context.ports.clock.now() };
    await inventDeals(context, aboutDeals);
    const task = await inventTask(context, { company, customerId, assignedTo, pick, now: context.ports.clock.now() });
    await work(context, task, number % 4);
  }
  return customers;
}

type Choose = <Item>(items: readonly Item[]) => Item;

async function inventCustomer(
  context: Context,
  about: { company: string; industry: string; number: number; assignedTo: string | null; pick: Choose },
): Promise<string> {
  const { company, industry, number, assignedTo, pick } = about;
  const [first, last] = [pick(firstNames), pick(lastNames)];
  const [city, country] = pick(cities);
  const input = createCustomerRequest.parse({
    contactInfo: {
      email: `${first}.${last}.${number + 1}@example.com`,
      phone: `+1 555 01${String(number % 100).padStart(2, '0')}`,
      company,
      industry,
      name: { first, last },
    },
    address: { city, country },
    status: pick(customerStatuses),
    source: pick(['website', 'referral', 'cold-call', 'social']),
    assignedTo,
    tags: [demoTag],
  });
  const { id } = await createCustomer(context, input);
  await addNote(context, { customerId: id, content: pick(notes) });
  return id;
}

/** None to two deals, open, won or lost; their own dice, so that names and goals stay as they were. */
async function inventDeals(
  context: Context,
  about: { customerId: string; assignedTo: string | null; number: number; now: Date },
): Promise<void> {
  const { customerId, assignedTo, number, now } = about;
  const random = seededRandom(5_000_000 + number);
  const pick: Choose = (items) => items[Math.floor(random() * items.length)]!;
  for (let count = pick([0, 1, 1, 2]); count > 0; count -= 1) {
    const status = pick(['open', 'open', 'won', 'lost'] as const);
    const input = createDealRequest.parse({
      customerId,
      title: pick(dealTitles),
      value: pick([null, 900, 2400, 4800.5, 12_000, 36_000]),
      expectedCloseDate: new Date(now.getTime() + pick([-10, 7, 21, 45, 90]) * day).toISOString().slice(0, 10),
      status,
      lostReason: status === 'lost' ? pick(lostReasons) : null,
      assignedTo,
    });
    await createDeal(context, input);
  }
}

async function inventTask(
  context: Context,
  about: { company: string; customerId: string; assignedTo: string | null; pick: Choose; now: Date },
): Promise<Task> {
  const { company, customerId, assignedTo, pick, now } = about;
  const input = createTaskRequest.parse({
    title: pick(goals).replace('{company}', company),
    priority: pick(taskPriorities),
    customerId,
    assignedTo,
    dueDate: new Date(now.getTime() + pick([-3, 2, 5, 9, 14, 21, 30]) * day).toISOString(),
    generate: false,
  });
  const { task } = await createTask(context, input);
  return planLocally(context, task.id);
}

/** Plans in this process with the local planner, whatever models are configured, and no worker is asked. */
async function planLocally(context: Context, taskId: string): Promise<Task> {
  const { ports, actor } = context;
  const run = newGeneration(ports, { taskId, kind: 'plan', requestedBy: actor.kind === 'member' ? actor.id : null });
  await ports.commit({ actor, events: [], write: (tx) => ports.generations.insert(run, tx) });
  const local = { ...ports, ai: { ...ports.ai, available: false } };
  await runGeneration(local, run.id, { signal: new AbortController().signal, isLastAttempt: true });
  return getTask(context, taskId);
}

/** Takes a task along: 0 leaves it, 1 starts its first step, 2 finishes the first half, 3 finishes it. */
async function work(context: Context, { id, aiGenerated }: Task, progress: number): Promise<void> {
  const steps = aiGenerated?.subtasks ?? [];
  const finished = [0, 0, Math.ceil(steps.length / 2), steps.length][progress] ?? 0;
  const changes = steps.slice(0, finished).map((step) => ({ id: step.id, status: 'completed' as const }));
  const next = steps[finished];
  if (progress > 0 && next)
    await updateSubtasks(context, { id, input: { subtasks: [...changes, { id: next.id, status: 'in_progress' }] } });
  if (progress < 3) return;
  if (changes.length > 0) await updateSubtasks(context, { id, input: { subtasks: changes } });
  await updateTask(context, { id, patch: { status: 'completed' } });
}
