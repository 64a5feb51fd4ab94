import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addWorkingMinutes,
  CalendarError,
  defaultCalendar,
  nextWorkingInstant,
  subtractWorkingMinutes,
  workingMinutesBetween,
  type WorkingCalendar,
} from '../../../src/lib/planning/index.ts';
import { instantOf, wallOf } from '../../../src/lib/planning/zoned-time.ts';
import { runs } from './plans.ts';

const zones = ['UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Pacific/Apia'];
const roundTheClock = (timeZone: string): WorkingCalendar => ({
  timeZone,
  days: Array.from({ length: 7 }, () => [{ start: 0, end: 24 * 60 }]),
  holidays: [],
});
const calendars = fc
  .constantFrom(...zones)
  .chain((zone) =>
    fc.constantFrom(defaultCalendar(zone), defaultCalendar(zone, ['2026-12-25', '2027-01-01']), roundTheClock(zone)),
  );
const instants = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 11, 31) }).map((time) => new Date(time));
const minutes = fc.integer({ min: 0, max: 6000 });
const at = (iso: string) => new Date(iso);
const iso = (date: Date) => date.toISOString();

describe('the algebra of working time', () => {
  test('what is added can be measured and taken away again', () => {
    fc.assert(
      fc.property(calendars, instants, minutes, (calendar, start, span) => {
        const end = addWorkingMinutes(calendar, start, span);
        expect(workingMinutesBetween(calendar, start, end)).toBeCloseTo(span, 6);
        expect(workingMinutesBetween(calendar, end, start)).toBeCloseTo(-span, 6);
        const back = subtractWorkingMinutes(calendar, end, span);
        expect(workingMinutesBetween(calendar, back, end)).toBeCloseTo(span, 6);
        expect(iso(nextWorkingInstant(calendar, back))).toBe(iso(nextWorkingInstant(calendar, start)));
      }),
      runs,
    );
  });

  test('two spans one after the other are one', () => {
    fc.assert(
      fc.property(calendars, instants, minutes, minutes, (calendar, start, first, second) => {
        const inSteps = addWorkingMinutes(calendar, addWorkingMinutes(calendar, start, first), second);
        const atOnce = addWorkingMinutes(calendar, start, first + second);
        if (second > 0) expect(iso(inSteps)).toBe(iso(atOnce));
        else expect(workingMinutesBetween(calendar, inSteps, atOnce)).toBeCloseTo(0, 6);
        if (first === 0) return; // the next moment of work and the end of the last are two different things
        expect(iso(addWorkingMinutes(calendar, start, -first))).toBe(
          iso(subtractWorkingMinutes(calendar, start, first)),
        );
        expect(iso(subtractWorkingMinutes(calendar, start, -first))).toBe(
          iso(addWorkingMinutes(calendar, start, first)),
        );
      }),
      runs,
    );
  });

  test('a later start never ends earlier', () => {
    fc.assert(
      fc.property(calendars, instants, fc.nat(5 * 86_400_000), minutes, (calendar, start, later, span) => {
        const delayed = new Date(start.getTime() + later);
        expect(addWorkingMinutes(calendar, delayed, span) >= addWorkingMinutes(calendar, start, span)).toBe(true);
      }),
      runs,
    );
  });
});

describe('office hours', () => {
  const berlin = defaultCalendar('Europe/Berlin', ['2026-12-25']);

  test('the lunch break, the night, the weekend and holidays do not count', () => {
    expect(iso(addWorkingMinutes(berlin, at('2026-11-26T08:00:00Z'), 210))).toBe('2026-11-26T11:30:00.000Z');
    expect(iso(addWorkingMinutes(berlin, at('2026-11-26T08:00:00Z'), 211))).toBe('2026-11-26T12:01:00.000Z');
    expect(iso(nextWorkingInstant(berlin, at('2026-11-26T11:30:00Z')))).toBe('2026-11-26T12:00:00.000Z');
    expect(iso(addWorkingMinutes(berlin, at('2026-11-27T16:00:00Z'), 60))).toBe('2026-11-30T08:30:00.000Z');
    expect(workingMinutesBetween(berlin, at('2026-12-24T00:00:00Z'), at('2026-12-28T23:00:00Z'))).toBe(960);
  });

  test.each([
    ['Europe/Berlin', '2026-03-27T15:30:00Z', '2026-03-30T08:00:00.000Z'],
    ['America/New_York', '2026-03-06T21:30:00Z', '2026-03-09T14:00:00.000Z'],
    ['America/New_York', '2026-10-30T20:30:00Z', '2026-11-02T15:00:00.000Z'],
    ['Australia/Lord_Howe', '2026-10-02T06:00:00Z', '2026-10-04T23:00:00.000Z'],
    ['Asia/Kathmandu', '2026-11-27T10:45:00Z', '2026-11-30T04:15:00.000Z'],
  ])('two hours from Friday afternoon in %s keep the clock on the wall', (zone, start, end) => {
    expect(iso(addWorkingMinutes(defaultCalendar(zone), at(start), 120))).toBe(end);
  });
});

describe('clock changes within working time', () => {
  test.each([
    ['Europe/Berlin', '2026-03-29', 23],
    ['Europe/Berlin', '2026-10-25', 25],
    ['America/New_York', '2026-11-01', 25],
    ['Australia/Lord_Howe', '2026-04-05', 24.5],
    ['Australia/Lord_Howe', '2026-10-04', 23.5],
    ['Asia/Kathmandu', '2026-03-29', 24],
    ['Pacific/Apia', '2011-12-30', 0],
  ])('in %s the day %s has %d hours', (timeZone, day, hours) => {
    const weekday = new Date(day).getUTCDay();
    const calendar = {
      timeZone,
      days: roundTheClock(timeZone).days.map((windows, index) => (index === weekday ? windows : [])),
      holidays: [],
    };
    const noon = at(`${day}T12:00:00Z`).getTime();
    const [from, to] = [new Date(noon - 2 * 86_400_000), new Date(noon + 2 * 86_400_000)];
    expect(workingMinutesBetween(calendar, from, to)).toBe(hours * 60);
  });

  test('an hour that is skipped begins at the change, one lived twice at its first time', () => {
    const wall = (text: string) => Date.parse(`${text}Z`);
    expect(new Date(instantOf('Europe/Berlin', wall('2026-03-29T02:30'))).toISOString()).toBe(
      '2026-03-29T01:00:00.000Z',
    );
    expect(new Date(instantOf('Europe/Berlin', wall('2026-10-25T02:30'))).toISOString()).toBe(
      '2026-10-25T00:30:00.000Z',
    );
    expect(new Date(instantOf('Pacific/Apia', wall('2011-12-30T12:00'))).toISOString()).toBe(
      '2011-12-30T10:00:00.000Z',
    );
  });

  test('wall time and instants translate into each other, and never run backwards', () => {
    fc.assert(
      fc.property(fc.constantFrom(...zones), instants, fc.nat(7_200_000), (zone, instant, later) => {
        const wall = wallOf(zone, instant.getTime());
        expect(wallOf(zone, instantOf(zone, wall))).toBe(wall);
        expect(instantOf(zone, wall + later)).toBeGreaterThanOrEqual(instantOf(zone, wall));
      }),
      runs,
    );
  });
});

describe('impossible calendars', () => {
  const now = at('2026-11-26T08:00:00Z');
  const withDays = (days: WorkingCalendar['days']): WorkingCalendar => ({ timeZone: 'UTC', days, holidays: [] });

  test('are refused instead of searched for ever', () => {
    expect(() => addWorkingMinutes(withDays([[], [], [], [], [], [], []]), now, 1)).toThrow(CalendarError);
    expect(() => addWorkingMinutes(withDays([]), now, 1)).toThrow('seven days');
    const overlapping = [
      { start: 540, end: 700 },
      { start: 600, end: 800 },
    ];
    expect(() =>
      addWorkingMinutes(withDays([[], overlapping, overlapping, overlapping, overlapping, overlapping, []]), now, 1),
    ).toThrow('overlap');
    expect(() => addWorkingMinutes(defaultCalendar('Mars/Olympus'), now, 1)).toThrow(RangeError);
  });

  test('and a mistyped year costs no time', () => {
    const far = workingMinutesBetween(defaultCalendar(), now, at('9999-01-01T00:00:00Z'));
    expect(far).toBe(workingMinutesBetween(defaultCalendar(), now, at('8000-01-01T00:00:00Z')));
  });
});
