import { html, nothing } from 'lit';
import { daysBetween } from '../../../lib/client/format.ts';
import { formatMoney } from '../../../lib/client/money.ts';
import type { PipelineStage } from '../../../lib/contracts/pipeline.ts';
import type { DealCard } from '../../../lib/domain/pipelines/deal-card.ts';
import { avatar } from '../../ui/avatar.ts';
import { dealStatusWords, plural } from '../../ui/words.ts';
import { closeWords } from '../deals/deal-row.ts';
import { stageMenu } from './stage-menu.ts';

interface CardOptions {
  stages: readonly PipelineStage[];
  zone: string;
  now: string;
  lifted: boolean;
  move: (stage: string) => void;
}

const standing = ({ status }: DealCard) =>
  status === 'open'
    ? nothing
    : html`<span class="chip ${status === 'won' ? 'ok' : ''}">${dealStatusWords[status]}</span>`;

const inStage = ({ stageSince }: DealCard, { zone, now }: CardOptions) => {
  if (stageSince === null) return nothing;
  const days = daysBetween(stageSince, now, zone);
  return html`<span class="num">${days > 0 ? `${plural(days, 'day')} in stage` : 'here since today'}</span>`;
};

/** A deal on its pipeline's board: what it is, with whom, what it is worth, how long it stands, and where it can go. */
export const dealCard = (deal: DealCard, options: CardOptions) =>
  html`<li class="card" data-movable=${deal.id} ?data-lifted=${options.lifted}>
    <div class="card-line">
      <a href="/app/deals/${deal.id}" class="card-title" draggable="false" data-handle aria-describedby="board-keys">
        ${deal.title}
      </a>
      ${deal.value === null ? nothing : html`<span class="num card-value">${formatMoney(deal.value, deal.currency)}</span>`}
    </div>
    ${deal.customer && deal.customer.name !== deal.title ? html`<p class="card-parent">${deal.customer.name}</p>` : nothing}
    <p class="card-facts">
      ${standing(deal)} ${deal.status === 'open' ? closeWords(deal, options.now) : nothing} ${inStage(deal, options)}
    </p>
    <div class="card-foot">${stageMenu(deal, options)} ${avatar(deal.assignee?.name ?? null)}</div>
  </li>`;
