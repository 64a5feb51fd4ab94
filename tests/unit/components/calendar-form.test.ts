import { describe, expect, test } from 'vitest';
import { hoursForm, hoursText, minutesOfDay } from '../../../src/components/settings/calendar-form.ts';
import { readHolidays } from '../../../src/components/settings/holiday-list.ts';

describe('working hours as people write them', () => {
  const monday = (text: string) => hoursForm.safeParse({ monday: text });

  test.each([
    ['09:00–12:30, 13:00–17:30', '09:00–12:30, 13:00–17:30', 480],
    ['9-12:30;13.00 - 17', '09:00–12:30, 13:00–17:00', 450],
    ['8 to 12 and 13 to 24:00', '08:00–12:00, 13:00–24:00', 900],
    ['  ', '', 0],
  ])('%j', (typed, shown, minutes) => {
    const { data } = monday(typed);
    const windows = data?.calendar?.days?.monday ?? [];
    expect(hoursText(windows)).toBe(shown);
    expect(minutesOfDay(windows)).toBe(minutes);
  });

  test.each(['all day', '9', '9-12-15', '25:00-26:00', '12-9', '9-12, 11-15'])('%j is told to be wrong', (typed) => {
    const { success, error } = monday(typed);
    expect(success).toBe(false);
    expect(error?.issues[0]?.path).toContain('monday');
  });
});

describe('holidays out of a text', () => {
  test('a day a line, with a name before or after the date', () => {
    const text = '2026-12-25 Christmas Day\n\nBoxing Day, 26.12.2026\n"2027-01-01","New Year"\n2027-05-01';
    expect(readHolidays(text)).toEqual({
      holidays: [
        { date: '2026-12-25', name: 'Christmas Day' },
        { date: '2026-12-26', name: 'Boxing Day' },
        { date: '2027-01-01', name: 'New Year' },
        { date: '2027-05-01', name: '' },
      ],
      unread: [],
    });
  });
  test('lines without a date are given back', () => {
    expect(readHolidays('2026-12-25\nsoon').unread).toEqual(['soon']);
  });
  test('a calendar file, with folded lines and escaped commas', () => {
    const text = [
      'BEGIN:VCALENDAR',
      'BEGIN:VEVENT',
      'DTSTART;VALUE=DATE:20261225',
      'SUMMARY:Christmas\\, the',
      '  first day',
      'END:VEVENT',
      'BEGIN:VEVENT',
      'SUMMARY:Second',
      'DTSTART:20261226T000000Z',
      'END:VEVENT',
    ].join('\r\n');
    expect(readHolidays(text).holidays).toEqual([
      { date: '2026-12-25', name: 'Christmas, the first day' },
      { date: '2026-12-26', name: 'Second' },
    ]);
  });
});
