import * as chrono from 'chrono-node/en';
import { findDeadline } from '../../planning/due-date.ts';
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
/** When a day's work ends: what a day without a time means. */
const workEnds = (17 * 60 + 30) * MINUTE;

/**
 * The date in a line. Days and times are chrono's, which knows how people write them; what it reads too early or not
 * at all ("in May", "end of Q1") is found as in goals. A date in the middle of a line counts when it is more than a
 * day and a month: "Plan 3 March campaigns" names none.
 */
export function findDate(line: string, now: Date, zone: string): FoundDate | null {
  return namedDay(line, now, zone) ?? deadline(line, now, zone);
}

function namedDay(line: string, now: Date, zone: string): FoundDate | null {
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
    const time = timed ? ((start.get('hour') ?? 0) * 60 + (start.get('minute') ?? 0)) * MINUTE : workEnds;
    const wall = Date.UTC(year, month - 1, day);
    if (!(wall >= 0 && wall < Date.UTC(9999, 0))) continue;
    return {
      start: cue.exec(before)?.index ?? index,
      end: index + text.length,
      at: new Date(instantOf(zone, wall + time)),
      timed,
      deadline: deadlineCue.test(before),
    };
  }
  return null;
}

function deadline(line: string, now: Date, zone: string): FoundDate | null {
  const today = Math.floor(wallOf(zone, now.getTime()) / DAY);
  const phrase = findDeadline(line);
  const day = phrase?.day(today) ?? null;
  if (!phrase || day === null || day < today) return null;
  const at = new Date(instantOf(zone, day * DAY + workEnds));
  return { start: phrase.index, end: phrase.index + phrase.length, at, timed: false, deadline: true };
}

/** The end of work on the day of an instant, or the instant itself when it is later. */
export function endOfWorkOn(at: Date, zone: string): Date {
  const day = Math.floor(wallOf(zone, at.getTime()) / DAY);
  return new Date(Math.max(at.getTime(), instantOf(zone, day * DAY + workEnds)));
}
