import { html } from 'lit';
import { formatDay, isoDay } from '../../../lib/client/format.ts';
import { editTask, type TaskPatch } from './changes.ts';
import { factHeld } from './page-state.ts';
import type { DayKind } from './day-kinds.ts';
import type { TaskView } from './view.ts';

/**
 * A day of a task. A day picked is saved at once; one that is typed when one leaves the field or presses Enter:
 * browsers report a change for each digit, the year 0002 before 2026.
 */
export const dayField = ({ task, zone, now, refused, run, enter }: TaskView, { path, id, label, at }: DayKind) => {
  const day = task[path];
  const shown = day ? isoDay(day, zone) : '';
  const held = factHeld(refused, path, shown);
  const words = (patch: TaskPatch) => (patch[path] ? formatDay(patch[path], zone, now) : 'no date');
  const save = (field: HTMLInputElement) => {
    delete field.dataset.typing;
    // Half a date reads as none: that would take the date away.
    if (field.validity.badInput) field.value = shown;
    if (field.value === shown) return;
    const instant = at(field.value, zone);
    const doing = instant ? `${label} ${formatDay(instant, zone, now)}` : `${label} date removed`;
    void run(editTask(task, { [path]: instant }, doing, words), `${doing}.`);
  };
  const input = (event: Event) => event.target as HTMLInputElement;
  return html`<label class="flex items-center gap-1" for=${id}>
    <span>${label}</span>
    <input
      id=${id}
      name=${path}
      type="date"
      class="editable num font-[550] text-ink"
      .value=${held}
      value=${held}
      @focus=${enter}
      @keydown=${(event: KeyboardEvent) => {
        if (event.key === 'Enter') save(input(event));
        else if (event.key !== 'Tab') input(event).dataset.typing = 'yes';
      }}
      @change=${(event: Event) => {
        if (!input(event).dataset.typing) save(input(event));
      }}
      @blur=${(event: Event) => {
        if (input(event).dataset.typing) save(input(event));
      }}
    />
  </label>`;
};
