import type { AutomationTrigger } from '../../../lib/contracts/automation.ts';
import type { DomainEvent, StoredEvent } from '../../../lib/domain/events.ts';
import type { Ports } from '../../ports/index.ts';
import type { AutomationRunRecord } from '../../records/index.ts';
import { newRun, type Placed } from './new-run.ts';

type Stores = Pick<Ports, 'all' | 'ids' | 'clock' | 'stageEntries'>;
type Moved = Extract<DomainEvent, { type: 'deal.moved' }>;
type Returned = Extract<DomainEvent, { type: 'deal.returned' }>;
type TaskChanged = Extract<DomainEvent, { type: 'task.changed' }>;

/** Automations that are on, by the stage they belong to. */
export type AutomationsByStage = ReadonlyMap<string, readonly Placed[]>;

/**
 * The runs that events set off. They are the same however often they are made of the same events, but for their ids: a
 * run is kept once by its key.
 */
export async function runsOfEvents(
  ports: Stores,
  events: readonly StoredEvent[],
  automations: AutomationsByStage,
): Promise<AutomationRunRecord[]> {
  const runs: AutomationRunRecord[] = [];
  for (const stored of events) {
    const { event, quiet } = stored;
    if (quiet) continue;
    if (event.type === 'deal.moved') runs.push(...ofMove(ports, stored, event, automations));
    if (event.type === 'deal.returned') runs.push(...ofReturn(ports, stored, event, automations));
    if (event.type === 'task.changed' && event.change === 'completed') {
      runs.push(...(await ofCompletion(ports, stored, event, automations)));
    }
  }
  return runs;
}

const those = (placed: readonly Placed[] | undefined, triggers: readonly AutomationTrigger[]): readonly Placed[] =>
  (placed ?? []).filter(({ automation: { trigger } }) => triggers.includes(trigger));

function ofMove(
  ports: Stores,
  stored: StoredEvent,
  { dealId, customerId, toStage, entryId }: Moved,
  automations: AutomationsByStage,
): AutomationRunRecord[] {
  if (toStage === null || entryId === null) return [];
  const placed = those(automations.get(toStage), ['entry', 'time_based']);
  return ofStay(ports, stored, { dealId, customerId, entryId }, placed);
}

/** Who is back in a stage did not come into it again; its time there begins anew. */
function ofReturn(
  ports: Stores,
  stored: StoredEvent,
  { dealId, customerId, stageId, entryId }: Returned,
  automations: AutomationsByStage,
): AutomationRunRecord[] {
  return ofStay(ports, stored, { dealId, customerId, entryId }, those(automations.get(stageId), ['time_based']));
}

function ofStay(
  ports: Stores,
  { at, actor, cause }: StoredEvent,
  stay: { dealId: string; customerId: string; entryId: string },
  placed: readonly Placed[],
): AutomationRunRecord[] {
  return placed.map((one) =>
    newRun(ports, one, {
      ...stay,
      of: stay.entryId,
      trigger: one.automation.trigger,
      triggeredAt: at,
      taskId: null,
      startedBy: actor,
      cause,
    }),
  );
}

/** A completed task counts for its deal, or else for the open deals of its customer. */
async function ofCompletion(
  ports: Stores,
  { id: eventId, at, actor, cause }: StoredEvent,
  { task }: TaskChanged,
  automations: AutomationsByStage,
): Promise<AutomationRunRecord[]> {
  const stages = [...automations].filter(([, placed]) => those(placed, ['task_completion']).length > 0);
  if (stages.length === 0 || (task.dealId === null && task.customerId === null)) return [];
  const stageIds = stages.map(([id]) => id);
  const dealIds = task.dealId ? [task.dealId] : await ports.all.deals.openOf(task.customerId ?? '', stageIds);
  const deals = await ports.all.deals.findMany(dealIds);
  const runs: AutomationRunRecord[] = [];
  for (const deal of deals) {
    const placed = those(automations.get(deal.pipelineStage ?? ''), ['task_completion']);
    if (placed.length === 0 || deal.status !== 'open' || deal.deletedAt) continue;
    const entries = await ports.stageEntries.ofDeal(deal.id);
    const occasion = {
      of: eventId + deal.id,
      trigger: 'task_completion',
      triggeredAt: at,
      dealId: deal.id,
      customerId: deal.customerId,
      entryId: entries.find(({ leftAt }) => leftAt === null)?.id ?? null,
      taskId: task.id,
      startedBy: actor,
      cause,
    } as const;
    runs.push(...placed.map((one) => newRun(ports, one, occasion)));
  }
  return runs;
}
