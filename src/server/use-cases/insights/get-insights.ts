import { customerName } from '../../../lib/contracts/customer-name.ts';
import type { Insights, InsightsRequest } from '../../../lib/contracts/insights.ts';
import { computeInsights } from '../../../lib/domain/insights/compute-insights.ts';
import { wordAction } from '../../../lib/domain/insights/word-action.ts';
import type { Context } from '../../ports/index.ts';
import type { CustomerRecord } from '../../records/index.ts';
import { findCustomer } from '../customers/find-customer.ts';
import { newestNotes } from '../customers/newest-notes.ts';
import { requirePermission } from '../shared/authorise.ts';
import { customerFacts } from './customer-facts.ts';
import { findWords } from './find-words.ts';

/**
 * How a customer stands: the risk of going cold, the next action and the stage it should be in. All figures and actions
 * are computed from what the caller may see; a model, where one may be asked, chooses among the actions and words it.
 * @throws ProblemError `forbidden`, `not_found` or `rate_limited`, or the signal's reason
 */
export async function getInsights(
  context: Context,
  { customerId, model, signal }: InsightsRequest & { customerId: string; signal: AbortSignal },
): Promise<Insights> {
  const { ports, actor } = context;
  requirePermission(actor, 'customers.read', 'read customers');
  const customer = await findCustomer(ports, customerId);
  const computed = computeInsights(await customerFacts(context, customer));
  const { risk, actions, stage, facts } = computed;
  const [first] = actions;
  if (!first) throw new Error('There is always something to do next');
  const { words, making } = await findWords(context, {
    wish: model,
    ask: ({ mayHaveNotes, ...asked }) => {
      const notes = mayHaveNotes ? newestNotes(customer) : [];
      return ports.ai.wordInsights({ ...asked, customer: customerWords(customer), facts, actions, notes }, { signal });
    },
    read: (answer) => wordAction(computed, answer),
    locally: () => first,
  });
  return {
    customerId,
    risk,
    nextAction: words,
    alternatives: actions.filter(({ id }) => id !== words.id),
    suggestedStage: stage,
    ...making,
  };
}

/** What of a customer a model is told besides facts and notes: no address, no number, nobody's name but the customer's. */
export const customerWords = (customer: CustomerRecord) => ({
  company: customerName(customer),
  industry: customer.contactInfo.industry,
  status: customer.status,
});
