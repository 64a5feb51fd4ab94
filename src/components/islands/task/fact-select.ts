import { html } from 'lit';
import { choiceList } from '../../ui/field.ts';

/** A fact that is changed where it stands, from a menu. */
export const factSelect = (
  label: string,
  id: string,
  value: string,
  choices: readonly { value: string; label: string }[],
  change: (value: string) => void,
  enter: () => void,
) =>
  html`<label class="flex max-w-full min-w-0 items-center gap-1" for=${id}>
    <span>${label}</span>
    <select
      id=${id}
      class="editable"
      .value=${value}
      @focus=${enter}
      @change=${({ target }: Event & { target: HTMLSelectElement }) => {
        const chosen = target.value;
        // Until it is changed the menu says what holds.
        target.value = value;
        change(chosen);
      }}
    >
      ${choiceList(choices, value)}
    </select>
  </label>`;
