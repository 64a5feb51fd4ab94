import { taskPriorities, type TaskPriority } from '../../contracts/task.ts';
import type { WorkingCalendar } from '../../planning/calendar.ts';
import { endOfWorkOn, findDate } from './find-date.ts';

/** Someone a line may name. */
export interface Person {
  id: string;
  name: string;
}

/** A stretch of the line that was understood. */
export interface Part {
  kind: 'date' | 'priority' | 'person' | 'tag';
  /** As written. */
  text: string;
  start: number;
  end: number;
}

export interface ReadLine {
  /** What was not understood. */
  title: string;
  /** The line without its marks, dates still in it. */
  withDate: string;
  parts: Part[];
  priority: TaskPriority | null;
  person: Person | null;
  tags: string[];
  dueDate: Date | null;
  scheduledFor: Date | null;
}

interface Reading {
  now: Date;
  /** When the company works, in the person's zone. */
  calendar: WorkingCalendar;
  people: readonly Person[];
  /** Who `@me` is. */
  me: Person | null;
  /** Words to leave in the title, as they stand in the line. */
  plain?: ReadonlySet<string>;
}

const mark = /(?<=^|\s)([!@#])([\p{L}\p{N}][\p{L}\p{N}._-]*)(?=$|[\s,;:.!?])/gu;
const mostTags = 20;

/**
 * Reads a line such as "Call Acme Tuesday 3pm !high @me #renewal". Of two priorities or people the last one counts; what
 * means nothing stays in the title. A time of day is when the work is scheduled, and it is due that day; a day alone, or
 * after "by" and its like, is when it is due.
 */
export function readLine(line: string, { now, calendar, people, me, plain = new Set() }: Reading): ReadLine {
  const parts: Part[] = [];
  const read: Pick<ReadLine, 'priority' | 'person' | 'tags'> = { priority: null, person: null, tags: [] };
  for (const match of line.matchAll(mark)) {
    const [text, sign, word] = match;
    if (plain.has(text) || !word) continue;
    const kind = understand(sign ?? '', word, { people, me }, read);
    if (kind) parts.push({ kind, text, start: match.index, end: match.index + text.length });
  }
  // Spaces in place of the marks, so that dates keep their places.
  const unmarked = blanked(line, parts);
  const date = findDate(unmarked, now, calendar);
  const text = date ? line.slice(date.start, date.end) : '';
  const kept = date && !plain.has(text) && unmarked.slice(date.start, date.end) === text ? date : null;
  if (kept) parts.push({ kind: 'date', text, start: kept.start, end: kept.end });
  return {
    ...read,
    title: tidy(blanked(line, parts)),
    withDate: tidy(unmarked),
    parts: parts.toSorted((a, b) => a.start - b.start),
    ...datesOf(kept, calendar),
  };
}

function understand(
  sign: string,
  word: string,
  { people, me }: Pick<Reading, 'people' | 'me'>,
  read: Pick<ReadLine, 'priority' | 'person' | 'tags'>,
): Part['kind'] | null {
  if (sign === '#') {
    if (read.tags.length >= mostTags || word.length > 40) return null;
    if (!read.tags.includes(word)) read.tags.push(word);
    return 'tag';
  }
  if (sign === '!') {
    const priority = taskPriorities.find((name) => name === word.toLowerCase());
    if (priority) read.priority = priority;
    return priority ? 'priority' : null;
  }
  const person = word.toLowerCase() === 'me' ? me : personCalled(word, people);
  if (person) read.person = person;
  return person ? 'person' : null;
}

/** The only one called so: by first, last or whole name, else by how one of these begins. */
function personCalled(word: string, people: readonly Person[]): Person | null {
  const wanted = word.toLowerCase().replaceAll(/[._-]/g, '');
  const names = ({ name }: Person) => {
    const parts = name.toLowerCase().split(/\s+/);
    return [...parts, parts.join('')];
  };
  const exact = people.filter((person) => names(person).includes(wanted));
  const found =
    exact.length > 0 || wanted.length < 2
      ? exact
      : people.filter((person) => names(person).some((name) => name.startsWith(wanted)));
  return found.length === 1 ? found[0]! : null;
}

const blanked = (line: string, parts: readonly Part[]): string =>
  parts.reduce((text, { start, end }) => text.slice(0, start) + ' '.repeat(end - start) + text.slice(end), line);

const tidy = (text: string): string =>
  text
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ +([,.;:!?])(?=\s|$)/g, '$1')
    .replace(/[\s,;:]+$/, '')
    .trim();

function datesOf(
  date: ReturnType<typeof findDate>,
  calendar: WorkingCalendar,
): Pick<ReadLine, 'dueDate' | 'scheduledFor'> {
  if (!date) return { dueDate: null, scheduledFor: null };
  if (!date.timed || date.deadline) return { dueDate: date.at, scheduledFor: null };
  return { dueDate: endOfWorkOn(date.at, calendar), scheduledFor: date.at };
}
