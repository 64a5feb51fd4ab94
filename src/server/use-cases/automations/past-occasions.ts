import type { Automation } from '../../../lib/contracts/automation.ts';
import { listActivityQuery } from '../../../lib/contracts/activity.ts';
import type { PipelineStage } from '../../../lib/contracts/pipeline.ts';
import { listTasksQuery } from '../../../lib/contracts/task.ts';
import { quietSpell } from '../../../lib/domain/automations/quiet-spell.ts';
import { firstLook, spanWords } from '../../../lib/domain/automations/timing.ts';
import type { Ports } from '../../ports/index.ts';
import type { PipelineRecord, StageEntryRecord, TaskRecord } from '../../records/index.ts';

/** A moment in the past when an automation would have looked whether it is for a deal. */
export interface PastOccasion {
  dealId: string;
  at: Date;
  entry: StageEntryRecord | null;
  task: TaskRecord | null;
  /** Why its time did not come. */
  why: string | null;
}

interface Past {
  pipeline: PipelineRecord;
  stage: PipelineStage;
  automation: Automation;
  from: Date;
  to: Date;
}

/** More than these are not looked at. */
const most = 10_000;

/** When the trigger came in a time, newest first; at most 10,000. */
export function pastOccasions(ports: Ports, past: Past): Promise<PastOccasion[]> {
  switch (past.automation.trigger) {
    case 'entry':
    case 'time_based':
      return ofStays(ports, past);
    case 'task_completion':
      return ofCompletions(ports, past);
    case 'manual':
      return ofDealsThere(ports, past);
  }
}

async function ofStays(ports: Ports, { pipeline, stage, automation, from, to }: Past): Promise<PastOccasion[]> {
  const stays: StageEntryRecord[] = [];
  for await (const entry of await ports.stageEntries.ofPipeline(pipeline.id, {
    from,
    to: new Date(to.getTime() + 1),
  })) {
    const cameBack = entry.fromStage === stage.id;
    if (entry.stageId === stage.id && !(cameBack && automation.trigger === 'entry')) stays.push(entry);
  }
  const occasions: PastOccasion[] = [];
  for (const entry of stays.slice(-most).toReversed()) {
    occasions.push({ dealId: entry.dealId, entry, task: null, ...(await momentOf(ports, entry, automation, to)) });
  }
  return occasions;
}

/** When the time in the stage had come, or why it did not. */
async function momentOf(
  ports: Ports,
  entry: StageEntryRecord,
  automation: Automation,
  now: Date,
): Promise<Pick<PastOccasion, 'at' | 'why'>> {
  if (automation.trigger === 'entry') return { at: entry.enteredAt, why: null };
  const until = entry.leftAt ?? now;
  const notYet = entry.leftAt === null ? 'Its time has not come yet.' : 'The deal left the stage before.';
  if (automation.inactiveDays !== null) {
    const within = { from: entry.enteredAt, to: until, days: automation.inactiveDays };
    const at = quietSpell(await activity(ports, entry), within);
    return at ? { at, why: null } : { at: entry.enteredAt, why: `Something was always done. ${notYet}` };
  }
  const at = firstLook(automation, entry.enteredAt);
  if (at <= until) return { at, why: null };
  const stayed = Math.max(1, Math.floor((until.getTime() - entry.enteredAt.getTime()) / 60_000));
  return { at: entry.enteredAt, why: `${notYet} It was there for ${spanWords(stayed)}.` };
}

/** When something was noted of the deal, its customer or its tasks: the newest 200. */
async function activity(ports: Ports, { customerId }: StageEntryRecord): Promise<Date[]> {
  const { items } = await ports.activities.list({
    ...listActivityQuery.parse({ limit: 200 }),
    of: { customerIds: [customerId] },
  });
  return items.map(({ at }) => at);
}

const completed = { ...listTasksQuery.parse({}), status: ['completed' as const], sort: '-updatedAt', limit: 200 };

/** Completed tasks of deals that are in the stage now; where they were then is not looked up. */
async function ofCompletions(ports: Ports, { stage, from }: Past): Promise<PastOccasion[]> {
  const occasions: PastOccasion[] = [];
  for (const deal of await ports.all.deals.inStages([stage.id], most)) {
    if (deal.status !== 'open') continue;
    const { items } = await ports.all.tasks.list({ ...completed, dealId: deal.id });
    for (const task of items) {
      if (task.completedAt === null || task.completedAt < from) continue;
      occasions.push({ dealId: deal.id, at: task.completedAt, entry: null, task, why: null });
    }
  }
  return occasions.toSorted((one, other) => other.at.getTime() - one.at.getTime()).slice(0, most);
}

/** What waits for a person would be for any open deal that is there now. */
async function ofDealsThere(ports: Ports, { stage, to }: Past): Promise<PastOccasion[]> {
  const deals = await ports.all.deals.inStages([stage.id], most);
  return deals
    .filter(({ status }) => status === 'open')
    .map(({ id }) => ({ dealId: id, at: to, entry: null, task: null, why: null }));
}
