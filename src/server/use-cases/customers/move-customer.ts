import type { Customer, MoveCustomerRequest } from '../../../lib/contracts/customer.ts';
import { ProblemError } from '../../../lib/domain/errors.ts';
import type { Context } from '../../ports/index.ts';
import { updateCustomer } from './update-customer.ts';

/**
 * Moves a customer to a stage: see `updateCustomer`, of which this is a part with a name of its own.
 * @throws ProblemError `forbidden`, `not_found`, or `validation_failed` at `stageId` or `pipelineId`
 */
export async function moveCustomer(
  context: Context,
  { id, stageId, pipelineId }: MoveCustomerRequest & { id: string },
): Promise<Customer> {
  try {
    return await updateCustomer(context, { id, patch: { pipelineStage: stageId, pipelineId } });
  } catch (error) {
    throw inTermsOf(error);
  }
}

/** The field has another name in this request. */
function inTermsOf(error: unknown): unknown {
  if (!(error instanceof ProblemError) || !error.options.errors) return error;
  const errors = error.options.errors.map((fault) =>
    fault.path === 'pipelineStage' ? { ...fault, path: 'stageId' } : fault,
  );
  const detail = error.message.replace(/^pipelineStage:/, 'stageId:');
  return new ProblemError(error.code, detail, { ...error.options, errors });
}
