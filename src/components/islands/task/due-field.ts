import { html } from 'lit';
import { endOfWorkday, formatDay, isoDay } from '../../../lib/client/format.ts';
import { editTask, type TaskPatch } from './changes.ts';
import type { TaskView } from './view.ts';

/**
 * The day a task is due. A day picked is saved at once; one that is typed when one leaves the field or presses Enter:
 * browsers report a change for each digit, the year 0002 before 2026.
 */
export const dueField = ({ task, zone, now, run, enter }: TaskView) => {
  const shown = task.dueDate ? isoDay(task.dueDate, zone) : '';
  const words = ({ dueDate }: TaskPatch) => (dueDate ? formatDay(dueDate, zone, now) : 'no due date');
  const save = (field: HTMLInputElement) => {
    delete field.dataset.typing;
    // Half a date reads as none: that would take the due date away.
    if (field.validity.badInput) field.value = shown;
    if (field.value === shown) return;
    const dueDate = endOfWorkday(field.value, zone);
    const doing = dueDate ? `Due ${formatDay(dueDate, zone, now)}` : 'Due date removed';
    void run(editTask(task, { dueDate }, doing, words), `${doing}.`);
  };
  const input = (event: Event) => event.target as HTMLInputElement;
  return html`<label class="flex items-center gap-1" for="task-due">
    <span>Due</span>
    <input
      id="task-due"
      type="date"
      class="editable num font-[550] text-ink"
      .value=${shown}
      value=${shown}
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
