import { html, type PropertyValues } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { BulkController } from '../../../lib/client/bulk-controller.ts';
import { ListController } from '../../../lib/client/list-controller.ts';
import { LiveController } from '../../../lib/client/live-controller.ts';
import * as socket from '../../../lib/client/socket.ts';
import { TotalsController } from '../../../lib/client/totals-controller.ts';
import type { SearchedPage } from '../../../lib/contracts/common.ts';
import type { Deal, DealTotals } from '../../../lib/contracts/deal.ts';
import type { Member } from '../../../lib/contracts/user.ts';
import type { Density } from '../../../lib/contracts/view.ts';
import { standardColumns } from '../../../lib/domain/views/standard.ts';
import { dealChange } from '../../bulk/bulk-form.ts';
import { LightElement, island } from '../../light-element.ts';
import { choicesOf } from '../../ui/field.ts';
import { bulkOwners } from '../../ui/owner-choices.ts';
import { recordList, type EmptyLink } from '../../ui/record-list.ts';
import { dealStatusWords } from '../../ui/words.ts';
import { dealCell, dealColumns } from './deal-columns.ts';
import { totalsLine } from './totals-line.ts';

/** Deals by the page's filters, and what they are worth, live. */
@customElement('deal-list')
export class DealList extends LightElement {
  @property({ attribute: false }) served: SearchedPage<Deal> = {
    items: [],
    total: 0,
    nextCursor: null,
    corrections: [],
  };
  @property({ attribute: false }) totals: DealTotals = [];
  /** The list's query without a cursor; empty for all. */
  @property() query = '';
  /** What the list's address says, without a cursor: filters, and how the list is looked at. */
  @property() here = '';
  @property({ attribute: false }) columns: readonly string[] = standardColumns.deals;
  @property() density: Density = 'comfortable';
  /** For the owners to choose from. */
  @property({ attribute: false }) members: readonly Member[] = [];
  /** Stages to move deals to, with their pipelines. */
  @property({ attribute: false }) stages: readonly { value: string; label: string }[] = [];
  @property() zone = 'UTC';
  @property() now = '';
  @property() emptyTitle = 'No deals yet';
  @property() emptyText = 'Add the first one: a customer and a title are enough.';
  @property({ attribute: false }) emptyLink: EmptyLink | null = null;
  readonly #list = new ListController<Deal>(this, () => ({ path: '/deals', query: this.query }));
  readonly #bulk = new BulkController(this, {
    list: this.#list,
    address: () => ({ path: '/deals', query: this.query }),
    one: 'deal',
    many: 'deals',
  });
  readonly #totals = new TotalsController(this, () => this.#filters());

  constructor() {
    super();
    new LiveController(this, () => [
      socket.follow({ kind: 'deals' }),
      socket.on('deal_update', ({ type, deal, changed }) => {
        this.#list.take(type, deal, changed);
        this.#totals.refresh();
      }),
      socket.onResync(() => {
        void this.#list.reload();
        this.#totals.refresh();
      }),
    ]);
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('served')) this.#list.show(this.served);
    if (changed.has('totals')) this.#totals.show(this.totals);
  }

  protected override render() {
    return html`${totalsLine(this.#totals.totals)}
    ${recordList(this.#list, {
      one: 'deal',
      many: 'deals',
      page: '/app/deals',
      query: this.here || this.query,
      emptyTitle: this.emptyTitle,
      emptyText: this.emptyText,
      emptyLink: this.emptyLink,
      zone: this.zone,
      now: this.now,
      table: {
        name: (deal) => dealCell(deal, this.columns, this.density === 'compact'),
        columns: dealColumns(this.columns, this),
        density: this.density,
      },
      together: {
        nameOf: ({ title }) => title,
        bulk: this.#bulk,
        fields: [
          { name: 'assignedTo', label: 'Owner', choices: bulkOwners(this.members) },
          { name: 'status', label: 'Status', choices: choicesOf(dealStatusWords) },
          { name: 'lostReason', label: 'Lost because' },
          ...(this.stages.length > 0 ? [{ name: 'pipelineStage', label: 'Stage', choices: this.stages }] : []),
        ],
        automations: true,
        changeOf: dealChange,
      },
    })}`;
  }

  #filters(): string {
    const query = new URLSearchParams(this.query);
    query.delete('sort');
    return query.toString();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'deal-list': DealList;
  }
}
export const DealListIsland = island(DealList);
