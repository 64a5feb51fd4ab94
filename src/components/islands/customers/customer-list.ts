import type { PropertyValues } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { BulkController } from '../../../lib/client/bulk-controller.ts';
import { ListController } from '../../../lib/client/list-controller.ts';
import { LiveController } from '../../../lib/client/live-controller.ts';
import * as socket from '../../../lib/client/socket.ts';
import type { SearchedPage } from '../../../lib/contracts/common.ts';
import type { CustomField } from '../../../lib/contracts/custom-field.ts';
import type { Customer } from '../../../lib/contracts/customer.ts';
import { customerName } from '../../../lib/contracts/customer-name.ts';
import type { Member } from '../../../lib/contracts/user.ts';
import type { Density } from '../../../lib/contracts/view.ts';
import { standardColumns } from '../../../lib/domain/views/standard.ts';
import { customerChange } from '../../bulk/bulk-form.ts';
import { bulkCustomFields } from '../../customers/bulk-fields.ts';
import { LightElement, island } from '../../light-element.ts';
import { choicesOf } from '../../ui/field.ts';
import { bulkOwners } from '../../ui/owner-choices.ts';
import { recordList, type EmptyLink } from '../../ui/record-list.ts';
import { customerStatusWords } from '../../ui/words.ts';
import { customerCell, customerColumns } from './customer-columns.ts';

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
  /** What the list's address says, without a cursor: filters, and how the list is looked at. */
  @property() here = '';
  @property({ attribute: false }) columns: readonly string[] = standardColumns.customers;
  @property() density: Density = 'comfortable';
  /** For the owners to choose from. */
  @property({ attribute: false }) members: readonly Member[] = [];
  /** Those that are shown and asked for. */
  @property({ attribute: false }) fields: readonly CustomField[] = [];
  @property() zone = 'UTC';
  @property() now = '';
  @property() emptyTitle = 'No customers yet';
  @property() emptyText = 'Add the first one above: a company or an email is enough.';
  @property({ attribute: false }) emptyLink: EmptyLink | null = null;
  readonly #list = new ListController<Customer>(this, () => ({ path: '/customers', query: this.query }));
  readonly #bulk = new BulkController(this, {
    list: this.#list,
    address: () => ({ path: '/customers', query: this.query }),
    one: 'customer',
    many: 'customers',
  });

  constructor() {
    super();
    new LiveController(this, () => [
      socket.follow({ kind: 'customers' }),
      socket.on('customer_update', ({ type, customer, changed }) => this.#list.take(type, customer, changed)),
      socket.on('customers_imported', ({ created }) => this.#list.arrive(created)),
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
      query: this.here || this.query,
      emptyTitle: this.emptyTitle,
      emptyText: this.emptyText,
      emptyLink: this.emptyLink,
      zone: this.zone,
      now: this.now,
      table: {
        name: (customer) => customerCell(customer, this.columns, this.density === 'compact'),
        columns: customerColumns(this.columns, this),
        density: this.density,
      },
      together: {
        nameOf: customerName,
        bulk: this.#bulk,
        fields: [
          { name: 'assignedTo', label: 'Owner', choices: bulkOwners(this.members) },
          { name: 'status', label: 'Status', choices: choicesOf(customerStatusWords) },
          { name: 'addTag', label: 'Add tag' },
          { name: 'removeTag', label: 'Remove tag' },
        ],
        more: { label: 'Custom fields', fields: bulkCustomFields(this.fields) },
        changeOf: (values) => customerChange(values, this.fields),
      },
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'customer-list': CustomerList;
  }
}
export const CustomerListIsland = island(CustomerList);
