import { html, nothing } from 'lit';
import { formatMoney } from '../../../lib/client/money.ts';
import type { DealTotals } from '../../../lib/contracts/deal.ts';
import { plural } from '../../ui/words.ts';

const sum = (totals: DealTotals, of: 'count' | 'withoutValue') => totals.reduce((whole, total) => whole + total[of], 0);

/**
 * What deals are worth in all, each currency by itself, and how many of them say nothing about it; how many there are
 * where `what` names them.
 */
export const totalsLine = (totals: DealTotals, what?: string) => {
  const count = sum(totals, 'count');
  if (count === 0) return nothing;
  const unknown = sum(totals, 'withoutValue');
  const valued = totals.filter((total) => total.count > total.withoutValue);
  return html`<p class="mb-3 flex flex-wrap items-baseline gap-x-3 gap-y-1 text-muted" data-totals>
    <span class="num">${what === undefined ? 'In all' : plural(count, what)}</span>
    ${valued.map(({ currency, value }) => html`<b class="num text-ink font-[560]">${formatMoney(value, currency)}</b>`)}
    ${unknown > 0 ? html`<span class="num">${unknown} without a value</span>` : nothing}
  </p>`;
};
