import type { CustomField } from '../../../lib/contracts/custom-field.ts';
import type { Customer } from '../../../lib/contracts/customer.ts';
import type { Member } from '../../../lib/contracts/user.ts';
import type { EditView } from '../../ui/edit-view.ts';

/** What the parts of a customer's page are drawn from. */
export interface CustomerView extends EditView<Customer> {
  members: readonly Member[];
  /** Those archived too. */
  fields: readonly CustomField[];
  zone: string;
  /** ISO 8601: the same on server and browser until the page lives. */
  now: string;
}
