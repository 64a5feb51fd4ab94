import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import { api, randomKey } from '../../lib/client/api.ts';
import { toast, toastFailure } from '../../lib/client/toasts.ts';
import type { Task } from '../../lib/contracts/task.ts';
import '../goal/quick-line.ts';
import { LightElement } from '../light-element.ts';

/** What the dialog opens with. */
export interface QuickAddStart {
  line?: string;
  /** The customer the task is for. */
  about?: { id: string; name: string };
}

/** A line that becomes a task, on any page. What was written and not added is there when it is opened again. */
@customElement('quick-add-dialog')
export class QuickAddDialog extends LightElement {
  @state() private about: QuickAddStart['about'];
  @state() private fault = '';
  @state() private busy = false;
  /** Grows with each task: the form begins afresh. */
  @state() private round = 0;
  /** A line sent once more, after an answer that did not come, is one task. */
  #sent = { text: '', key: '' };

  async open({ line, about }: QuickAddStart = {}): Promise<void> {
    this.about = about;
    await this.updateComplete;
    const dialog = this.querySelector('dialog');
    const field = this.querySelector<HTMLInputElement>('#quick-add-line');
    if (!dialog || !field || dialog.open) return;
    if (line !== undefined) field.value = line;
    dialog.showModal();
    field.focus();
    if (field.value) field.dispatchEvent(new Event('input', { bubbles: true }));
  }

  protected override render() {
    return html`<dialog class="dialog quick-add" aria-labelledby="quick-add-title">
      <h2 id="quick-add-title" class="text-xl font-semibold">Add a task</h2>
      ${keyed(this.round, this.#form())}
    </dialog>`;
  }

  #form() {
    const { about, fault, busy } = this;
    return html`<form class="mt-3 grid gap-3" @submit=${this.#submit}>
      <div class="field">
        <label for="quick-add-line">What is to be done</label>
        <input
          id="quick-add-line"
          name="title"
          class="input"
          maxlength="300"
          required
          autocomplete="off"
          placeholder="Call Acme Tuesday 3pm !high @me #renewal"
          aria-invalid=${fault ? 'true' : nothing}
          aria-describedby=${fault ? 'quick-add-fault' : 'quick-add-hint'}
        />
        <input type="hidden" name="plain" />
        <quick-line></quick-line>
        ${
          fault
            ? html`<p class="error-text" id="quick-add-fault" role="alert">${fault}</p>`
            : html`<p class="hint" id="quick-add-hint">
                Days and times, <kbd>!high</kbd>, <kbd>@me</kbd> or a name, <kbd>#tag</kbd> and a customer’s name are
                understood.
              </p>`
        }
      </div>
      <div class="field">
        <label for="quick-add-customer">Customer</label>
        <select id="quick-add-customer" name="customerId" class="input">
          <option value="">As written</option>
          ${about ? html`<option value=${about.id} selected>${about.name}</option>` : nothing}
        </select>
      </div>
      <div class="flex flex-wrap gap-2">
        <button class="btn primary" aria-disabled=${busy ? 'true' : nothing}>Add task</button>
        <button class="btn" value="plan" aria-disabled=${busy ? 'true' : nothing}>Add and plan it</button>
        <button type="button" class="btn quiet ml-auto" @click=${this.#close}>Cancel</button>
      </div>
    </form>`;
  }

  readonly #submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || this.busy) return;
    const { title, plain, customerId } = Object.fromEntries(new FormData(form)) as Record<string, string>;
    const { timeZone: zone } = new Intl.DateTimeFormat().resolvedOptions();
    const submitter = event.submitter instanceof HTMLButtonElement ? event.submitter.value : '';
    const wish = { line: title, zone, plain, generate: submitter === 'plan', ...(customerId && { customerId }) };
    this.busy = true;
    this.fault = '';
    try {
      const { task } = await api.post<{ task: Task }>('/tasks/quick-add', wish, { idempotencyKey: this.#keyFor(wish) });
      this.#close();
      this.round += 1;
      tellAdded(task);
    } catch (error) {
      this.fault = error instanceof Error ? error.message : String(error);
    } finally {
      this.busy = false;
    }
  };

  readonly #close = () => this.querySelector('dialog')?.close();

  #keyFor(wish: object): string {
    const text = JSON.stringify(wish);
    if (text !== this.#sent.text) this.#sent = { text, key: randomKey() };
    return this.#sent.key;
  }
}

const tellAdded = ({ id, title }: Task): void =>
  toast({
    message: `Added “${title}”.`,
    link: { label: 'Open', href: `/app/tasks/${id}` },
    action: { label: 'Undo', run: () => void takeBack(id, title) },
  });

async function takeBack(id: string, title: string): Promise<void> {
  try {
    await api.delete(`/tasks/${id}`);
    toast({ message: `“${title}” is in the bin.` });
  } catch (error) {
    toastFailure('Not undone', error);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'quick-add-dialog': QuickAddDialog;
  }
}
