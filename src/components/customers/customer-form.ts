import { z } from 'zod';
import { merged, nested } from '../../lib/client/dotted-paths.ts';
import { createCustomerRequest, updateCustomerRequest } from '../../lib/contracts/customer.ts';
import { asAddress } from '../../lib/domain/as-address.ts';
import { addressFields, asTags, contactFields } from './customer-fields.ts';

const textPaths = [...contactFields, ...addressFields].map(({ path }) => path);

const valueOf = (path: string, text: string): string | null => {
  const value = text.trim();
  return (path === 'contactInfo.website' ? asAddress(value) : value) || null;
};

/** A form of dotted names as a browser posts it, in the contract's shape. Only what was sent is in it. */
function inShape(typed: Record<string, string>): object {
  const texts = textPaths.flatMap((path) =>
    typed[path] === undefined ? [] : [nested(path, valueOf(path, typed[path]))],
  );
  const { status, source, assignedTo, tags } = typed;
  return {
    ...texts.reduce((whole, part) => merged(whole, part), {}),
    ...(status !== undefined && { status }),
    ...(source !== undefined && { source }),
    ...(assignedTo !== undefined && { assignedTo: assignedTo || null }),
    ...(tags !== undefined && { tags: asTags(tags) }),
  };
}

const typed = z.record(z.string(), z.string());

/** The form of a new customer. */
export const newCustomerForm = typed.transform(inShape).pipe(createCustomerRequest);

/** The form of a customer's page: everything on it, or a part. */
export const customerForm = typed.transform(inShape).pipe(updateCustomerRequest);

/** One line for a customer: an email, else a company's name. */
export const quickCustomerForm = z
  .object({ 'contactInfo.company': z.string().default(''), 'contactInfo.email': z.string().default('') })
  .transform(inShape)
  .pipe(createCustomerRequest);

export const customerIntents = [
  'save',
  'note',
  'add-tag',
  'remove-tag',
  'delete',
  'restore',
  'log',
  'edit-log',
  'delete-log',
] as const;
/** What the customer's page was asked to do; the rest of the form depends on it. */
export const customerIntent = z.looseObject({ intent: z.enum(customerIntents) });
