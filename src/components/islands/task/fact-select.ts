import { html } from 'lit';
import { choiceList } from '../../ui/field.ts';
import { factHeld } from './page-state.ts';
import type { TaskView } from './view.ts';

/** A fact that is changed where it stands, from a menu. */
export const factSelect = (
  label: string,
  /** What it is called in the form. */
  name: string,
  value: string,
  choices: readonly { value: string; label: string }[],
  change: (value: string) => void,
  { enter, refused }: Pick<TaskView, 'enter' | 'refused'>,
) => {
  const held = factHeld(refused, name, value);
  return html`<label class="flex max-w-full min-w-0 items-center gap-1" for=${idOf(name)}>
    <span>${label}</span>
    <select
      id=${idOf(name)}
      name=${name}
      class="editable"
      .value=${held}
      @focus=${enter}
      @change=${({ target }: Event & { target: HTMLSelectElement }) => {
        const chosen = target.value;
        // Until it is changed the menu says what holds.
        target.value = value;
        change(chosen);
      }}
    >
      ${choiceList(choices, held)}
    </select>
  </label>`;
};

const ids: Record<string, string> = { customerId: 'customer', dealId: 'deal', assignedTo: 'owner' };
const idOf = (name: string) => `task-${ids[name] ?? name}`;
