import type { Customer } from './customer.ts';

// By itself, so that browsers show names without loading the schemas.

/** The one line that names a customer everywhere: company, else the person, else the email. */
export const customerName = ({ contactInfo }: Pick<Customer, 'contactInfo'>): string => {
  const person = [contactInfo.name.first, contactInfo.name.last].filter(Boolean).join(' ');
  return [contactInfo.company, person, contactInfo.email].find(Boolean) ?? 'Unnamed customer';
};
