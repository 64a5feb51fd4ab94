import { html, nothing } from 'lit';
import { textAt } from '../../../lib/client/dotted-paths.ts';
import { asAddress } from '../../../lib/domain/as-address.ts';
import { addressFields, contactFields, type CustomerField } from '../../customers/customer-fields.ts';
import { inPlaceField } from '../../ui/in-place-field.ts';
import { customFields } from './custom-fields.ts';
import type { CustomerView } from './view.ts';

const website = { read: (text: string) => ({ value: asAddress(text) }) };

/** Who they are and how to reach them. */
export const details = (view: CustomerView) => {
  const { record: customer, edits, formId } = view;
  const group = (title: string, fields: readonly CustomerField[]) =>
    html`<section aria-label=${title}>
      <h2 class="under-title mt-6">${title}</h2>
      <div class="border-t border-line">
        ${fields.map((field) => inPlaceField(view, field.type === 'url' ? { ...field, ...website } : field))}
      </div>
    </section>`;
  const address = textAt(customer, 'contactInfo.website');
  const email = textAt(customer, 'contactInfo.email');
  return html`<form
      id=${formId}
      method="post"
      action="/app/customers/${customer.id}"
      @submit=${(event: Event) => {
        event.preventDefault();
        edits.retry();
      }}
    >
      <input type="hidden" name="intent" value="save" />
      <input type="hidden" name="version" value=${customer.version} />
      ${view.live ? nothing : html`<button class="btn primary">Save changes</button>`}
    </form>
    <div class="grid gap-x-10 sm:grid-cols-2 md:grid-cols-1">
      <div class="min-w-0">
        ${group('Contact', contactFields)}
        ${
          email || address
            ? html`<p class="mt-2 flex gap-4 text-sm">
                ${email ? html`<a class="link" href="mailto:${email}">Write to them</a>` : nothing}
                ${
                  /^https?:\/\//i.test(address)
                    ? html`<a class="link" href=${address} target="_blank" rel="noopener noreferrer"
                        >Open their website</a
                      >`
                    : nothing
                }
              </p>`
            : nothing
        }
      </div>
      <div class="min-w-0">${group('Address', addressFields)} ${customFields(view)}</div>
    </div>`;
};
