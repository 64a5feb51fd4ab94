import type { PropertyValues } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { ListController } from '../../../lib/client/list-controller.ts';
import { LiveController } from '../../../lib/client/live-controller.ts';
import * as socket from '../../../lib/client/socket.ts';
import type { SearchedPage } from '../../../lib/contracts/common.ts';
import type { Customer } from '../../../lib/contracts/customer.ts';
import { LightElement, island } from '../../light-element.ts';
import { recordList } from '../../ui/record-list.ts';
import { customerRow } from './customer-row.ts';

/** Customers by the page's filters, live. */
@customElement('customer-list')
export class CustomerList extends LightElement {
  @property({ attribute: false }) served: SearchedPage<Customer> = {
    items: [],
    total: 0,
    nextCursor: null,
    corrections: [],
  };
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
    return recordList(this.#list, {
      one: 'customer',
      many: 'customers',
      page: '/app/customers',
      query: this.query,
      emptyTitle: this.emptyTitle,
      emptyText: this.emptyText,
      row: customerRow,
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'customer-list': CustomerList;
  }
}
export const CustomerListIsland = island(CustomerList);
