import { z } from 'zod';
import { merged, nested } from '../../lib/client/dotted-paths.ts';
import type { CustomField } from '../../lib/contracts/custom-field.ts';
import { createCustomerRequest, updateCustomerRequest } from '../../lib/contracts/customer.ts';
import { asAddress } from '../../lib/domain/as-address.ts';
import { insightIntents } from '../insights/insight-form.ts';
import { interactionIntents } from '../interactions/interaction-form.ts';
import { valuesOfForm } from './custom-field-form.ts';
import { addressFields, asTags, contactFields } from './customer-fields.ts';

const textPaths = [...contactFields, ...addressFields].map(({ path }) => path);

const valueOf = (path: string, text: string): string | null => {
  const value = text.trim();
  return (path === 'contactInfo.website' ? asAddress(value) : value) || null;
};

/** A form of dotted names as a browser posts it, in the contract's shape. Only what was sent is in it. */
function inShape(typed: Typed, customFields: object = {}): object {
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
    ...(Object.keys(customFields).length > 0 && { customFields }),
  };
}

type Typed = Record<string, string>;
const typed = z.record(z.string(), z.string());

/** The same with the values of custom fields; what cannot be read is an issue at the field's path. */
const withFields = (fields: readonly CustomField[]) =>
  typed.transform((form, context) => {
    const { values, faults } = valuesOfForm(fields, form);
    for (const { path, message } of faults) {
      context.addIssue({ code: 'custom', path: path.split('.'), message, input: form[path] });
    }
    return inShape(form, values);
  });

/** The form of a new customer. */
export const newCustomerForm = (fields: readonly CustomField[] = []) => withFields(fields).pipe(createCustomerRequest);

/** The form of a customer's page: everything on it, or a part. */
export const customerForm = (fields: readonly CustomField[] = []) => withFields(fields).pipe(updateCustomerRequest);

/** One line for a customer: an email, else a company's name. */
export const quickCustomerForm = z
  .object({ 'contactInfo.company': z.string().default(''), 'contactInfo.email': z.string().default('') })
  .transform((form) => inShape(form))
  .pipe(createCustomerRequest);

export const customerIntents = [
  'save',
  'note',
  'add-tag',
  'remove-tag',
  'delete',
  'restore',
  ...interactionIntents,
  ...insightIntents,
] as const;
/** What the customer's page was asked to do; the rest of the form depends on it. */
export const customerIntent = z.looseObject({ intent: z.enum(customerIntents) });
