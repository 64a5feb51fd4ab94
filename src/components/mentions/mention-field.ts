import { html, nothing } from 'lit';
import type { MentionPicker } from '../../lib/client/mention-picker.ts';
import { avatar } from '../ui/avatar.ts';

interface MentionFieldOptions {
  id: string;
  name: string;
  /** Said, not shown. */
  label: string;
  placeholder?: string;
  /** What stands in it when the page comes. */
  text?: string;
  invalid?: boolean;
  describedBy?: string | undefined;
}

/** A field for Markdown in which `@` offers members. Ctrl and Enter send its form. */
export const mentionField = (picker: MentionPicker, options: MentionFieldOptions) => {
  const { id, name, label, placeholder, text, invalid = false, describedBy } = options;
  const open = picker.field?.id === id;
  const option = (index: number) => `${id}-member-${index}`;
  const keys = (event: KeyboardEvent) => {
    if (picker.key(event) || event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    (event.target as HTMLTextAreaElement).form?.requestSubmit();
  };
  return html`<div class="relative">
    <label class="sr-only" for=${id}>${label}</label>
    <textarea
      id=${id}
      name=${name}
      class="input"
      rows="2"
      maxlength="10000"
      required
      data-text=${text ?? nothing}
      placeholder=${placeholder ?? nothing}
      aria-autocomplete="list"
      aria-controls=${open ? `${id}-members` : nothing}
      aria-activedescendant=${open ? option(picker.active) : nothing}
      aria-invalid=${invalid ? 'true' : nothing}
      aria-describedby=${describedBy ?? nothing}
      @input=${picker.look}
      @click=${picker.look}
      @keydown=${keys}
      @blur=${picker.close}
    ></textarea>
    ${
      open
        ? html`<ul class="mention-list" id="${id}-members" role="listbox" aria-label="Members">
            ${picker.matches.map(
              (member, index) =>
                html`<li
                  id=${option(index)}
                  role="option"
                  aria-selected=${index === picker.active ? 'true' : 'false'}
                  @mousedown=${(event: Event) => event.preventDefault()}
                  @click=${() => picker.take(member)}
                >
                  ${avatar(member.name)} ${member.name}
                </li>`,
            )}
          </ul>`
        : nothing
    }
    <span class="sr-only" role="status">
      ${open ? `${picker.matches.length} to mention: arrow keys choose, Enter takes` : nothing}
    </span>
  </div>`;
};
