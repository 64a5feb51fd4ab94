import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readLine } from '../../../src/lib/domain/quick-line/read-line.ts';
import { defaultCalendar } from '../../../src/lib/planning/calendar.ts';

/** Thursday, 26 November 2026, ten in the morning in Berlin. */
const now = new Date('2026-11-26T09:00:00Z');
const dana = { id: 'd', name: 'Dana Kim' };
const people = [dana, { id: 'o', name: 'Otto Rank' }, { id: 'p', name: 'Olga Petrov' }];
const berlin = defaultCalendar('Europe/Berlin');
const read = (line: string, plain: string[] = [], calendar = berlin) => {
  const { title, priority, person, tags, dueDate, scheduledFor } = readLine(line, {
    now,
    calendar,
    people,
    me: dana,
    plain: new Set(plain),
  });
  return {
    title,
    ...(priority && { priority }),
    ...(person && { person: person.id }),
    ...(tags.length > 0 && { tags }),
    ...(dueDate && { due: dueDate.toISOString().slice(0, 16) }),
    ...(scheduledFor && { at: scheduledFor.toISOString().slice(0, 16) }),
  };
};

test.each<[string, object]>([
  [
    'Call Acme Tuesday 3pm !high @me #renewal',
    {
      title: 'Call Acme',
      priority: 'high',
      person: 'd',
      tags: ['renewal'],
      due: '2026-12-01T16:30',
      at: '2026-12-01T14:00',
    },
  ],
  ['Send the offer by Friday', { title: 'Send the offer', due: '2026-11-27T16:30' }],
  ['Send the offer by Friday 12:00', { title: 'Send the offer', due: '2026-11-27T11:00' }],
  ['tomorrow call Dana', { title: 'call Dana', due: '2026-11-27T16:30' }],
  ['Review contract on 15 December @olga', { title: 'Review contract', person: 'p', due: '2026-12-15T16:30' }],
  ['Pay invoice 2026-12-24', { title: 'Pay invoice', due: '2026-12-24T16:30' }],
  ['Renew in two weeks', { title: 'Renew', due: '2026-12-10T16:30' }],
  ['Close the books by the end of Q4', { title: 'Close the books', due: '2026-12-31T16:30' }],
  ['Call at 9pm today', { title: 'Call', due: '2026-11-26T20:00', at: '2026-11-26T20:00' }],
  // After the clocks change the hour is the new one's.
  ['Demo 29 March 2027 10:00', { title: 'Demo', due: '2027-03-29T15:30', at: '2027-03-29T08:00' }],
  // What means nothing stays.
  ['Plan 3 March campaigns', { title: 'Plan 3 March campaigns' }],
  ['Ask @o about !soon', { title: 'Ask @o about !soon' }],
  ['Mail ada@example.com now!', { title: 'Mail ada@example.com now!' }],
  ['Fix issue #', { title: 'Fix issue #' }],
  ['Call 3 leads', { title: 'Call 3 leads' }],
  ['!low !urgent twice, @otto', { title: 'twice', priority: 'urgent', person: 'o' }],
])('%s', (line, expected) => {
  expect(read(line)).toEqual(expected);
});

test('a day ends when the company’s work does; one without work at its end', () => {
  const short = [{ start: 8 * 60, end: 14 * 60 }];
  const calendar = { ...berlin, days: [[], ...Array.from({ length: 5 }, () => short), []] };
  expect(read('Send the offer by Friday', [], calendar).due).toBe('2026-11-27T13:00');
  expect(read('Close the books by the end of Q4', [], calendar).due).toBe('2026-12-31T13:00');
  expect(read('Call Acme Tuesday 10:00', [], calendar)).toMatchObject({
    at: '2026-12-01T09:00',
    due: '2026-12-01T13:00',
  });
  expect(read('Send the offer by Saturday', [], calendar).due).toBe('2026-11-28T22:59');
});

test('words that a person takes back stay in the title', () => {
  expect(read('Call Acme Tuesday 3pm !high', ['Tuesday 3pm'])).toEqual({
    title: 'Call Acme Tuesday 3pm',
    priority: 'high',
  });
  expect(read('Call Acme !high #a', ['!high', '#a'])).toEqual({ title: 'Call Acme !high #a' });
});

test('any line can be read, and nothing is made up: the title is what was written, less what was understood', () => {
  const words = fc.constantFrom(
    'call',
    '!high',
    '@me',
    '#x',
    'Friday',
    '3pm',
    'tomorrow',
    'by',
    '31.',
    'May',
    '!',
    '@',
    '  ',
    'ß',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'grapheme' }),
        fc.array(words).map((list) => list.join(' ')),
      ),
      (line) => {
        const { title, parts } = readLine(line, {
          now,
          calendar: defaultCalendar('America/New_York'),
          people,
          me: null,
        });
        let at = 0;
        for (const character of title.replaceAll(/\s/g, '')) {
          at = line.indexOf(character, at);
          expect(at).toBeGreaterThanOrEqual(0);
          at += 1;
        }
        for (const { text, start, end } of parts) expect(line.slice(start, end)).toBe(text);
      },
    ),
  );
});
