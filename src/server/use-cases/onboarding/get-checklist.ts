import { listCustomersQuery } from '../../../lib/contracts/customer.ts';
import { checklistSteps, type Checklist, type ChecklistStep } from '../../../lib/contracts/onboarding.ts';
import type { Permission } from '../../../lib/contracts/permission.ts';
import { listTasksQuery } from '../../../lib/contracts/task.ts';
import { may, type MemberActor } from '../../../lib/domain/actor.ts';
import type { Guidance, Ports } from '../../ports/index.ts';
import { countSamples } from '../samples/count-samples.ts';

/** Steps that are for those who may take them. */
const needs: Partial<Record<ChecklistStep, Permission>> = {
  members: 'users.write',
  pipeline: 'pipelines.read',
  connect: 'settings.write',
};
/** Tasks that are looked at for a plan. */
const newest = '25';

interface Asker {
  ports: Ports;
  actor: MemberActor;
}

/** The first steps with what is done of them, as the facts say; null for who wishes to see it no more. */
export const getChecklist = async (asker: Asker): Promise<Checklist | null> => (await getGuides(asker)).checklist;

/** The first steps, and what the caller has put away for good. */
export async function getGuides(
  asker: Asker,
): Promise<{ checklist: Checklist | null; dismissed: ReadonlySet<string> }> {
  const guidance = await asker.ports.guidance.of(asker.actor.id);
  return { checklist: await checklistOf(asker, guidance), dismissed: new Set(guidance.dismissed) };
}

async function checklistOf({ ports, actor }: Asker, guidance: Guidance): Promise<Checklist | null> {
  if (guidance.dismissed.includes('checklist')) return null;
  const done = await factsOf(ports, actor, guidance);
  const open = checklistSteps.filter((step) => needs[step] === undefined || may(actor, needs[step]));
  return {
    steps: open.map((step) => ({ step, done: done[step] })),
    samples: may(actor, 'settings.write') ? await countSamples({ ports, actor }) : null,
  };
}

async function factsOf(ports: Ports, actor: MemberActor, { seen }: Guidance): Promise<Record<ChecklistStep, boolean>> {
  const [samples, members, customers] = await Promise.all([
    ports.samples.all(),
    ports.users.members(),
    may(actor, 'customers.read') ? ports.customers.list(listCustomersQuery.parse({ limit: '1' })) : { total: 0 },
  ]);
  return {
    plan: seen.includes('plan') || (await hasPlan(ports, actor, samples.tasks)),
    customers: customers.total > samples.customers.length,
    members: members.length > 1 || seen.includes('invitation'),
    pipeline: seen.includes('pipeline'),
    connect: ports.ai.available || ports.mail.delivers,
  };
}

/** Whether there is a plan that is no sample; once there was one, that is remembered. */
async function hasPlan(ports: Ports, actor: MemberActor, samples: readonly string[]): Promise<boolean> {
  if (!may(actor, 'tasks.read')) return false;
  const { items } = await ports.tasks.list(listTasksQuery.parse({ limit: newest, sort: '-createdAt' }));
  const found = items.some(({ id, aiGenerated }) => aiGenerated !== null && !samples.includes(id));
  if (found) await ports.guidance.note(actor.id, 'seen', 'plan');
  return found;
}
