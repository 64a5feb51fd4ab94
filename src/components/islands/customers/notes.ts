import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { formatAgo } from '../../../lib/client/format.ts';
import type { MentionPicker } from '../../../lib/client/mention-picker.ts';
import type { Note } from '../../../lib/contracts/customer.ts';
import { mentionField } from '../../mentions/mention-field.ts';
import { avatar } from '../../ui/avatar.ts';
import { errorSentence } from '../../ui/field-error.ts';
import type { Markdown } from '../../ui/markdown.ts';
import type { CustomerView } from './view.ts';

export interface NotesState {
  notes: readonly Note[];
  markdown: Markdown;
  picker: MentionPicker;
  /** There are older ones that are not shown. */
  more: boolean;
  busy: boolean;
  error: string | undefined;
  /** Resolves to whether it was saved; then the field is emptied. */
  add: (content: string) => Promise<boolean>;
  showAll: (event: Event) => void;
}

/** What was said and promised, newest first, as Markdown; and a field for what is new. */
export const notesSection = ({ record: customer, zone, now }: CustomerView, state: NotesState) => {
  const error = errorSentence('The note', state.error);
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const field = form.elements.namedItem('content') as HTMLTextAreaElement;
    if (state.busy || !field.value.trim()) return;
    if (await state.add(field.value)) field.value = '';
  };
  return html`<section id="notes" aria-labelledby="notes-title" class="mt-8">
    <h2 id="notes-title" class="under-title">Notes</h2>
    <form method="post" action="/app/customers/${customer.id}#notes" class="grid gap-2" @submit=${submit}>
      <input type="hidden" name="intent" value="note" />
      ${mentionField(state.picker, {
        id: 'note',
        name: 'content',
        label: 'New note',
        placeholder: 'What was said, agreed or promised (Markdown works)',
        invalid: error !== undefined,
        describedBy: error ? 'note-error' : undefined,
      })}
      ${error ? html`<p class="error-text" id="note-error" role="alert">${error}</p>` : nothing}
      <div>
        <button class="btn" aria-disabled=${state.busy ? 'true' : nothing}>
          ${state.busy ? 'Adding…' : 'Add note'}
        </button>
      </div>
    </form>
    ${
      state.notes.length === 0
        ? html`<p class="mt-4 text-muted">No notes yet.</p>`
        : html`<ul class="mt-4 border-t border-line">
            ${repeat(
              state.notes,
              ({ id }) => id,
              (note) => noteRow(note, state.markdown, zone, now),
            )}
          </ul>`
    }
    ${
      state.more
        ? html`<a class="btn mt-3" href="/app/customers/${customer.id}?notes=all#notes" @click=${state.showAll}>
            Show all notes
          </a>`
        : nothing
    }
  </section>`;
};

const noteRow = (note: Note, markdown: Markdown, zone: string, now: string) => {
  const { content, mentions, author, via, createdAt } = note;
  const name = author?.name ?? via ?? 'Throughline';
  return html`<li class="flex gap-3 border-b border-line py-3">
    ${avatar(name)}
    <div class="min-w-0 flex-1">
      <p class="text-sm text-muted">
        <b class="font-[560] text-ink">${name}</b>,
        <time datetime=${createdAt}>${formatAgo(createdAt, zone, now)}</time>
      </p>
      ${via === null ? markdown.show(content, mentions) : markdown.plain(content)}
    </div>
  </li>`;
};
