import type { z } from 'zod';
import type { FieldError } from '../../lib/contracts/errors.ts';
import { ProblemError } from '../../lib/domain/errors.ts';
import { faultWords } from './fault-words.ts';

const mostErrors = 50;
/** RFC 7240's wait, in seconds. */
const longestWait = 30;

/** Zod's issues as the contract's errors; keys nobody knows are named one by one. */
export function fieldErrors(issues: readonly z.core.$ZodIssue[]): FieldError[] {
  const errors = issues.flatMap((issue): FieldError[] => {
    const path = issue.path.map(String);
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({ path: [...path, key].join('.'), message: 'is not known here' }));
    }
    return [{ path: path.join('.'), message: issue.message }];
  });
  return errors.slice(0, mostErrors);
}

const refused = (errors: FieldError[]): ProblemError => {
  const [first] = errors;
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
  return new ProblemError(
    'validation_failed',
    first ? `${first.path || 'body'}: ${first.message}${more}` : 'Some values are not usable.',
    { errors },
  );
};

/** Parses with a contract. Throws ProblemError `validation_failed` that names every field at fault. */
export function parseWith<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value, { error: faultWords });
  if (parsed.success) return parsed.data;
  throw refused(fieldErrors(parsed.error.issues));
}

/** The query as an object of strings. Throws `validation_failed` for a name given twice. */
export function queryValues(query: URLSearchParams): Record<string, string> {
  const twice = [...new Set(query.keys())].filter((name) => query.getAll(name).length > 1);
  if (twice.length > 0) throw refused(twice.map((path) => ({ path, message: 'is given more than once' })));
  return Object.fromEntries(query);
}

/** The version of `If-Match: "<version>"`; undefined without one and for `*`. Throws `validation_failed` for others. */
export function ifMatchVersion(headers: Headers): number | undefined {
  const value = headers.get('if-match')?.trim();
  if (value === undefined || value === '*') return undefined;
  const version = /^(?:W\/)?"?([1-9]\d{0,14})"?$/.exec(value)?.[1];
  if (version) return Number(version);
  throw refused([{ path: 'If-Match', message: 'must be the version you read, in quotes, such as "3"' }]);
}

/** Seconds of `Prefer: wait=N`, at most 30; undefined when nothing usable is asked (a preference is no demand). */
export function preferredWait(headers: Headers): number | undefined {
  const wait = /(?:^|[,;])\s*wait\s*=\s*"?(\d{1,6})"?\s*(?:$|[,;])/i.exec(headers.get('prefer') ?? '')?.[1];
  return wait === undefined ? undefined : Math.min(Number(wait), longestWait);
}

/** The value of Idempotency-Key, if any. Throws `validation_failed` when it is no usable one. */
export function idempotencyKey(headers: Headers): string | undefined {
  const value = headers.get('idempotency-key');
  if (value === null || /^[\x21-\x7e]{1,255}$/.test(value)) return value ?? undefined;
  throw refused([{ path: 'Idempotency-Key', message: 'must have 1 to 255 visible ASCII characters' }]);
}
