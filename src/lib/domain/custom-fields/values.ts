import type { CustomField, CustomFieldValue } from '../../contracts/custom-field.ts';

/** As much of a field as its values depend on. */
export type FieldKind = Pick<CustomField, 'type' | 'options'>;

/** A value as its field keeps it: texts trimmed, choices each once; null for what is blank. */
export function normalValue(value: CustomFieldValue | null): CustomFieldValue | null {
  if (typeof value === 'string') return value.trim() || null;
  if (!Array.isArray(value)) return value;
  const choices = [...new Set(value.map((each) => each.trim()).filter(Boolean))];
  return choices.length > 0 ? choices : null;
}

/**
 * What is wrong with a value, as it follows the field's name; null when nothing is. Choices a customer has already
 * (`before`) may stay though they are offered no more.
 */
export function faultOfValue(
  { type, options }: FieldKind,
  value: CustomFieldValue,
  before: CustomFieldValue | null = null,
): string | null {
  switch (type) {
    case 'text':
      return typeof value === 'string' ? null : 'must be a text';
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) ? null : 'must be a number';
    case 'checkbox':
      return typeof value === 'boolean' ? null : 'must be true or false';
    case 'date':
      return typeof value === 'string' && isDay(value) ? null : 'must be a date such as 2026-12-31';
    case 'url':
      return typeof value === 'string' && isAddress(value) ? null : 'must be an address such as https://example.com';
    case 'select':
      return typeof value === 'string' && [...options, before].includes(value) ? null : oneOf(options);
    case 'multi-select': {
      const kept = Array.isArray(before) ? before : [];
      const known = new Set([...options, ...kept]);
      return Array.isArray(value) && value.every((each) => known.has(each))
        ? null
        : `must be a list: ${oneOf(options)}`;
    }
  }
}

const oneOf = (options: readonly string[]): string =>
  options.length > 0 ? `must be one of ${options.join(', ')}` : 'has no options to choose from';

/** A day of the calendar, as ISO 8601 writes it. */
function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

const longestAddress = 500;
const isAddress = (text: string): boolean =>
  text.length <= longestAddress && /^https?:\/\/[^\s]+$/i.test(text) && URL.canParse(text);

/** A value as people read and type it; empty for none. */
export function wordsOfValue(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.join('; ');
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
