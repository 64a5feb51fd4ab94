import { html, nothing } from 'lit';
import { asAddress } from '../../../lib/domain/as-address.ts';
import { addressFields, contactFields, textAt, type CustomerField } from '../../customers/customer-fields.ts';
import { errorSentence } from '../../ui/field-error.ts';
import type { CustomerView } from './view.ts';

/** The page's one form: facts and details belong to it wherever they stand. */
export const formId = 'customer-form';

/** What a field holds that is not what the customer has: still typed, or typed and refused. */
const heldText = ({ customer, edits, editing, typed }: CustomerView, path: string): string => {
  if (editing?.path === path) return editing.shown;
  return edits.drafts.get(path)?.text ?? typed[path] ?? textAt(customer, path);
};

const save = (view: CustomerView, { path, label, type }: CustomerField, event: Event) => {
  const text = (event.target as HTMLInputElement).value.trim();
  const value = (type === 'url' ? asAddress(text) : text) || null;
  const base = view.editing?.path === path ? view.editing.base : view.edits.version;
  // From here on the field shows what is saved; typing on begins another edit.
  view.leave();
  if (value === (textAt(view.customer, path) || null)) view.edits.discard(path);
  else if (value !== view.edits.drafts.get(path)?.text) {
    const words = (other: unknown) => (typeof other === 'string' ? other : '');
    void view.edits.run({ path, label, value, words, typed: true }, base);
  }
};

/** A value that is edited where it stands: Enter or leaving saves, Escape puts it back. Enter repeats what failed. */
const detail = (view: CustomerView, field: CustomerField) => {
  const { path, label, type, max } = field;
  const id = path.replaceAll('.', '-');
  const text = heldText(view, path);
  const draft = view.edits.drafts.get(path);
  const error = errorSentence(label, draft?.error ?? view.errors[path]);
  const keys = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    const input = event.target as HTMLInputElement;
    input.value = textAt(view.customer, path);
    view.edits.discard(path);
  };
  return html`<div class="detail">
    <label for=${id}>${label}</label>
    <div class="min-w-0">
      <input
        id=${id}
        name=${path}
        form=${formId}
        class="in-place"
        type=${type === 'url' ? 'text' : (type ?? 'text')}
        inputmode=${type ?? nothing}
        maxlength=${max}
        autocomplete="off"
        placeholder="Add"
        value=${text}
        .value=${text}
        aria-invalid=${error ? 'true' : nothing}
        aria-describedby=${error ? `${id}-error` : nothing}
        @focus=${() => view.enter(path)}
        @input=${() => view.editing?.path === path || view.enter(path)}
        @blur=${() => view.leave()}
        @change=${(event: Event) => save(view, field, event)}
        @keydown=${keys}
      />
      ${error ? html`<p class="error-text" id="${id}-error">${error}</p>` : nothing}
      ${draft?.repeatable ? html`<button form=${formId} class="btn small mt-1">Try again</button>` : nothing}
    </div>
  </div>`;
};

/** Who they are and how to reach them. */
export const details = (view: CustomerView) => {
  const group = (title: string, fields: readonly CustomerField[]) =>
    html`<section aria-label=${title}>
      <h2 class="under-title mt-6">${title}</h2>
      <div class="border-t border-line">${fields.map((field) => detail(view, field))}</div>
    </section>`;
  const website = textAt(view.customer, 'contactInfo.website');
  const email = textAt(view.customer, 'contactInfo.email');
  return html`<form
      id=${formId}
      method="post"
      action="/app/customers/${view.customer.id}"
      @submit=${(event: Event) => {
        event.preventDefault();
        view.edits.retry();
      }}
    >
      <input type="hidden" name="intent" value="save" />
      <input type="hidden" name="version" value=${view.customer.version} />
      ${view.live ? nothing : html`<button class="btn primary">Save changes</button>`}
    </form>
    ${group('Contact', contactFields)}
    ${
      email || website
        ? html`<p class="mt-2 flex gap-4 text-sm">
            ${email ? html`<a class="link" href="mailto:${email}">Write to them</a>` : nothing}
            ${
              /^https?:\/\//i.test(website)
                ? html`<a class="link" href=${website} target="_blank" rel="noopener noreferrer">Open their website</a>`
                : nothing
            }
          </p>`
        : nothing
    }
    ${group('Address', addressFields)}`;
};
