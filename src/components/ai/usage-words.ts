import type { UsageOutcome, UsagePurpose } from '../../lib/contracts/ai-usage.ts';

export const outcomeWords: Record<UsageOutcome, { words: string; tone: string }> = {
  ok: { words: 'Answered', tone: 'ok' },
  invalid: { words: 'Not as asked', tone: 'warn' },
  timeout: { words: 'Too slow', tone: 'warn' },
  rate_limited: { words: 'Refused for now', tone: 'warn' },
  error: { words: 'Failed', tone: 'danger' },
  cancelled: { words: 'Cancelled', tone: '' },
};

/** What requests were for. */
export const purposeWords: Record<UsagePurpose, string> = { plan: 'Plan', insights: 'Insights', mail: 'Mail draft' };

/** US dollars: cents from a dollar on, finer below, since an answer costs a fraction of a cent. */
export function formatCost(dollars: number): string {
  if (dollars === 0) return '$0';
  if (dollars < 0.0001) return 'under $0.0001';
  return dollars < 1 ? `$${dollars.toFixed(4)}` : `$${thousands(dollars, 2)}`;
}

/** `12,431` */
export const thousands = (count: number, digits = 0): string =>
  count.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });

/** `0.8 s`, `12 s` */
export const formatLatency = (milliseconds: number): string =>
  `${(milliseconds / 1000).toFixed(milliseconds < 10_000 ? 1 : 0)} s`;
