import type { CustomFieldValue } from '../../../lib/contracts/custom-field.ts';
import { invalid } from '../../../lib/domain/errors.ts';
import type { CustomerRecord } from '../../records/index.ts';

const mostCustomFields = 100;
const mostTags = 50;

/** Texts left blank in a form are nothing rather than something empty; at any depth, other values as they are. */
export function withoutBlanks<Value>(value: Value): Value {
  if (value === '') return null as Value;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, withoutBlanks<unknown>(part)])) as Value;
}

/** Null takes a custom field away (RFC 7396). */
export const withoutNulls = (fields: CustomerRecord['customFields']): Record<string, CustomFieldValue> =>
  Object.fromEntries(Object.entries(fields).flatMap(([name, value]) => (value === null ? [] : [[name, value]])));

/** Throws ProblemError `validation_failed` for a customer nobody could recognise, or with too many tags or own fields. */
export function checkCustomer({ contactInfo, customFields, tags }: CustomerRecord): void {
  const { email, company, name } = contactInfo;
  if (!(email ?? company ?? name.first ?? name.last)) {
    throw invalid('contactInfo', 'give at least a name, a company or an email');
  }
  if (tags.length > mostTags) throw invalid('tags', `must be at most ${mostTags}`);
  if (Object.keys(customFields).length > mostCustomFields) {
    throw invalid('customFields', `must have at most ${mostCustomFields} fields`);
  }
}
