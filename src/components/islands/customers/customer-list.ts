import { html, nothing, type PropertyValues } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { ListController } from '../../../lib/client/list-controller.ts';
import { LiveController } from '../../../lib/client/live-controller.ts';
import * as socket from '../../../lib/client/socket.ts';
import type { Page } from '../../../lib/contracts/common.ts';
import type { Customer } from '../../../lib/contracts/customer.ts';
import { LightElement, island } from '../../light-element.ts';
import { emptyState, failure } from '../../ui/states.ts';
import { customerRow } from './customer-row.ts';

/** Customers by the page's filters, live. */
@customElement('customer-list')
export class CustomerList extends LightElement {
  @property({ attribute: false }) served: Page<Customer> = { items: [], total: 0, nextCursor: null };
  /** The list's query without a cursor; empty for all. */
  @property() query = '';
  @property() emptyTitle = 'No customers yet';
  @property() emptyText = 'Add the first one above: a company or an email is enough.';
  readonly #list = new ListController<Customer>(this, () => ({ path: '/customers', query: this.query }));

  constructor() {
    super();
    new LiveController(this, () => [
      socket.follow({ kind: 'customers' }),
      socket.on('customer_update', ({ type, customer }) => this.#list.take(type, customer)),
      socket.onResync(() => void this.#list.reload()),
    ]);
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('served')) this.#list.show(this.served);
  }

  protected override render() {
    const { items, waiting, fault, loading } = this.#list;
    return html`
      <p class="sr-only" role="status">${loading ? 'Loading' : ''}</p>
      ${
        waiting > 0
          ? html`<button type="button" class="btn mb-3" @click=${() => void this.#list.reload()}>
              Show ${waiting === 1 ? '1 new customer' : `${waiting} new customers`}
            </button>`
          : nothing
      }
      ${
        items.length === 0
          ? emptyState(this.emptyTitle, this.emptyText)
          : html`<ul class="border-t border-line">
              ${repeat(
                items,
                ({ id }) => id,
                (customer) => customerRow(customer),
              )}
            </ul>`
      }
      ${fault ? failure(fault, () => void this.#list.reload()) : nothing} ${this.#foot()}
    `;
  }

  #foot() {
    const { items, total, nextCursor, loading } = this.#list;
    if (items.length === 0) return nothing;
    return html`<div class="mt-4 flex items-center gap-3 text-muted">
      <span class="num">${items.length} of ${total}</span>
      ${
        nextCursor
          ? html`<a
              class="btn"
              href=${this.#nextPage(nextCursor)}
              aria-disabled=${loading ? 'true' : 'false'}
              @click=${this.#more}
            >
              ${loading ? 'Loading…' : 'Show more'}
            </a>`
          : nothing
      }
    </div>`;
  }

  /** Where the link leads without JavaScript. */
  #nextPage(cursor: string): string {
    const query = new URLSearchParams(this.query);
    query.set('cursor', cursor);
    return `/app/customers?${query}`;
  }

  readonly #more = (event: Event) => {
    event.preventDefault();
    void this.#list.more();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'customer-list': CustomerList;
  }
}
export const CustomerListIsland = island(CustomerList);
