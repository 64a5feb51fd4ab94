import { html, nothing, type ReactiveControllerHost } from 'lit';
import { api, ApiError } from '../../../lib/client/api.ts';
import { customerName } from '../../../lib/contracts/customer-name.ts';
import type { MailPreview, MailTemplate } from '../../../lib/contracts/mail-template.ts';
import type { ActionDraft } from '../../automations/automation-draft.ts';
import { bodyOf } from '../../mail-templates/body-of.ts';
import { choiceList } from '../../ui/field.ts';
import type { Setup } from './action-fields.ts';

/** A mail as it would be sent, or why it cannot be shown. */
type Shown = { mail: MailPreview } | { fault: string };

/** How the mails of an automation look for a customer, each below its fields. */
export class MailPreviews {
  readonly #host: ReactiveControllerHost;
  readonly #setup: () => Setup;
  readonly #shown = new WeakMap<ActionDraft, Shown>();
  #customerId = '';

  constructor(host: ReactiveControllerHost, setup: () => Setup) {
    this.#host = host;
    this.#setup = setup;
  }

  /** Shows what the server made. */
  begin(action: ActionDraft, { customerId, mail }: { customerId: string; mail: MailPreview }): void {
    this.#customerId = customerId;
    this.#shown.set(action, { mail });
  }

  section(action: ActionDraft, index: number) {
    const shown = this.#shown.get(action);
    return html`<div class="mt-3 flex flex-wrap items-end gap-2">
        ${this.#customers(index)}
        <button
          class="btn"
          name="intent"
          value="preview:${index}"
          formnovalidate
          @click=${(event: Event) => {
            event.preventDefault();
            void this.#show(action);
          }}
        >
          Preview
        </button>
      </div>
      <div role="status">${shown ? shownMail(shown) : nothing}</div>`;
  }

  #customers(index: number) {
    const id = `actions-${index}-with`;
    return html`<div class="field min-w-0 flex-1 basis-48">
      <label for=${id}>Preview with</label>
      <select
        class="input"
        id=${id}
        name="previewWith"
        autocomplete="off"
        @change=${(event: Event) => {
          this.#customerId = (event.target as HTMLSelectElement).value;
          this.#host.requestUpdate();
        }}
      >
        <option value="">Nobody</option>
        ${choiceList(
          this.#setup().customers.map((customer) => ({ value: customer.id, label: customerName(customer) })),
          this.#customerId,
        )}
      </select>
    </div>`;
  }

  async #show(action: ActionDraft): Promise<void> {
    try {
      this.#shown.set(action, { mail: await previewOf(action, this.#customerId) });
    } catch (error) {
      const first = error instanceof ApiError ? error.fieldErrors[0] : undefined;
      const told = error instanceof Error ? error.message : String(error);
      this.#shown.set(action, { fault: first ? `The ${first.path}: ${first.message}` : told });
    }
    this.#host.requestUpdate();
  }
}

/** The mail of an action filled in for a customer. Throws ApiError. */
async function previewOf({ template, subject, body }: ActionDraft, customerId: string): Promise<MailPreview> {
  const text =
    template === ''
      ? { subject, body }
      : (await api.get<{ mailTemplate: MailTemplate }>(`/mail-templates/${template}`)).mailTemplate;
  const { preview } = await api.post<{ preview: MailPreview }>('/mail-templates/preview', {
    subject: text.subject,
    body: text.body,
    customerId: customerId || null,
  });
  return preview;
}

const shownMail = (shown: Shown) =>
  'fault' in shown
    ? html`<p class="error-text">${shown.fault}</p>`
    : html`<div class="mt-3 rounded-2 border border-line" data-preview>
        <p class="border-b border-line px-5 py-2.5 font-[560] break-words">${shown.mail.subject || 'No subject'}</p>
        ${bodyOf(shown.mail.html)}
        ${
          shown.mail.missing.length > 0
            ? html`<p class="border-t border-line px-5 py-2.5 text-sm break-words text-muted">
                There is no value for ${shown.mail.missing.join(', ')}. Nothing is written there.
              </p>`
            : nothing
        }
      </div>`;
