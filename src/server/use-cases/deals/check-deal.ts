import { invalid } from '../../../lib/domain/errors.ts';
import { fitsCurrency, fractionDigitsOf } from '../../../lib/domain/money.ts';
import type { DealRecord } from '../../records/index.ts';

/** Throws ProblemError `validation_failed` for a value finer than its currency, or a pipeline that is not there. */
export function checkDeal({ value, currency, pipelineId, pipelineStage }: DealRecord): void {
  if (value !== null && !fitsCurrency(value, currency)) {
    const digits = fractionDigitsOf(currency);
    throw invalid('value', `must have at most ${digits} digits after the point in ${currency}`);
  }
  if (pipelineId !== null) throw invalid('pipelineId', 'there is no such pipeline');
  if (pipelineStage !== null) throw invalid('pipelineStage', 'there is no such stage');
}
