import { html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { api } from '../../../lib/client/api.ts';
import { valueAt } from '../../../lib/client/dotted-paths.ts';
import { CommentsController } from '../../../lib/client/comments-controller.ts';
import { HistoryController } from '../../../lib/client/history-controller.ts';
import { LiveController } from '../../../lib/client/live-controller.ts';
import { InteractionsController } from '../../../lib/client/interactions-controller.ts';
import { MentionPicker } from '../../../lib/client/mention-picker.ts';
import { formatMoney } from '../../../lib/client/money.ts';
import { RecordEdits } from '../../../lib/client/record-edits.ts';
import * as socket from '../../../lib/client/socket.ts';
import { toastFailure } from '../../../lib/client/toasts.ts';
import type { Activity } from '../../../lib/contracts/activity.ts';
import type { Comment } from '../../../lib/contracts/comment.ts';
import type { Page } from '../../../lib/contracts/common.ts';
import type { Deal } from '../../../lib/contracts/deal.ts';
import type { Interaction } from '../../../lib/contracts/interaction.ts';
import type { PipelineLine } from '../../../lib/contracts/pipeline.ts';
import type { Task } from '../../../lib/contracts/task.ts';
import type { Member } from '../../../lib/contracts/user.ts';
import { activitySection } from '../../activity/activity-section.ts';
import { commentsSection, type Reader } from '../../comments/comments-section.ts';
import { dealFields } from '../../deals/deal-fields.ts';
import { interactionsSection } from '../../interactions/interactions-section.ts';
import { LightElement, island } from '../../light-element.ts';
import { conflictChoice } from '../../ui/conflict-choice.ts';
import type { EditView } from '../../ui/edit-view.ts';
import { icon } from '../../ui/icon.ts';
import { inPlaceField } from '../../ui/in-place-field.ts';
import { inPlaceSelect, ownerFact } from '../../ui/in-place-select.ts';
import { Markdown } from '../../ui/markdown.ts';
import { emptyState } from '../../ui/states.ts';
import { tasksSection } from '../tasks/tasks-section.ts';
import { closing } from './closing.ts';
import { stageLine } from './stage-line.ts';
import { closeWords, dealStatusChip } from './deal-row.ts';

/** A deal: edited in place, won or lost, with its tasks and history, live. Without JavaScript its forms post to the page. */
@customElement('deal-page')
export class DealPage extends LightElement {
  /** As served; later states live in the controller. */
  @property({ attribute: false }) served: Deal | null = null;
  @property({ attribute: false }) tasks: Page<Task> = { items: [], total: 0, nextCursor: null };
  @property({ attribute: false }) members: Member[] = [];
  @property({ attribute: false }) currencies: string[] = [];
  @property({ attribute: false }) lines: PipelineLine[] = [];
  @property({ attribute: false }) history: Page<Activity> = { items: [], total: 0, nextCursor: null };
  @property({ attribute: false }) comments: Page<Comment> = { items: [], total: 0, nextCursor: null };
  /** What was logged with the customer about this deal; null for who may not see the customer. */
  @property({ attribute: false }) interactions: Page<Interaction> | null = null;
  @property({ attribute: false }) me: Reader = { id: '', moderates: false };
  @property({ attribute: false }) errors: Record<string, string> = {};
  @property({ attribute: false }) typed: Record<string, string> = {};
  @property() zone = 'UTC';
  @property() now = '';
  @state() private live = false;
  readonly #edits = new RecordEdits<Deal>(this, { path: '/deals', name: 'deal' });
  readonly #comments = new CommentsController(this, () => ({ collection: '/deals', id: this.served?.id ?? '' }));
  readonly #interactions = new InteractionsController(
    this,
    () => this.served?.customerId ?? '',
    () => this.served?.id ?? '',
  );
  readonly #picker = new MentionPicker(this, () => this.members);
  readonly #markdown = new Markdown(this);
  readonly #history = new HistoryController(this, () => `/deals/${this.served?.id ?? ''}/activity`);

  constructor() {
    super();
    new LiveController(this, () => this.#follow());
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('served') && this.served) this.#edits.adopt(this.served);
    if (changed.has('comments')) this.#comments.show(this.comments);
    if (changed.has('interactions') && this.interactions) this.#interactions.show(this.interactions);
    if (changed.has('history')) this.#history.show(this.history);
  }

  protected override firstUpdated() {
    this.live = true;
  }

  protected override render() {
    if (!this.served) return nothing;
    if (this.#edits.gone) return this.#goneState();
    const deal = this.#edits.record;
    const view: EditView<Deal> = {
      record: deal,
      edits: this.#edits,
      formId: 'deal-form',
      live: this.live,
      errors: this.errors,
      typed: this.typed,
    };
    const { members, zone, now, tasks } = this;
    return html`
      ${this.#conflictChoice()}
      <div class="flex flex-wrap items-start gap-x-4 gap-y-3">
        <h1 class="min-w-0 flex-1 basis-64 text-2xl font-[620] tracking-[-0.018em] break-words">${deal.title}</h1>
        <div class="record-actions">${closing(view)} ${this.#menu(deal)}</div>
      </div>
      <div class="mt-3.5 mb-6 flex flex-wrap items-center gap-x-[18px] gap-y-1.5 text-muted">
        ${dealStatusChip(deal.status)}
        ${
          deal.value === null
            ? nothing
            : html`<b class="num text-ink font-[560]">${formatMoney(deal.value, deal.currency)}</b>`
        }
        ${closeWords(deal, now)}
        <a class="link min-w-0 wrap-anywhere" href="/app/customers/${deal.customerId}"
          >${deal.customer?.name ?? 'The customer'}</a
        >
        ${ownerFact(view, 'deal-owner', members)}
      </div>
      ${stageLine(view, this.lines, { zone, now })}
      ${deal.lostReason ? html`<p class="mb-6 prose-width break-words">Lost: ${deal.lostReason}</p>` : nothing}
      <div class="grid gap-x-12 md:grid-cols-[minmax(0,1fr)_320px]">
        <div class="min-w-0 max-md:mb-8 md:col-start-2 md:row-start-1">${this.#details(view)}</div>
        <div class="min-w-0 md:col-start-1 md:row-start-1">
          ${tasksSection({
            tasks,
            of: { customerId: deal.customerId, dealId: deal.id },
            filter: 'dealId',
            label: 'A goal for this deal',
            placeholder: 'What takes this deal further?',
            empty: 'Nothing planned for this deal yet.',
            zone,
            now,
          })}
          ${
            this.interactions
              ? interactionsSection({
                  interactions: this.#interactions,
                  markdown: this.#markdown,
                  me: this.me,
                  page: `/app/deals/${deal.id}`,
                  zone,
                  now,
                })
              : nothing
          }
          ${commentsSection({
            comments: this.#comments,
            picker: this.#picker,
            markdown: this.#markdown,
            me: this.me,
            page: `/app/deals/${deal.id}`,
            zone,
            now,
          })}
          ${activitySection(this.#history, { members, zone, now, page: `/app/deals/${deal.id}`, own: 'deal' })}
        </div>
      </div>
    `;
  }

  #details(view: EditView<Deal>) {
    const { record: deal, edits, formId } = view;
    const choices = this.currencies.map((code) => ({ value: code, label: code }));
    const [title, value, closes] = dealFields.map((field) => inPlaceField(view, field));
    return html`<section aria-label="Details">
      <h2 class="under-title">Details</h2>
      <form
        id=${formId}
        method="post"
        action="/app/deals/${deal.id}"
        @submit=${(event: Event) => {
          event.preventDefault();
          edits.retry();
        }}
      >
        <input type="hidden" name="intent" value="save" />
        <input type="hidden" name="version" value=${deal.version} />
        ${view.live ? nothing : html`<button class="btn primary mb-3">Save changes</button>`}
      </form>
      <div class="border-t border-line">
        ${title} ${value}
        <div class="detail">
          <label for="currency">Currency</label>
          <div>${inPlaceSelect(view, { id: 'currency', label: 'Currency', path: 'currency', choices })}</div>
        </div>
        ${closes}
      </div>
    </section>`;
  }

  #conflictChoice() {
    const { conflict } = this.#edits;
    if (!conflict) return nothing;
    const { label, path, value, words } = conflict.edit;
    return conflictChoice({ what: label, mine: words(value), theirs: words(valueAt(conflict.current, path)) }, (keep) =>
      this.#edits.settle(keep),
    );
  }

  #menu(deal: Deal) {
    return html`<details class="menu">
      <summary class="btn icon" aria-label="More actions">${icon('more')}</summary>
      <div class="panel">
        <form method="post" action="/app/deals/${deal.id}" @submit=${this.#delete}>
          <input type="hidden" name="intent" value="delete" />
          <button>${icon('trash')} Delete deal</button>
        </form>
      </div>
    </details>`;
  }

  #goneState() {
    return emptyState(
      'This deal is in the bin',
      'It was deleted, by itself or with its customer, here or by someone else.',
      html`<a class="btn" href="/app/deals">All deals</a>`,
    );
  }

  readonly #delete = async (event: Event) => {
    event.preventDefault();
    const { id } = this.#edits.record;
    try {
      await api.delete(`/deals/${id}`);
      location.assign(`/app/deals?deleted=${id}`);
    } catch (error) {
      toastFailure('Not deleted', error);
    }
  };

  #follow(): (() => void)[] {
    const { id = '', customerId = '' } = this.served ?? {};
    const clock = setInterval(() => (this.now = new Date().toISOString()), 60_000);
    return [
      () => clearInterval(clock),
      socket.follow({ kind: 'deal', id }),
      ...(this.interactions ? [socket.follow({ kind: 'customer', id: customerId })] : []),
      // What is logged with a customer shows in the customer's last contact and history.
      socket.on('customer_update', ({ customer }) => {
        if (customer.id === customerId && this.interactions) void this.#interactions.refresh();
      }),
      socket.onResync(() => {
        void this.#edits.reload();
        void this.#history.refresh();
      }),
      socket.on('comment_update', ({ comment }) => {
        if (comment.about.id === id) void this.#history.refresh();
      }),
      socket.on('deal_update', ({ deal }) => {
        if (deal.id !== id) return;
        this.#edits.adopt(deal);
        if (!this.#edits.gone) void this.#history.refresh();
      }),
    ];
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'deal-page': DealPage;
  }
}
export const DealPageIsland = island(DealPage);
