import { createDealRequest, updateDealRequest, type Deal } from '../../../src/lib/contracts/deal.ts';
import { listRunsQuery } from '../../../src/lib/contracts/automation-run.ts';
import { createPipelineRequest, type Pipeline } from '../../../src/lib/contracts/pipeline.ts';
import type { AutomationRunRecord, CustomerRecord } from '../../../src/server/records/index.ts';
import { allPipelines } from '../../../src/server/use-cases/pipelines/all-pipelines.ts';
import { followEvents } from '../../../src/server/use-cases/automations/follow-events.ts';
import { runDueAutomations } from '../../../src/server/use-cases/automations/run-due.ts';
import { createDeal } from '../../../src/server/use-cases/deals/create-deal.ts';
import { updateDeal } from '../../../src/server/use-cases/deals/update-deal.ts';
import { createPipeline } from '../../../src/server/use-cases/pipelines/create-pipeline.ts';
import { taskWorld, type TaskWorld } from '../tasks/world.ts';

export interface AutomationWorld extends TaskWorld {
  /** A pipeline with these stages, each with its automations. */
  pipeline(stages: object[], more?: object): Promise<Pipeline>;
  deal(input?: object, customer?: Partial<CustomerRecord>): Promise<Deal>;
  move(dealId: string, pipelineStage: string): Promise<Deal>;
  /** Does all that automations have to do now, also what follows from it; answers how many events there were. */
  settle(): Promise<number>;
  runsOf(automationId: string): Promise<AutomationRunRecord[]>;
}

export async function automationWorld(): Promise<AutomationWorld> {
  const world = await taskWorld();
  const { ports } = world;
  const { admin, seller } = world.as;
  let seen = 0;
  let named = 0;
  return {
    ...world,
    pipeline: (stages, more = {}) =>
      createPipeline(admin, createPipelineRequest.parse({ name: `Line ${++named}`, type: 'sales', stages, ...more })),
    async deal(input = {}, customer = {}) {
      const customerId = 'customerId' in input ? {} : { customerId: (await world.customer(customer)).id };
      return createDeal(seller, createDealRequest.parse({ title: 'Renewal', ...customerId, ...input }));
    },
    move: (id, pipelineStage) => updateDeal(seller, { id, patch: updateDealRequest.parse({ pipelineStage }) }),
    async settle() {
      const before = seen;
      for (;;) {
        while ((await ports.outbox.sequence(1000)) > 0);
        const events = await ports.outbox.after(seen, 1000);
        await followEvents(ports, events, () => allPipelines(ports));
        await runDueAutomations(ports, new AbortController().signal);
        if (events.length === 0) return seen - before;
        seen = events.at(-1)!.sequence!;
      }
    },
    async runsOf(automationId) {
      const { items } = await ports.automationRuns.list({ ...listRunsQuery.parse({ limit: 200 }), automationId });
      return items;
    },
  };
}
