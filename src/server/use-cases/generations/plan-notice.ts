import type { PlanNotice } from '../../../lib/contracts/plan-notice.ts';
import { may } from '../../../lib/domain/actor.ts';
import type { Context } from '../../ports/index.ts';
import { heldAiSettings } from '../ai/held-settings.ts';

/** Says beforehand who would make a plan, and what of the records would be sent for it. */
export async function planNotice({ ports, actor }: Context): Promise<PlanNotice> {
  const { models, context } = await heldAiSettings(ports);
  const seesCustomers = may(actor, 'customers.read') && context.customer;
  return {
    models: ports.ai.available ? models : null,
    sends: { customer: seesCustomers, notes: seesCustomers && context.notes, similarTasks: context.similarTasks },
  };
}
