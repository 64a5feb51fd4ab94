import type { Customer } from '../../lib/contracts/customer.ts';
import { customerName } from '../../lib/contracts/customer-name.ts';
import { customerStatusWords } from '../ui/words.ts';

/** What tells a customer from one of the same name, in a line; without what already names it. */
export const aboutCustomer = (customer: Customer): string => {
  const { name, email, phone } = customer.contactInfo;
  const person = [name.first, name.last].filter(Boolean).join(' ');
  return [person, email, phone, customer.address.city, customerStatusWords[customer.status]]
    .filter((part): part is string => Boolean(part) && part !== customerName(customer))
    .join(', ');
};
