import { html } from 'lit';
import { ref } from 'lit/directives/ref.js';
import { keptWhileTyping } from '../../ui/kept-while-typing.ts';
import { editTask } from './changes.ts';
import type { HeadingField } from './page-state.ts';
import type { TaskView } from './view.ts';

/** The field under edit, with what was typed when it could not be saved, and how to go in and out of it. */
export interface HeadingEdit {
  field: HeadingField | null;
  draft: string | null;
  open: (field: HeadingField | null, draft?: string) => void;
  /** Puts the focus back on the text of a field that was left by a key. */
  back: (field: HeadingField) => void;
}

const focusNew = (element: Element | undefined) => {
  if (!(element instanceof HTMLTextAreaElement) || element.dataset.entered) return;
  element.dataset.entered = 'yes';
  // It is not in the page yet.
  queueMicrotask(() => {
    element.focus();
    element.setSelectionRange(element.value.length, element.value.length);
  });
};

/** Title and description, with the forms they are in: text until one clicks it; saved when one leaves the field, Escape leaves it as it was. */
export const heading = ({ task, run, enter }: TaskView, edit: HeadingEdit) => {
  const place = `/app/tasks/${task.id}`;
  /** Without JavaScript the page comes anew with the field. */
  const begin = (event: SubmitEvent) => {
    event.preventDefault();
    const field = (event.submitter as HTMLButtonElement | null)?.value as HeadingField | undefined;
    if (!field) return;
    enter();
    edit.open(field);
  };
  const editor = (field: HeadingField, label: string, max: number) => {
    const leave = (event: Event) => {
      if (edit.field !== field) return;
      const raw = (event.target as HTMLTextAreaElement).value;
      const value = field === 'title' ? raw.trim().replaceAll(/\s+/g, ' ') : raw;
      edit.open(null);
      if (value === task[field] || (field === 'title' && !value)) return;
      const doing = `${label} changed`;
      const change = editTask(task, { [field]: value }, doing, (patch) => `“${patch[field]}”`);
      void run(change, `${doing}.`).then((saved) => {
        if (!saved) edit.open(field, value);
      });
    };
    const keys = (event: KeyboardEvent) => {
      if (event.key === 'Escape') {
        // Closing takes the field away, and that is leaving it too: there must be nothing to save.
        (event.target as HTMLTextAreaElement).value = task[field];
        edit.open(null);
        edit.back(field);
      } else if (event.key === 'Enter' && (field === 'title' || event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        (event.target as HTMLElement).blur();
        edit.back(field);
      }
    };
    return html`<textarea
        class="in-place"
        form="save-heading"
        name=${field}
        data-text=${edit.draft ?? task[field]}
        rows="1"
        maxlength=${max}
        aria-label=${label}
        .value=${keptWhileTyping(edit.draft ?? task[field])}
        @blur=${leave}
        @keydown=${keys}
        ${ref(focusNew)}
      ></textarea>
      <button class="btn small needs-no-script mt-1" form="save-heading">Save</button>`;
  };
  const text = (field: HeadingField, shown: string, classes = '') =>
    html`<button class="in-place" form="edit-heading" name="edit" value=${field} title="Edit the ${field}">
      <span class=${classes}>${shown}</span>
    </button>`;
  const forms = html`<form id="edit-heading" hidden method="get" action=${place} @submit=${begin}></form>
    <form
      id="save-heading"
      hidden
      method="post"
      action=${place}
      @submit=${(event: SubmitEvent) => event.preventDefault()}
    >
      <input type="hidden" name="intent" value="save-facts" />
      <input type="hidden" name="version" value=${task.version} />
    </form>`;
  return {
    forms,
    title: html`<h1 class="min-w-0 flex-1 basis-64 text-2xl font-[620] tracking-[-0.018em]">
      ${edit.field === 'title' ? editor('title', 'Title', 200) : text('title', task.title)}
    </h1>`,
    description: html`<div class="prose-width text-ink-2">
      ${
        edit.field === 'description'
          ? editor('description', 'Description', 10_000)
          : text(
              'description',
              task.description || 'Add what is known: context, constraints, people',
              task.description ? 'whitespace-pre-line' : 'text-muted',
            )
      }
    </div>`,
  };
};
