import { html, nothing } from 'lit';
import { formatDay } from '../../../lib/client/format.ts';
import { formatMoney } from '../../../lib/client/money.ts';
import type { Deal, DealStatus } from '../../../lib/contracts/deal.ts';
import { avatar } from '../../ui/avatar.ts';
import { dealStatusWords } from '../../ui/words.ts';

const tones: Record<DealStatus, string> = { open: 'info', won: 'ok', lost: '' };

export const dealStatusChip = (status: DealStatus) =>
  html`<span class="chip ${tones[status]}">${dealStatusWords[status]}</span>`;

/** When an open deal should close, when a closed one did; a day that has passed stands out. */
export const closeWords = (
  { status, closedAt, expectedCloseDate }: Pick<Deal, 'status' | 'expectedCloseDate'> & Partial<Pick<Deal, 'closedAt'>>,
  now: string,
) => {
  if (status !== 'open' && closedAt) return html`<span>closed ${formatDay(closedAt, 'UTC', now)}</span>`;
  if (!expectedCloseDate) return nothing;
  const day = formatDay(expectedCloseDate, 'UTC', now);
  return expectedCloseDate.slice(0, 10) < now.slice(0, 10)
    ? html`<span class="chip warn">Was to close ${day}</span>`
    : html`<span>closes ${day}</span>`;
};

/** A deal among those of its customer: what it is, how it stands, what it is worth. */
export const dealRow = (deal: Deal, now: string) =>
  html`<li class="task-row">
    <div class="task-main">
      <a href="/app/deals/${deal.id}" class="task-link">${deal.title}</a>
      <p class="task-facts">
        ${dealStatusChip(deal.status)} ${closeWords(deal, now)}
        ${deal.lostReason ? html`<span class="min-w-0 truncate">${deal.lostReason}</span>` : nothing}
      </p>
    </div>
    <div class="task-right">
      ${
        deal.value === null
          ? html`<span class="text-muted">No value</span>`
          : html`<b class="num font-[560]">${formatMoney(deal.value, deal.currency)}</b>`
      }
      ${avatar(deal.assignee?.name ?? null)}
    </div>
  </li>`;
