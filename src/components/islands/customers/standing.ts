import { html, nothing } from 'lit';
import type { Customer } from '../../../lib/contracts/customer.ts';
import { sourceChoices } from '../../customers/customer-fields.ts';
import { choiceList, choicesOf, type Choice } from '../../ui/field.ts';
import { icon } from '../../ui/icon.ts';
import { customerStatusWords } from '../../ui/words.ts';
import { formId } from './details.ts';
import type { CustomerView } from './view.ts';

const wordsOf = (choices: readonly Choice[]) => (value: unknown) => {
  const text = typeof value === 'string' ? value : '';
  return choices.find((choice) => choice.value === text)?.label ?? text;
};

/** How a customer stands: status, source and owner, each changed where it stands. */
export const standing = (view: CustomerView) => {
  const { customer, members, edits } = view;
  const people = [{ value: '', label: 'Nobody' }, ...members.map(({ id, name }) => ({ value: id, label: name }))];
  const owned = customer.assignedTo !== null && !members.some(({ id }) => id === customer.assignedTo);
  const owners = owned
    ? [...people, { value: customer.assignedTo ?? '', label: customer.assignee?.name ?? 'A former member' }]
    : people;
  const select = (
    label: string,
    path: 'status' | 'source' | 'assignedTo',
    choices: readonly Choice[],
    shown?: (value: string) => object,
  ) => {
    const value = view.typed[path] ?? customer[path] ?? '';
    return html`<label class="flex items-center gap-1" for="customer-${path}">
      <span>${label}</span>
      <select
        id="customer-${path}"
        name=${path}
        form=${formId}
        class="editable"
        autocomplete="off"
        .value=${value}
        @focus=${() => view.enter(path)}
        @blur=${() => view.leave()}
        @change=${(event: Event) => {
          const chosen = (event.target as HTMLSelectElement).value;
          const base = view.editing?.path === path ? view.editing.base : edits.version;
          void edits.run(
            { path, label, value: chosen || null, words: wordsOf(choices), ...(shown && { shown: shown(chosen) }) },
            base,
          );
        }}
      >
        ${choiceList(choices, value)}
      </select>
    </label>`;
  };
  const assignee = (id: string): Pick<Customer, 'assignee'> => {
    const member = members.find((other) => other.id === id);
    return { assignee: member ? { id: member.id, name: member.name, avatar: member.avatar } : null };
  };
  return html`<div class="mt-3.5 flex flex-wrap items-center gap-x-[18px] gap-y-1.5 text-muted">
    ${select('Status', 'status', choicesOf(customerStatusWords))} ${select('Owner', 'assignedTo', owners, assignee)}
    ${select('Source', 'source', sourceChoices(customer.source))}
  </div>`;
};

/** Tags as chips with their way out, and a field for another. */
export const tagLine = (view: CustomerView) => {
  const { customer, edits } = view;
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
