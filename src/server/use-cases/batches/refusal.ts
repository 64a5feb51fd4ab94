import type { BulkRefusal } from '../../../lib/contracts/bulk.ts';
import { ProblemError } from '../../../lib/domain/errors.ts';

/** How a record refused its change. Throws what is no refusal: a fault, or a database that is away. */
export function refusalOf(id: string, error: unknown): BulkRefusal {
  if (!(error instanceof ProblemError) || error.code === 'unavailable') throw error;
  return { id, status: error.status, error: { code: error.code, detail: error.message } };
}
