import type { WorkingCalendar } from './calendar.ts';
import { DATE_PATTERNS, type DatePattern } from './dates-in-words.ts';
import { cleanLine } from './text.ts';
import { DAY, MINUTE, instantOf, wallOf } from './zoned-time.ts';

/**
 * Deadlines as sales and marketing people write them into goals ("before 15 December", "by the end of Q1", "in two
 * weeks"). General date parsers, chrono-node being the usual one, know neither quarters nor that "in May" leaves until
 * the 31st, and read dates into goals that name none.
 */
export interface DeadlinePhrase {
  /** The words that name the day: "15 December". */
  text: string;
  /** The word before it, lower-cased: before, by, in, on …; '' for none. */
  cue: string;
  /** Where the phrase, cue included, stands in the text. */
  index: number;
  length: number;
  /** The day meant, as days since 1970-01-01, when it is `today`; null when there is no such day. */
  day(today: number): number | null;
}

const cues =
  'before|by|until|till|no later than|not later than|ahead of|prior to|due(?: on| by| in)?|deadline:?|on|for|in|within|during|this coming';
/** Cues that make a date in the running text of a description the goal's deadline. */
const strictCues = /^(?:before|by|until|till|no later than|not later than|due.*|deadline.*)$/;

const matchers = DATE_PATTERNS.map((pattern) => ({
  pattern,
  regex: new RegExp(
    `(?<![\\p{L}\\p{N}.-])(?:(${cues})\\s+)?(?:the\\s+)?(?:${pattern.source})(?![\\p{L}\\p{N}]|-\\p{L})`,
    'giu',
  ),
}));

/** The deadline in a goal's title; of several the last one that can be understood, since it ends the sentence. */
export function findDeadline(title: string): DeadlinePhrase | null {
  return phrases(title).findLast((phrase) => phrase.day(0) !== null && phrase.counts) ?? null;
}

/**
 * The due date that a goal names in its title or, after a plain word such as "by" or "before", in its description:
 * the end of work on that day. Null when none is named or it has passed.
 */
export function suggestDueDate(
  goal: { title: string; description?: string | undefined },
  now: Date,
  calendar: WorkingCalendar,
): { date: Date; phrase: string } | null {
  const today = Math.floor(wallOf(calendar.timeZone, now.getTime()) / DAY);
  const inDescription = phrases(goal.description ?? '').find((phrase) => strictCues.test(phrase.cue));
  for (const phrase of [findDeadline(goal.title), inDescription]) {
    const day = phrase?.day(today) ?? null;
    if (phrase && day !== null && day >= today) return { date: endOfWork(day, calendar), phrase: phrase.text };
  }
  return null;
}

/** When work ends on a day, given as days since 1970-01-01; the end of the day where none is done. */
export function endOfWork(day: number, calendar: WorkingCalendar): Date {
  const windows = calendar.days[new Date(day * DAY).getUTCDay()] ?? [];
  const minutes = windows.at(-1)?.end ?? 24 * 60 - 1;
  return new Date(instantOf(calendar.timeZone, day * DAY + minutes * MINUTE));
}

type Candidate = DeadlinePhrase & { counts: boolean };

function phrases(text: string): Candidate[] {
  const found = matchers.flatMap(({ pattern, regex }) =>
    [...text.matchAll(regex)].map((match) => candidate(text, pattern, match)),
  );
  // The longest reading of each place: "end of March" rather than "March".
  found.sort((a, b) => a.index - b.index || b.length - a.length);
  return found.filter((phrase, at) => !found.some((other, place) => place !== at && covers(other, phrase)));
}

function covers(outer: Candidate, inner: Candidate): boolean {
  return (
    outer.length > inner.length &&
    outer.index <= inner.index &&
    outer.index + outer.length >= inner.index + inner.length
  );
}

function candidate(text: string, pattern: DatePattern, match: RegExpExecArray): Candidate {
  const cue = (match[1] ?? '').toLowerCase();
  const rest = text.slice(match.index + match[0].length);
  const groups = [match[0], ...match.slice(2)];
  const words = cleanLine(match[0].slice(match[1]?.length ?? 0));
  return {
    text: words,
    cue,
    index: match.index,
    length: match[0].length,
    day: (today) => pattern.resolve(groups, { today, cue }),
    // "Plan 3 March campaigns" names no deadline: without a cue a date counts at the end of the goal only.
    counts:
      cue === '' ? pattern.alone === true || /^\W*$/.test(rest) : !(pattern.span === true && /^(?:on|for)$/.test(cue)),
  };
}
