import { html, nothing } from 'lit';
import { localTime } from '../../../lib/client/local-time.ts';
import type { Reminder } from '../../../lib/contracts/reminder.ts';
import type { Task } from '../../../lib/contracts/task.ts';
import { beforeWords, reminderWords, usualOffsets } from '../../reminders/reminder-words.ts';
import { choiceList } from '../../ui/field.ts';

export interface ReminderState {
  task: Task;
  reminder: Reminder | null;
  zone: string;
  now: string;
  busy: boolean;
  save: (event: SubmitEvent) => Promise<void>;
}

const hour = 60 * 60_000;

/** When the reader is reminded of the task, and a small form to choose it. Posts to the page without JavaScript. */
export const reminderMenu = (state: ReminderState) => {
  const { task, reminder, zone, now, busy, save } = state;
  const waiting = reminder?.remindedAt === null ? reminder : null;
  const choices = choicesFor(task, reminder);
  const at = waiting?.at && !waiting.before ? waiting.at : new Date(Date.parse(now) + 24 * hour).toISOString();
  return html`<details class="menu remind">
    <summary class="editable">
      <span class="text-muted">Remind me</span>
      <span class="font-[550] text-ink">${reminder ? reminderWords(reminder, zone, now) : 'never'}</span>
    </summary>
    <form class="panel" method="post" action="/app/tasks/${task.id}" @submit=${save}>
      <input type="hidden" name="intent" value="reminder" />
      <label class="label" for="remind-when">Remind me of this task</label>
      <select id="remind-when" name="when" class="input small">
        ${choiceList(choices, chosen(waiting))}
      </select>
      <div class="remind-at mt-2.5">
        <label class="label" for="remind-at">At</label>
        <input
          id="remind-at"
          name="at"
          type="datetime-local"
          class="input small num"
          value=${localTime(at, zone)}
          min=${localTime(now, zone)}
        />
      </div>
      <div class="remind-earlier mt-2.5">
        <label class="label" for="remind-amount">How long before</label>
        <div class="flex flex-wrap gap-2">
          <input
            id="remind-amount"
            name="amount"
            type="number"
            min="1"
            max="9999"
            value="2"
            class="input small num w-20!"
          />
          <select name="unit" class="input small w-auto! flex-auto" aria-label="Unit">
            ${choiceList(
              [
                { value: 'minutes', label: 'minutes' },
                { value: 'hours', label: 'hours' },
                { value: 'days', label: 'days' },
              ],
              'hours',
            )}
          </select>
          <select name="of" class="input small w-auto! flex-auto" aria-label="Before what">
            ${choiceList(
              [
                { value: 'due', label: 'before due' },
                { value: 'start', label: 'before start' },
              ],
              task.dueDate === null && task.scheduledFor !== null ? 'start' : 'due',
            )}
          </select>
        </div>
      </div>
      <div class="mt-3">
        <button class="btn primary" aria-disabled=${busy ? 'true' : nothing}>
          ${busy ? 'Saving…' : 'Save reminder'}
        </button>
      </div>
    </form>
  </details>`;
};

const chosen = (reminder: Reminder | null): string => {
  if (!reminder) return '';
  return reminder.before ? `${reminder.before.of}:${reminder.before.minutes}` : 'at';
};

const sentence = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

/** What can be chosen: what the task's dates allow, and what was chosen. */
function choicesFor({ dueDate, scheduledFor }: Task, reminder: Reminder | null) {
  const offsets = [
    ...(dueDate === null ? [] : usualOffsets.map((minutes) => ({ of: 'due' as const, minutes }))),
    ...(scheduledFor === null ? [] : usualOffsets.map((minutes) => ({ of: 'start' as const, minutes }))),
  ];
  const before = reminder?.before;
  if (before && !offsets.some(({ of, minutes }) => of === before.of && minutes === before.minutes)) {
    offsets.push(before);
  }
  return [
    { value: '', label: 'Never' },
    ...offsets.map((offset) => ({ value: `${offset.of}:${offset.minutes}`, label: sentence(beforeWords(offset)) })),
    { value: 'at', label: 'At a time…' },
    ...(dueDate === null && scheduledFor === null ? [] : [{ value: 'earlier', label: 'Another time before…' }]),
  ];
}
