import { describe, expect, test } from 'vitest';
import { defaultCalendar, suggestDueDate } from '../../../src/lib/planning/index.ts';

/** A Thursday. */
const now = new Date('2026-11-26T10:00:00Z');
const suggest = (title: string, description?: string, calendar = defaultCalendar('Europe/Berlin')) =>
  suggestDueDate({ title, description }, now, calendar);

test.each([
  ['Win the Acme renewal before 15 December', '2026-12-15', '15 December'],
  ['Call by Friday', '2026-11-27', 'Friday'],
  ['Call by Thursday', '2026-11-26', 'Thursday'],
  ['Call next Friday', '2026-12-04', 'next Friday'],
  ['Sign until 3 March 2027', '2027-03-03', '3 March 2027'],
  ['Sign by December 15th', '2026-12-15', 'December 15th'],
  ['Sign by Jan 3', '2027-01-03', 'Jan 3'],
  ['Sign by 15.12.', '2026-12-15', '15.12.'],
  ['Sign by 15.12.2027', '2027-12-15', '15.12.2027'],
  ['Report on 2027-02-01', '2027-02-01', '2027-02-01'],
  ['Fair in Munich 12-14 March', '2027-03-12', '12-14 March'],
  ['Launch on the 3rd of February', '2027-02-03', 'the 3rd of February'],
  ['Renew by the end of Q1', '2027-03-31', 'the end of Q1'],
  ['Deliver in Q1 2028', '2028-03-31', 'Q1 2028'],
  ['Deliver before Q2', '2027-03-31', 'Q2'],
  ['Deliver by Q2', '2027-04-01', 'Q2'],
  ['Book 15 meetings in May', '2027-05-31', 'May'],
  ['Deliver by March', '2027-03-01', 'March'],
  ['Deliver before March', '2027-02-28', 'March'],
  ['Deliver by mid January', '2027-01-15', 'mid January'],
  ['Deliver early February 2027', '2027-02-07', 'early February 2027'],
  ['Hire by the end of March', '2027-03-31', 'the end of March'],
  ['Close this quarter', '2026-12-31', 'this quarter'],
  ['Close next month', '2026-12-31', 'next month'],
  ['Close by end of next week', '2026-12-04', 'end of next week'],
  ['Close by the end of the year', '2026-12-31', 'the end of the year'],
  ['Close by year-end', '2026-12-31', 'year-end'],
  ['Close EOM', '2026-11-30', 'EOM'],
  ['Do it today', '2026-11-26', 'today'],
  ['Do it tomorrow', '2026-11-27', 'tomorrow'],
  ['Do it in two weeks', '2026-12-10', 'two weeks'],
  ['Do it within 10 working days', '2026-12-10', '10 working days'],
  ['Do it within 5 days', '2026-12-01', '5 days'],
  ['Do it in three months', '2027-02-26', 'three months'],
  ['Do it in a fortnight', '2026-12-10', 'a fortnight'],
  ['Dinner before Christmas', '2026-12-24', 'Christmas'],
  ['Deliver by Feb 29', '2028-02-29', 'Feb 29'],
])('%s: %s', (title, day, phrase) => {
  expect(suggest(title)).toMatchObject({ phrase });
  expect(suggest(title)?.date.toISOString().slice(0, 10)).toBe(day);
});

test.each([
  'Plan 3 March campaigns',
  'Report on Q3 churn',
  'Send the December newsletter',
  'May call Sam',
  'Second call with Sun Microsystems',
  'Sign by 31 February',
  'Sign before 3 March 2020',
  'Plan the 2027 budget',
  'Win the Acme renewal',
])('“%s” names no deadline to come', (title) => {
  expect(suggest(title)).toBeNull();
});

describe('the description', () => {
  test('counts only after a plain word for a deadline', () => {
    expect(suggest('Win Acme', 'Their contract ends 31 December.')).toBeNull();
    expect(suggest('Win Acme', 'They decide by 10 December, after 2 December.')?.phrase).toBe('10 December');
    expect(suggest('Win Acme by Friday', 'Due 10 December.')?.phrase).toBe('Friday');
  });
});

test('the due time is the end of work on that day in the calendar’s zone', () => {
  expect(suggest('Call by Friday')?.date.toISOString()).toBe('2026-11-27T16:30:00.000Z');
  expect(suggest('Call by Friday', '', defaultCalendar('America/New_York'))?.date.toISOString()).toBe(
    '2026-11-27T22:30:00.000Z',
  );
  expect(suggest('Call by Sunday')?.date.toISOString()).toBe('2026-11-29T22:59:00.000Z');
});
