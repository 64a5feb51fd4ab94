import { isDeepStrictEqual } from 'node:util';
import type { Operation } from '../../lib/contracts/operations/index.ts';

/** JSON as the caller will read it. */
const asSent = (body: unknown): unknown => (body === undefined ? undefined : JSON.parse(JSON.stringify(body)));

/**
 * Holds an answer against its operation: the status is declared, the body fits the schema, and holds nothing besides.
 * For tests: throws an Error that says what differs.
 */
export function checkAnswer(operation: Operation, status: number, body: unknown): void {
  const declared = operation.answers[status];
  if (!declared) throw new Error(`${operation.id} answered ${status}, which it does not declare`);
  const sent = asSent(body);
  if (!declared.schema) {
    if (sent !== undefined) throw new Error(`${operation.id} answered ${status} with a body it does not declare`);
    return;
  }
  const parsed = declared.schema.safeParse(sent);
  if (!parsed.success) {
    throw new Error(`${operation.id} answered ${status} against its contract: ${parsed.error.message}`);
  }
  if (!isDeepStrictEqual(asSent(parsed.data), sent)) {
    throw new Error(`${operation.id} answered ${status} with fields its contract does not know`);
  }
}
