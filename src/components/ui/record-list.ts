import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { ListController } from '../../lib/client/list-controller.ts';
import { formatCount } from '../../lib/client/format.ts';
import type { BulkController } from '../../lib/client/bulk-controller.ts';
import type { BulkValues } from '../bulk/bulk-form.ts';
import type { BulkField } from '../bulk/bulk-field.ts';
import { bulkBar, rowTick } from './bulk-bar.ts';
import { toast } from '../../lib/client/toasts.ts';
import { binRow } from './bin-row.ts';
import { recordTable, type RecordTable } from './record-table.ts';
import { correctionWords } from './correction-words.ts';
import { emptyState, failure } from './states.ts';
import { plural } from './words.ts';

interface Listed {
  id: string;
  version: number;
  deletedAt: string | null;
}

export interface EmptyLink {
  href: string;
  label: string;
}

interface ListWords<Item extends Listed> {
  one: string;
  many: string;
  /** The page of the list, where the links lead without JavaScript: `/app/tasks`. */
  page: string;
  /** What the list's address says, without a cursor. */
  query: string;
  emptyTitle: string;
  emptyText: string;
  /** Where the first one is made. */
  emptyLink?: EmptyLink | null;
  /** What is shown of the living, as a table; of the bin there are rows. */
  table: Omit<RecordTable<Item>, 'label' | 'one' | 'address'>;
  zone: string;
  now: string;
  /** How several are changed together. */
  together: Together<Item>;
}

interface Together<Item extends Listed> {
  bulk: BulkController<Item>;
  /** What a record is called. */
  nameOf: (item: Item) => string;
  fields: readonly BulkField[];
  more?: { label: string; fields: readonly BulkField[] };
  automations?: boolean;
  /** The change a form asks for; null when nothing was chosen. */
  changeOf: (values: BulkValues) => object | null;
}

/** A live list: its rows, how many there are, the next page, what came meanwhile, and what went wrong. */
export function recordList<Item extends Listed>(list: ListController<Item>, words: ListWords<Item>) {
  const { one, many, page, query, emptyTitle, emptyText, emptyLink } = words;
  const { items, waiting, fault, loading, corrections } = list;
  const failed = (why: string) => failure(why, () => void list.again());
  return html`
    <p class="sr-only" role="status">${loading ? 'Loading' : ''}</p>
    ${corrections.length > 0 ? html`<p class="mb-3 text-muted">${correctionWords(corrections)}</p>` : nothing}
    ${
      waiting > 0
        ? html`<button type="button" class="btn mb-3" @click=${() => void list.reload()}>
            Show ${plural(waiting, `new ${one}`, `new ${many}`)}
          </button>`
        : nothing
    }
    ${fault && !list.faultAtEnd ? html`<div class="mb-3">${failed(fault)}</div>` : nothing}
    ${items.length === 0 ? emptyState(emptyTitle, emptyText, emptyLink ? html`<a class="btn" href=${emptyLink.href}>${emptyLink.label}</a>` : undefined) : selectable(list, words)}
    ${fault && list.faultAtEnd ? failed(fault) : nothing}
    ${items.length === 0 ? nothing : foot(list, `${page}?${query && `${query}&`}cursor=`)}
  `;
}

/** The records with their ticks, as a form that also works by itself. */
function selectable<Item extends Listed>({ items, total }: ListController<Item>, words: ListWords<Item>) {
  const { page, query, many, one, table, zone, now, together } = words;
  const { nameOf, fields, more, automations, bulk } = together;
  const { selection, busy } = bulk;
  const bin = new URLSearchParams(query).get('deleted') === 'true';
  const tick = (item: Item) => rowTick(selection, item.id, nameOf(item));
  const rows = () =>
    html`<ul class="border-t border-line">
      ${repeat(
        items,
        ({ id }) => id,
        (item) => binRow({ ...item, name: nameOf(item) }, { tick: tick(item), zone, now }),
      )}
    </ul>`;
  const titles = { label: capital(many), one: capital(one), address: `${page}?${query}` };
  return html`<form
    method="post"
    action="${page}/bulk"
    aria-label="Change several ${many}"
    @submit=${(event: SubmitEvent) => void submit(event, together)}
  >
    <input type="hidden" name="query" value=${query} />
    ${bulkBar({ selection, shown: items.length, total, one, many, fields, more, automations, bin, busy })}
    ${bin ? rows() : recordTable(items, { ...table, ...titles }, tick)}
  </form>`;
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

async function submit<Item extends Listed>(event: SubmitEvent, { bulk, changeOf }: Together<Item>): Promise<void> {
  event.preventDefault();
  const form = event.target as HTMLFormElement;
  const button = event.submitter as HTMLButtonElement | null;
  if (button?.name === 'one') {
    await bulk.change({ restore: true }, { id: button.value });
    return;
  }
  const values = Object.fromEntries(new FormData(form)) as BulkValues;
  const change = bulk.selection.isEmpty ? null : changeOf({ ...values, intent: button?.value ?? 'change' });
  if (!change) {
    toast({ message: bulk.selection.isEmpty ? 'Nothing is selected.' : 'Choose first what to change.' });
    return;
  }
  const runAutomations = values.runAutomations === 'yes';
  if (await bulk.change(change, { runAutomations })) form.reset();
}

function foot<Item extends Listed>(list: ListController<Item>, nextPage: string) {
  const { items, total, nextCursor, loading } = list;
  const more = (event: Event) => {
    event.preventDefault();
    void list.more();
  };
  return html`<div class="mt-4 flex items-center gap-3 text-muted">
    <span class="num">${formatCount(items.length)} of ${formatCount(total)}</span>
    ${
      nextCursor
        ? html`<a
            class="btn"
            href=${nextPage + encodeURIComponent(nextCursor)}
            aria-disabled=${loading ? 'true' : 'false'}
            @click=${more}
          >
            ${loading ? 'Loading…' : 'Show more'}
          </a>`
        : nothing
    }
  </div>`;
}
