import * as chrono from 'chrono-node/en';
import type { WorkingCalendar } from '../../planning/calendar.ts';
import { endOfWork, findDeadline } from '../../planning/due-date.ts';
import { DAY, MINUTE, instantOf, offsetAt, wallOf } from '../../planning/zoned-time.ts';

/** The date a line names, and where it stands. */
export interface FoundDate {
  start: number;
  end: number;
  at: Date;
  /** A time of day is named. */
  timed: boolean;
  /** It is the end of something: "by Friday". */
  deadline: boolean;
}

const deadlineCue = /\b(?:by|before|until|till|due(?: on| by)?)\s+$/i;
const cue = /\b(?:by|before|until|till|due(?: on| by)?|on|at|for|from)\s+$/i;

/**
 * The date in a line. Days and times are chrono's, which knows how people write them; what it reads too early or not
 * at all ("in May", "end of Q1") is found as in goals. A date in the middle of a line counts when it is more than a
 * day and a month: "Plan 3 March campaigns" names none. A day without a time means the end of its work.
 */
export function findDate(line: string, now: Date, calendar: WorkingCalendar): FoundDate | null {
  return namedDay(line, now, calendar) ?? deadline(line, now, calendar);
}

function namedDay(line: string, now: Date, calendar: WorkingCalendar): FoundDate | null {
  const zone = calendar.timeZone;
  const reference = { instant: now, timezone: offsetAt(zone, now.getTime()) / MINUTE };
  for (const { index, text, start } of chrono.parse(line, reference, { forwardDate: true })) {
    const timed = start.isCertain('hour');
    const sure = timed || start.isCertain('day') || start.isCertain('weekday');
    const before = line.slice(0, index);
    const counts =
      timed ||
      start.isCertain('weekday') ||
      cue.test(before) ||
      /^\W*$/.test(line.slice(index + text.length)) ||
      /^(?:today|tonight|tomorrow)/i.test(text);
    const [year, month, day] = [start.get('year'), start.get('month'), start.get('day')];
    if (!sure || !counts || /^now$/i.test(text) || year === null || month === null || day === null) continue;
    const minutes = (start.get('hour') ?? 0) * 60 + (start.get('minute') ?? 0);
    const wall = Date.UTC(year, month - 1, day);
    if (!(wall >= 0 && wall < Date.UTC(9999, 0))) continue;
    return {
      start: cue.exec(before)?.index ?? index,
      end: index + text.length,
      at: timed ? new Date(instantOf(zone, wall + minutes * MINUTE)) : endOfWork(wall / DAY, calendar),
      timed,
      deadline: deadlineCue.test(before),
    };
  }
  return null;
}

function deadline(line: string, now: Date, calendar: WorkingCalendar): FoundDate | null {
  const today = Math.floor(wallOf(calendar.timeZone, now.getTime()) / DAY);
  const phrase = findDeadline(line);
  const day = phrase?.day(today) ?? null;
  if (!phrase || day === null || day < today) return null;
  const at = endOfWork(day, calendar);
  return { start: phrase.index, end: phrase.index + phrase.length, at, timed: false, deadline: true };
}

/** The end of work on the day of an instant, or the instant itself when it is later. */
export function endOfWorkOn(at: Date, calendar: WorkingCalendar): Date {
  const end = endOfWork(Math.floor(wallOf(calendar.timeZone, at.getTime()) / DAY), calendar);
  return end > at ? end : at;
}
