import { customerName } from '../../../../lib/contracts/customer-name.ts';
import { updateCustomer } from '../../customers/update-customer.ts';
import { impossible, type PlanAction } from './planned.ts';

/** Tags the customer. */
export const addTagAction: PlanAction = ({ customer }, { config: { tag } }) => {
  if (!tag) return Promise.reject(impossible('It says no tag.'));
  return Promise.resolve({
    said: `Tag ${customerName(customer)} with “${tag}”`,
    perform: (context) => updateCustomer(context, { id: customer.id, patch: { addTags: [tag] } }),
  });
};
