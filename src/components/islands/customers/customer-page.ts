import { html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { api } from '../../../lib/client/api.ts';
import { valueAt } from '../../../lib/client/dotted-paths.ts';
import { HistoryController } from '../../../lib/client/history-controller.ts';
import { InteractionsController } from '../../../lib/client/interactions-controller.ts';
import { LiveController } from '../../../lib/client/live-controller.ts';
import { MentionPicker } from '../../../lib/client/mention-picker.ts';
import { RecordEdits } from '../../../lib/client/record-edits.ts';
import * as socket from '../../../lib/client/socket.ts';
import { toast, toastFailure } from '../../../lib/client/toasts.ts';
import type { Activity } from '../../../lib/contracts/activity.ts';
import type { Page } from '../../../lib/contracts/common.ts';
import type { CustomField } from '../../../lib/contracts/custom-field.ts';
import type { Deal, DealTotals } from '../../../lib/contracts/deal.ts';
import type { Customer, Note } from '../../../lib/contracts/customer.ts';
import { customerName } from '../../../lib/contracts/customer-name.ts';
import type { Interaction } from '../../../lib/contracts/interaction.ts';
import type { Task } from '../../../lib/contracts/task.ts';
import type { Member } from '../../../lib/contracts/user.ts';
import { activitySection } from '../../activity/activity-section.ts';
import type { Reader } from '../../comments/comments-section.ts';
import { interactionsSection } from '../../interactions/interactions-section.ts';
import { CustomerInsights, type InsightsServed } from '../../insights/customer-insights.ts';
import { LightElement, island } from '../../light-element.ts';
import { conflictChoice } from '../../ui/conflict-choice.ts';
import { Markdown } from '../../ui/markdown.ts';
import { emptyState } from '../../ui/states.ts';
import { CustomerDeals } from '../deals/customer-deals.ts';
import { tasksSection } from '../tasks/tasks-section.ts';
import { customerMenu } from './customer-menu.ts';
import { details } from './details.ts';
import { notesSection } from './notes.ts';
import { standing, tagLine } from './standing.ts';
import type { CustomerView } from './view.ts';

/** A customer: edited in place, with notes and tasks, live. Without JavaScript its forms post to the page. */
@customElement('customer-page')
export class CustomerPage extends LightElement {
  /** As served; later states live in the controller. */
  @property({ attribute: false }) served: Customer | null = null;
  @property({ attribute: false }) tasks: Page<Task> = { items: [], total: 0, nextCursor: null };
  @property({ attribute: false }) members: Member[] = [];
  /** Fields admins defined, those archived too. */
  @property({ attribute: false }) fields: CustomField[] = [];
  /** The last changed deals and what the open ones are worth; null for who may not see deals. */
  @property({ attribute: false }) deals: { page: Page<Deal>; open: DealTotals } | null = null;
  /** All notes, when they were asked for; else the newest come with the customer. */
  @property({ attribute: false }) allNotes: Note[] | null = null;
  @property({ attribute: false }) history: Page<Activity> = { items: [], total: 0, nextCursor: null };
  @property({ attribute: false }) interactions: Page<Interaction> = { items: [], total: 0, nextCursor: null };
  /** What its insights are shown with; null: there are none. */
  @property({ attribute: false }) insights: InsightsServed | null = null;
  @property({ attribute: false }) me: Reader = { id: '', moderates: false };
  @property({ attribute: false }) errors: Record<string, string> = {};
  @property({ attribute: false }) typed: Record<string, string> = {};
  /** Of what concerns all data of the customer, what the visitor may do. */
  @property({ attribute: false }) rights: { export: boolean; erase: boolean } = { export: false, erase: false };
  @property() zone = 'UTC';
  @property() now = '';
  @state() private live = false;
  @state() private busy = false;
  @state() private noteError: string | undefined;
  readonly #edits = new RecordEdits<Customer>(this, { path: '/customers', name: 'customer' });
  readonly #deals = new CustomerDeals(this, () => this.served?.id ?? '');
  readonly #insights = new CustomerInsights(this, () => this.served?.id ?? '');
  readonly #markdown = new Markdown(this);
  readonly #interactions = new InteractionsController(this, () => this.served?.id ?? '');
  readonly #picker = new MentionPicker(this, () => this.members);
  readonly #history = new HistoryController(this, () => `/customers/${this.served?.id ?? ''}/activity`);

  constructor() {
    super();
    new LiveController(this, () => this.#follow());
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('served') && this.served) this.#edits.adopt(this.served);
    if (changed.has('deals') && this.deals) this.#deals.show(this.deals.page, this.deals.open);
    if (changed.has('insights') && this.insights) this.#insights.show(this.insights);
    if (changed.has('interactions')) this.#interactions.show(this.interactions);
    if (changed.has('history')) this.#history.show(this.history);
  }

  protected override firstUpdated() {
    this.live = true;
  }

  protected override render() {
    if (!this.served) return nothing;
    if (this.#edits.gone) return this.#goneState();
    const { record: customer, conflict } = this.#edits;
    const view = this.#view(customer);
    return html`
      ${
        conflict
          ? conflictChoice(
              {
                what: conflict.edit.label,
                mine: conflict.edit.words(conflict.edit.value),
                theirs: conflict.edit.words(valueAt(conflict.current, conflict.edit.path)),
              },
              (keep) => this.#edits.settle(keep),
            )
          : nothing
      }
      <div class="flex items-start gap-4">
        <h1 class="min-w-0 flex-1 text-2xl font-[620] tracking-[-0.018em] break-words">${customerName(customer)}</h1>
        ${customerMenu(customer, {
          rights: this.rights,
          deals: this.deals ? this.#deals.total : 0,
          remove: (event) => void this.#delete(event),
        })}
      </div>
      ${standing(view)} ${tagLine(view)}
      <div class="grid gap-x-12 md:grid-cols-[minmax(0,1fr)_320px]">
        <div class="min-w-0 max-md:mb-8 md:col-start-2 md:row-start-1 md:-mt-6">${details(view)}</div>
        <div class="min-w-0 md:col-start-1 md:row-start-1">
          ${this.#insightsOf(customer)} ${this.deals ? this.#deals.section(this.now) : nothing} ${this.#tasks(customer)}
          ${this.#contacts(customer)} ${notesSection(view, this.#notes(customer))}
          ${activitySection(this.#history, { ...view, page: `/app/customers/${customer.id}` })}
        </div>
      </div>
    `;
  }

  #insightsOf({ id }: Customer) {
    if (!this.insights) return nothing;
    const { zone, now } = this;
    return this.#insights.section(this.insights, {
      ...{ customerId: id, zone, now },
      sent: () => void this.#interactions.refresh(),
    });
  }

  #tasks({ id }: Customer) {
    return tasksSection({
      tasks: this.tasks,
      of: { customerId: id },
      filter: 'customerId',
      label: 'A goal with this customer',
      placeholder: 'What do you want to reach with them?',
      empty: 'Nothing planned with this customer yet.',
      zone: this.zone,
      now: this.now,
    });
  }

  #notes(customer: Customer) {
    const known = new Set(customer.notes.map(({ id }) => id));
    const older = (this.allNotes ?? []).filter(({ id }) => !known.has(id));
    return {
      notes: [...customer.notes, ...older],
      markdown: this.#markdown,
      picker: this.#picker,
      more: this.allNotes === null && customer.notes.length >= 20,
      busy: this.busy,
      error: this.noteError,
      add: (content: string) => this.#addNote(content),
      showAll: (event: Event) => void this.#showAll(event),
    };
  }

  #contacts({ id }: Customer) {
    return interactionsSection({
      interactions: this.#interactions,
      markdown: this.#markdown,
      me: this.me,
      page: `/app/customers/${id}`,
      zone: this.zone,
      now: this.now,
    });
  }

  #view(customer: Customer): CustomerView {
    return {
      record: customer,
      members: this.members,
      fields: this.fields,
      zone: this.zone,
      now: this.now,
      live: this.live,
      edits: this.#edits,
      formId: 'customer-form',
      errors: this.errors,
      typed: this.typed,
    };
  }

  #goneState() {
    return emptyState(
      'This customer is in the bin',
      'It was deleted, here or by someone else.',
      html`<a class="btn" href="/app/customers">All customers</a>`,
    );
  }

  async #addNote(content: string): Promise<boolean> {
    this.busy = true;
    this.noteError = undefined;
    try {
      const { note } = await api.post<{ note: Note }>(`/customers/${this.#edits.record.id}/notes`, { content });
      this.#edits.amend((customer) =>
        customer.notes.some(({ id }) => id === note.id) ? customer : { ...customer, notes: [note, ...customer.notes] },
      );
      toast({ message: 'The note is added.' });
      return true;
    } catch (error) {
      this.noteError = error instanceof Error ? error.message : String(error);
      return false;
    } finally {
      this.busy = false;
    }
  }

  async #showAll(event: Event) {
    event.preventDefault();
    try {
      const { items } = await api.get<{ items: Note[] }>(`/customers/${this.#edits.record.id}/notes`);
      this.allNotes = items;
    } catch (error) {
      toastFailure('The older notes cannot be shown', error);
    }
  }

  readonly #delete = async (event: Event) => {
    event.preventDefault();
    const { id } = this.#edits.record;
    try {
      await api.delete(`/customers/${id}`);
      location.assign(`/app/customers?deleted=${id}`);
    } catch (error) {
      toastFailure('Not deleted', error);
    }
  };

  #follow(): (() => void)[] {
    const id = this.served?.id ?? '';
    const clock = setInterval(() => (this.now = new Date().toISOString()), 60_000);
    return [
      () => clearInterval(clock),
      socket.follow({ kind: 'customer', id }),
      this.#deals.follow(),
      socket.onResync(() => {
        void this.#edits.reload();
        void this.#history.refresh();
        if (this.deals) this.#deals.refresh();
      }),
      socket.on('customer_update', ({ customer }) => {
        if (customer.id !== id) return;
        this.#edits.adopt(customer);
        if (this.#edits.gone) return;
        void this.#history.refresh();
        void this.#interactions.refresh();
      }),
    ];
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'customer-page': CustomerPage;
  }
}
export const CustomerPageIsland = island(CustomerPage);
