import type { z } from 'zod';

const kinds: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};
const formats: Record<string, string> = {
  email: 'an email address such as dana@example.com',
  url: 'an address such as https://example.com',
  datetime: 'a date and time such as 2027-02-25T14:05:00Z',
  date: 'a day such as 2027-02-25',
};

const amount = (bound: number | bigint, one: string, many: string): string =>
  `${bound.toLocaleString('en')} ${Number(bound) === 1 ? one : many}`;

/** `at most 60 characters`, `at least 1 entry`, `at most 100`; undefined for what has no size one knows. */
function sizeOf(origin: string, side: 'most' | 'least', bound: number | bigint): string | undefined {
  if (origin === 'string') return `must have at ${side} ${amount(bound, 'character', 'characters')}`;
  if (origin === 'array' || origin === 'set') return `must have at ${side} ${amount(bound, 'entry', 'entries')}`;
  if (origin === 'number' || origin === 'int') return `must be at ${side} ${bound.toLocaleString('en')}`;
  return undefined;
}

/**
 * What is wrong where a contract has no words of its own, to follow the name of a field: `must have at most 60
 * characters`. Undefined leaves it to zod.
 */
export const faultWords: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case 'invalid_type': {
      if (issue.input === undefined) return 'must be given';
      const kind = kinds[issue.expected];
      return kind && `must be ${kind}`;
    }
    case 'too_big':
      return issue.inclusive === false ? undefined : sizeOf(issue.origin, 'most', issue.maximum);
    case 'too_small':
      return issue.inclusive === false ? undefined : sizeOf(issue.origin, 'least', issue.minimum);
    case 'invalid_value':
      return `must be ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.map(String).join(', ')}`;
    case 'invalid_format': {
      const format = formats[issue.format];
      return format && `must be ${format}`;
    }
    default:
      return undefined;
  }
};
