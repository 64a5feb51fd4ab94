import { html } from 'lit';
import { valueAt } from '../../lib/client/dotted-paths.ts';
import type { Edited } from '../../lib/client/record-edits.ts';
import type { MemberRef } from '../../lib/contracts/common.ts';
import type { Member } from '../../lib/contracts/user.ts';
import type { EditView } from './edit-view.ts';
import { choiceList, type Choice } from './field.ts';

interface InPlaceSelect {
  id: string;
  label: string;
  path: string;
  choices: readonly Choice[];
  /** More that shows with the value chosen and is not sent. */
  shown?: (value: string) => object;
}

/** A choice that is made where it stands; the empty one stands for nothing. */
export const inPlaceSelect = <Kept extends Edited>(
  { record, edits, typed, formId }: EditView<Kept>,
  { id, label, path, choices, shown }: InPlaceSelect,
) => {
  const kept = valueAt(record, path);
  const value = typed[path] ?? (typeof kept === 'string' ? kept : '');
  const words = (other: unknown): string => {
    const text = typeof other === 'string' ? other : '';
    return choices.find((choice) => choice.value === text)?.label ?? text;
  };
  const change = (event: Event) => {
    const chosen = (event.target as HTMLSelectElement).value;
    void edits.run(
      { path, label, value: chosen || null, words, ...(shown && { shown: shown(chosen) }) },
      edits.baseOf(path),
    );
  };
  return html`<select
    id=${id}
    name=${path}
    form=${formId}
    class="editable"
    autocomplete="off"
    .value=${value}
    @focus=${() => edits.enter(path, value)}
    @blur=${() => edits.leave()}
    @change=${change}
  >
    ${choiceList(choices, value)}
  </select>`;
};

/** A choice in a line of facts, with its label before it. */
export const inPlaceFact = <Kept extends Edited>(view: EditView<Kept>, select: InPlaceSelect) =>
  html`<label class="flex max-w-full items-center gap-1" for=${select.id}>
    <span>${select.label}</span>
    ${inPlaceSelect(view, select)}
  </label>`;

type Owned = Edited & { assignedTo: string | null; assignee: MemberRef | null };

/** Who looks after a record, also when that member is none any more. */
export const ownerFact = <Kept extends Owned>(view: EditView<Kept>, id: string, members: readonly Member[]) => {
  const { assignedTo, assignee } = view.record;
  const people = [
    { value: '', label: 'Nobody' },
    ...members.map((member) => ({ value: member.id, label: member.name })),
  ];
  const former = assignedTo !== null && !members.some((member) => member.id === assignedTo);
  const choices = former ? [...people, { value: assignedTo, label: assignee?.name ?? 'A former member' }] : people;
  const shown = (chosen: string): { assignee: MemberRef | null } => {
    const member = members.find((other) => other.id === chosen);
    return { assignee: member ? { id: member.id, name: member.name, avatar: member.avatar } : null };
  };
  return inPlaceFact(view, { id, label: 'Owner', path: 'assignedTo', choices, shown });
};
