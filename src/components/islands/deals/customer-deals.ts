import { html, nothing, type ReactiveControllerHost } from 'lit';
import { ListController } from '../../../lib/client/list-controller.ts';
import * as socket from '../../../lib/client/socket.ts';
import { TotalsController } from '../../../lib/client/totals-controller.ts';
import type { Page } from '../../../lib/contracts/common.ts';
import type { Deal, DealTotals } from '../../../lib/contracts/deal.ts';
import { plural } from '../../ui/words.ts';
import { dealRow } from './deal-row.ts';
import { totalsLine } from './totals-line.ts';

/** So many deals show on their customer's page, the last changed first. */
export const shownDeals = 5;

/** A customer's deals on the customer's page: the last changed, and what the open ones are worth; live. */
export class CustomerDeals {
  readonly #customerId: () => string;
  readonly #list: ListController<Deal>;
  readonly #open: TotalsController;

  constructor(host: ReactiveControllerHost, customerId: () => string) {
    this.#customerId = customerId;
    const query = `limit=${shownDeals}&sort=-updatedAt&customerId=`;
    this.#list = new ListController<Deal>(host, () => ({ path: '/deals', query: query + customerId() }));
    this.#open = new TotalsController(host, () => `status=open&customerId=${customerId()}`);
  }

  /** How many there are in all. */
  get total(): number {
    return this.#list.total;
  }

  show(deals: Page<Deal>, open: DealTotals): void {
    this.#list.show(deals);
    this.#open.show(open);
  }

  refresh(): void {
    void this.#list.reload();
    this.#open.refresh();
  }

  follow(): () => void {
    return socket.on('deal_update', ({ deal }) => {
      if (deal.customerId === this.#customerId()) this.refresh();
    });
  }

  section(now: string) {
    const id = this.#customerId();
    const { items, total } = this.#list;
    return html`<section aria-labelledby="deals-title" class="mb-8">
      <div class="flex items-start gap-3">
        <h2 id="deals-title" class="under-title flex-1">Deals</h2>
        <a class="btn small" href="/app/deals/new?customerId=${id}">New deal</a>
      </div>
      ${totalsLine(this.#open.totals, 'open deal')}
      ${
        items.length === 0
          ? html`<p class="border-t border-line py-4 text-muted">No deals with this customer yet.</p>`
          : html`<ul class="border-t border-line">
              ${items.map((deal) => dealRow(deal, now))}
            </ul>`
      }
      ${
        total > items.length
          ? html`<a class="btn mt-3" href="/app/deals?customerId=${id}">All ${plural(total, 'deal')}</a>`
          : nothing
      }
    </section>`;
  }
}
