import { invalid } from '../../../lib/domain/errors.ts';
import { fitsCurrency, fractionDigitsOf } from '../../../lib/domain/money.ts';
import type { DealRecord } from '../../records/index.ts';

/** Throws ProblemError `validation_failed` for a value finer than its currency. */
export function checkDeal({ value, currency }: DealRecord): void {
  if (value === null || fitsCurrency(value, currency)) return;
  const digits = fractionDigitsOf(currency);
  throw invalid('value', `must have at most ${digits} digits after the point in ${currency}`);
}
