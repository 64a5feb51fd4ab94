import { html, nothing } from 'lit';
import type { Customer } from '../../../lib/contracts/customer.ts';
import { icon } from '../../ui/icon.ts';
import { plural } from '../../ui/words.ts';

interface MenuOptions {
  /** Of what concerns all data of the customer, what the visitor may do. */
  rights: { export: boolean; erase: boolean };
  /** How many deals go to the bin with the customer, as far as they are seen. */
  deals: number;
  remove: (event: Event) => void;
}

/** What can be done with a customer as a whole. */
export const customerMenu = ({ id }: Customer, { rights, deals, remove }: MenuOptions) =>
  html`<details class="menu">
    <summary class="btn icon" aria-label="More actions">${icon('more')}</summary>
    <div class="panel">
      ${rights.export ? html`<a href="/api/customers/${id}/export" download>Export all data</a>` : nothing}
      <form method="post" action="/app/customers/${id}" @submit=${remove}>
        <input type="hidden" name="intent" value="delete" />
        <button>${icon('trash')} Delete customer</button>
      </form>
      ${
        deals > 0
          ? html`<p class="px-2 pb-1 text-sm text-muted">
              ${plural(deals, 'deal goes', 'deals go')} to the bin with it.
            </p>`
          : nothing
      }
      ${rights.erase ? html`<a href="/app/customers/${id}/erase">Erase for good…</a>` : nothing}
    </div>
  </details>`;
