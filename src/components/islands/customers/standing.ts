import { html, nothing } from 'lit';
import { daysBetween } from '../../../lib/client/format.ts';
import { sourceChoices } from '../../customers/customer-fields.ts';
import { choicesOf } from '../../ui/field.ts';
import { icon } from '../../ui/icon.ts';
import { inPlaceFact, ownerFact } from '../../ui/in-place-select.ts';
import { customerStatusWords } from '../../ui/words.ts';
import type { CustomerView } from './view.ts';

const statuses = choicesOf(customerStatusWords);

/** How a customer stands: status, source and owner, each changed where it stands. */
export const standing = (view: CustomerView) => {
  const sources = sourceChoices(view.record.source);
  return html`<div class="mt-3.5 flex flex-wrap items-center gap-x-[18px] gap-y-1.5 text-muted">
    ${inPlaceFact(view, { id: 'customer-status', label: 'Status', path: 'status', choices: statuses })}
    ${ownerFact(view, 'customer-assignedTo', view.members)}
    ${inPlaceFact(view, { id: 'customer-source', label: 'Source', path: 'source', choices: sources })}
    ${lastContact(view)}
  </div>`;
};

/** When someone was last in touch, as far as it was logged. */
const lastContact = ({ record: { lastContactAt }, zone, now }: CustomerView) =>
  lastContactAt
    ? html`<span>
        Last contact
        <time class="num font-[550] text-ink" datetime=${lastContactAt}>${contactWords(lastContactAt, zone, now)}</time>
      </span>`
    : nothing;

/** `today`, `3 days ago` */
const contactWords = (at: string, zone: string, now: string): string => {
  const days = daysBetween(at, now, zone);
  if (days <= 0) return 'today';
  return days === 1 ? 'yesterday' : `${days} days ago`;
};

/** Tags as chips with their way out, and a field for another. */
export const tagLine = (view: CustomerView) => {
  const { record: customer, edits } = view;
  const action = `/app/customers/${customer.id}`;
  const set = (tags: string[]) =>
    edits.run({
      path: 'tags',
      label: 'Tags',
      value: tags,
      words: (value) => (Array.isArray(value) ? value.join(', ') : ''),
    });
  const remove = (event: Event, tag: string) => {
    event.preventDefault();
    void set(customer.tags.filter((other) => other !== tag));
  };
  const add = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const input = form.elements.namedItem('tag') as HTMLInputElement;
    const tag = input.value.trim();
    input.value = '';
    if (!tag || customer.tags.includes(tag)) return;
    const saved = await set([...customer.tags, tag]);
    if (!saved && !input.value) input.value = tag;
  };
  return html`<div class="mt-2 mb-5 flex flex-wrap items-center gap-1.5">
    ${customer.tags.map(
      (tag) =>
        html`<form
          method="post"
          action=${action}
          class="chip max-w-full"
          @submit=${(event: Event) => remove(event, tag)}
        >
          <input type="hidden" name="intent" value="remove-tag" />
          <input type="hidden" name="tag" value=${tag} />
          <a class="min-w-0 truncate hover:underline" href="/app/customers?tag=${encodeURIComponent(tag)}">${tag}</a>
          <button class="tag-remove" aria-label="Remove the tag ${tag}">${icon('close', 12)}</button>
        </form>`,
    )}
    <form method="post" action=${action} class="flex items-center gap-1" @submit=${add}>
      <input type="hidden" name="intent" value="add-tag" />
      <label class="sr-only" for="new-tag">Add a tag</label>
      <input
        id="new-tag"
        name="tag"
        class="in-place tag-input"
        maxlength="40"
        autocomplete="off"
        placeholder="Add a tag"
      />
      ${view.live ? nothing : html`<button class="btn small">Add</button>`}
    </form>
  </div>`;
};
