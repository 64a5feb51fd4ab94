import { html, nothing } from 'lit';
import { valueAt } from '../../lib/client/dotted-paths.ts';
import type { Edited } from '../../lib/client/record-edits.ts';
import type { EditView } from './edit-view.ts';
import { errorSentence } from './field-error.ts';

/** A value people type. `path` is where the contract keeps it, and the name of its input. */
export interface InPlaceField {
  path: string;
  label: string;
  type?: 'email' | 'tel' | 'url' | 'date' | 'amount';
  max?: number;
  /** Read beneath it. */
  hint?: string | null;
  /** Where the value leads. */
  href?: string | null;
  /** A field that may not be emptied: then it goes back to what it was. */
  required?: boolean;
  /** The text for a value; texts stand for themselves. */
  show?: (value: unknown) => string;
  /** The value a text stands for, empty texts aside, or what is wrong with it. */
  read?: (text: string) => { value: unknown } | { fault: string };
}

const inputModes: Record<string, string> = { email: 'email', tel: 'tel', url: 'url', amount: 'decimal' };
const inputTypes: Record<string, string> = { email: 'email', tel: 'tel', date: 'date' };
const plain = (value: unknown): string => (typeof value === 'string' ? value : '');

const kept = (record: object, { path, show = plain }: InPlaceField): string => show(valueAt(record, path));

/** What a field holds that is not what the record has: still typed, or typed and refused. */
const heldText = <Kept extends Edited>({ record, edits, typed }: EditView<Kept>, field: InPlaceField): string => {
  if (edits.editing?.path === field.path) return edits.editing.shown;
  return edits.drafts.get(field.path)?.text ?? typed[field.path] ?? kept(record, field);
};

const save = <Kept extends Edited>(view: EditView<Kept>, field: InPlaceField, input: HTMLInputElement) => {
  const { edits, record } = view;
  const { path, label, required = false, show = plain } = field;
  const before = kept(record, field);
  // Half a date reads as none: that would take the date away.
  const text = input.validity.badInput ? before : input.value.trim();
  const base = edits.baseOf(path);
  // From here on the field shows what is saved; typing on begins another edit.
  edits.leave();
  if (text === '' && required) input.value = before;
  if (text === before || (text === '' && required)) {
    edits.discard(path);
    return;
  }
  const understood = text === '' ? { value: null } : (field.read?.(text) ?? { value: text });
  if ('fault' in understood) {
    edits.reject(path, text, understood.fault);
    return;
  }
  const { value } = understood;
  if (show(value) === before) {
    edits.discard(path);
    return;
  }
  const typed = show(value);
  if (typed !== edits.drafts.get(path)?.text) void edits.run({ path, label, value, words: show, typed }, base);
};

/** Days picked are saved at once; those typed when one leaves the field: browsers report a change for each digit. */
const dateEvents = <Kept extends Edited>(view: EditView<Kept>, field: InPlaceField) => {
  const saveTyped = (input: HTMLInputElement) => {
    delete input.dataset.typing;
    if (input.validity.badInput) input.value = kept(view.record, field);
    save(view, field, input);
  };
  return {
    key: (event: KeyboardEvent) => {
      const input = event.target as HTMLInputElement;
      if (event.key === 'Enter') saveTyped(input);
      else if (event.key !== 'Tab') input.dataset.typing = 'yes';
    },
    change: (event: Event) => {
      const input = event.target as HTMLInputElement;
      if (!input.dataset.typing) saveTyped(input);
    },
    blur: (event: Event) => {
      const input = event.target as HTMLInputElement;
      if (input.dataset.typing) saveTyped(input);
    },
  };
};

/** A value that is edited where it stands: Enter or leaving saves, Escape puts it back. Enter repeats what failed. */
export const inPlaceField = <Kept extends Edited>(view: EditView<Kept>, field: InPlaceField) => {
  const { edits, formId } = view;
  const { path, label, type, max, hint, href } = field;
  const id = path.replaceAll('.', '-');
  const text = heldText(view, field);
  const draft = edits.drafts.get(path);
  const error = errorSentence(label, draft?.error ?? view.errors[path]);
  const day = type === 'date' ? dateEvents(view, field) : null;
  const enter = () => edits.enter(path, heldText(view, field));
  const keys = (event: KeyboardEvent) => {
    day?.key(event);
    if (event.key !== 'Escape') return;
    const input = event.target as HTMLInputElement;
    delete input.dataset.typing;
    input.value = kept(view.record, field);
    edits.discard(path);
  };
  return html`<div class="detail">
    <label for=${id}>${label}</label>
    <div class="min-w-0">
      <input
        id=${id}
        name=${path}
        form=${formId}
        class="in-place"
        type=${inputTypes[type ?? ''] ?? 'text'}
        inputmode=${inputModes[type ?? ''] ?? nothing}
        maxlength=${max ?? nothing}
        autocomplete="off"
        placeholder="Add"
        value=${text}
        .value=${text}
        aria-invalid=${error ? 'true' : nothing}
        aria-describedby=${[error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ') || nothing}
        @focus=${enter}
        @input=${() => edits.editing?.path === path || enter()}
        @blur=${(event: Event) => {
          day?.blur(event);
          edits.leave();
        }}
        @change=${(event: Event) => (day ? day.change(event) : save(view, field, event.target as HTMLInputElement))}
        @keydown=${keys}
      />
      ${error ? html`<p class="error-text" id="${id}-error">${error}</p>` : nothing}
      ${hint ? html`<p class="text-sm text-muted" id="${id}-hint">${hint}</p>` : nothing}
      ${
        href
          ? html`<a class="link inline-block min-h-6 text-sm" href=${href} target="_blank" rel="noopener noreferrer"
              >Open ${label}</a
            >`
          : nothing
      }
      ${draft?.repeatable ? html`<button form=${formId} class="btn small mt-1">Try again</button>` : nothing}
    </div>
  </div>`;
};
