import type { StoredEvent } from '../../../lib/domain/events.ts';
import type { Ports } from '../../ports/index.ts';
import type { PipelineRecord } from '../../records/index.ts';
import { runsOfEvents, type AutomationsByStage } from './runs-of-events.ts';

const setOff: ReadonlySet<StoredEvent['event']['type']> = new Set(['deal.moved', 'deal.returned', 'task.changed']);

/**
 * Keeps the runs that events set off; harmless when it is done again. Answers whether there are any, so that someone
 * looks for those that are due.
 */
export async function followEvents(
  ports: Ports,
  events: readonly StoredEvent[],
  pipelines: () => Promise<readonly PipelineRecord[]>,
): Promise<boolean> {
  if (!events.some(({ event, quiet }) => !quiet && setOff.has(event.type))) return false;
  const automations = activeAutomations(await pipelines());
  if (automations.size === 0) return false;
  const runs = await runsOfEvents(ports, events, automations);
  await ports.automationRuns.insertNew(runs);
  return runs.length > 0;
}

/** Those that are on, of pipelines that are; deals of archived ones go on, but nothing is done for them. */
export const activeAutomations = (pipelines: readonly PipelineRecord[]): AutomationsByStage =>
  new Map(
    pipelines
      .filter(({ isActive, deletedAt }) => isActive && deletedAt === null)
      .flatMap(({ id: pipelineId, stages }) =>
        stages.map((stage) => {
          const on = stage.automations.filter(({ isActive }) => isActive);
          return [stage.id, on.map((automation) => ({ pipelineId, stage, automation }))] as const;
        }),
      )
      .filter(([, placed]) => placed.length > 0),
  );
