import type { PlanNotice } from '../../../lib/contracts/plan-notice.ts';
import { may } from '../../../lib/domain/actor.ts';
import { effectiveAiSettings } from '../../../lib/domain/ai-settings.ts';
import type { Context } from '../../ports/index.ts';

/** Says beforehand who would make a plan, and what of the records would be sent for it. */
export async function planNotice({ ports, actor }: Context): Promise<PlanNotice> {
  const { models, context } = effectiveAiSettings(ports.policy.aiDefaults, await ports.aiSettings.find());
  const seesCustomers = may(actor, 'customers.read') && context.customer;
  return {
    models: ports.ai.available ? models : null,
    sends: { customer: seesCustomers, notes: seesCustomers && context.notes, similarTasks: context.similarTasks },
  };
}
