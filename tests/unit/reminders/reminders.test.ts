import { expect, test } from 'vitest';
import { reminderForm, reminderRequest } from '../../../src/components/reminders/reminder-form.ts';
import { reminderWords } from '../../../src/components/reminders/reminder-words.ts';
import { localTime } from '../../../src/lib/client/local-time.ts';
import { isOpen, lateWords, reminderTime } from '../../../src/lib/domain/reminders.ts';

const due = new Date('2026-11-27T16:30:00Z');
const start = new Date('2026-11-26T08:00:00Z');

test('a reminder is due at its time, or so long before the date it goes by', () => {
  const dates = { dueDate: due, scheduledFor: start };
  const before = (of: 'due' | 'start', minutes: number) => reminderTime({ at: null, before: { of, minutes } }, dates);
  expect(before('due', 60)).toEqual(new Date('2026-11-27T15:30:00Z'));
  expect(before('start', 0)).toEqual(start);
  expect(reminderTime({ at: start, before: null }, { dueDate: null, scheduledFor: null })).toEqual(start);
  const none = { dueDate: null, scheduledFor: start };
  expect(reminderTime({ at: null, before: { of: 'due', minutes: 5 } }, none)).toBeNull();
});

test('nobody is reminded of what is over', () => {
  expect(isOpen({ status: 'in_progress', deletedAt: null })).toBe(true);
  expect(isOpen({ status: 'completed', deletedAt: null })).toBe(false);
  expect(isOpen({ status: 'cancelled', deletedAt: null })).toBe(false);
  expect(isOpen({ status: 'pending', deletedAt: due })).toBe(false);
});

test('what comes late says how late', () => {
  const after = (minutes: number) => lateWords(due, new Date(due.getTime() + minutes * 60_000));
  expect([4, 5, 59, 61, 47 * 60, 49 * 60].map(after)).toEqual([
    ...['', '5 min late', '59 min late', '1 h late', '47 h late'],
    '2 days late',
  ]);
});

const asked = (fields: Record<string, string>, zone = 'UTC') =>
  reminderRequest(reminderForm.parse({ intent: 'reminder', ...fields }), zone);

test('the form asks for an offset, a time there, or none', () => {
  expect(asked({ when: '' })).toBeNull();
  expect(asked({ when: 'due:60' })).toEqual({ before: { of: 'due', minutes: 60 } });
  expect(asked({ when: 'start:0' })).toEqual({ before: { of: 'start', minutes: 0 } });
  expect(asked({ when: 'earlier', amount: '3', unit: 'days', of: 'start' })).toEqual({
    before: { of: 'start', minutes: 3 * 24 * 60 },
  });
  expect(asked({ when: 'at', at: '2026-11-27T09:00' }, 'Europe/Berlin')).toEqual({ at: '2026-11-27T08:00:00.000Z' });
});

test('what cannot be understood is nothing', () => {
  const senseless: Record<string, string>[] = [
    { when: 'at', at: 'tomorrow' },
    { when: 'at' },
    { when: 'earlier' },
    { when: 'earlier', amount: '-2' },
    { when: 'due:soon' },
    { when: 'due' },
  ];
  for (const fields of senseless) {
    expect(asked(fields), JSON.stringify(fields)).toBeUndefined();
  }
});

test('a reminder says when it comes, came, or what it waits for', () => {
  const now = '2026-11-26T09:00:00.000Z';
  const words = (reminder: object) =>
    reminderWords({ at: null, before: null, remindedAt: null, ...reminder }, 'Europe/Berlin', now);
  const before = { of: 'due', minutes: 1440 } as const;
  expect(words({ at: '2026-11-26T16:30:00Z', before })).toBe('1 day before it is due, Thu 26 Nov 17:30');
  expect(words({ before })).toBe('1 day before it is due, once it has that date');
  expect(words({ at: due.toISOString() })).toBe('Fri 27 Nov 17:30');
  expect(words({ at: due.toISOString(), remindedAt: due.toISOString() })).toBe('Reminded Fri 27 Nov 17:30');
  expect(words({ at: due.toISOString(), before: { of: 'start', minutes: 0 } })).toMatch(/^when it starts/);
  expect(localTime('2026-11-27T08:05:00Z', 'Europe/Berlin')).toBe('2026-11-27T09:05');
});
