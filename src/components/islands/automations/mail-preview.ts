import { html, nothing } from 'lit';
import { api } from '../../../lib/client/api.ts';
import { customerName } from '../../../lib/contracts/customer-name.ts';
import type { MailPreview, MailTemplate } from '../../../lib/contracts/mail-template.ts';
import type { ActionDraft } from '../../automations/automation-draft.ts';
import { bodyOf } from '../../mail-templates/body-of.ts';
import type { Setup } from './action-fields.ts';

/** A mail as it would be sent, or why it cannot be shown. */
export type Shown = { mail: MailPreview } | { fault: string };

interface PreviewView {
  index: number;
  setup: Setup;
  /** Whom it is shown for. */
  customerId: string;
  shown: Shown | null;
  choose: (customerId: string) => void;
  show: () => void;
}

/** The mail of an action filled in for a customer. Throws ApiError. */
export async function previewOf({ template, subject, body }: ActionDraft, customerId: string): Promise<MailPreview> {
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

/** Below the fields of a mail: how it looks for a customer. */
export const mailPreview = ({ index, setup, customerId, shown, choose, show }: PreviewView) =>
  html`<div class="mt-3 flex flex-wrap items-end gap-2">
      <div class="field min-w-0 flex-1 basis-48">
        <label for="actions-${index}-with">Preview with</label>
        <select
          class="input"
          id="actions-${index}-with"
          name="previewWith"
          autocomplete="off"
          @change=${(event: Event) => choose((event.target as HTMLSelectElement).value)}
        >
          <option value="">Nobody</option>
          ${setup.customers.map(
            (customer) =>
              html`<option value=${customer.id} ?selected=${customer.id === customerId}>
                ${customerName(customer)}
              </option>`,
          )}
        </select>
      </div>
      <button
        class="btn"
        name="intent"
        value="preview:${index}"
        formnovalidate
        @click=${(event: Event) => {
          event.preventDefault();
          show();
        }}
      >
        Preview
      </button>
    </div>
    <div role="status">${shown ? shownMail(shown) : nothing}</div>`;

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
