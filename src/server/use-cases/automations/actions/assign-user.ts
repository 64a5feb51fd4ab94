import { updateCustomer } from '../../customers/update-customer.ts';
import { updateDeal } from '../../deals/update-deal.ts';
import { alongside } from '../alongside.ts';
import { impossible, type PlanAction } from './planned.ts';
import { chosenMember, memberName } from './whom.ts';

/** Gives the deal, or its customer, to a member. */
export const assignUserAction: PlanAction = async ({ ports, deal }, action) => {
  const target = action.config.target ?? 'deal';
  const load = (ids: readonly string[]) =>
    (target === 'deal' ? ports.all.deals : ports.all.customers).assignedCounts(ids);
  const chosen = await chosenMember(ports, action, load);
  if (!chosen) throw impossible('It says neither a member nor a role.');
  const patch = { assignedTo: chosen.member.id };
  return {
    said: `Assign the ${target} to ${memberName(chosen.member)}`,
    perform(context) {
      const inside = alongside(context, chosen.write);
      return target === 'deal'
        ? updateDeal(inside, { id: deal.id, patch })
        : updateCustomer(inside, { id: deal.customerId, patch });
    },
  };
};
