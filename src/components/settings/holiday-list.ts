import type { CompanyCalendar } from '../../lib/contracts/working-calendar.ts';

type Holiday = CompanyCalendar['holidays'][number];

const isoDate = /(\d{4})-(\d{2})-(\d{2})/;
const pointedDate = /(\d{1,2})\.(\d{1,2})\.(\d{4})/;

function dateIn(line: string): { date: string; rest: string } | null {
  const iso = isoDate.exec(line);
  if (iso) return { date: iso[0], rest: line.replace(iso[0], '') };
  const pointed = pointedDate.exec(line);
  if (!pointed) return null;
  const [all, day = '', month = '', year = ''] = pointed;
  return { date: `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`, rest: line.replace(all, '') };
}

const clean = (text: string): string => text.replace(/^[\s,;:"|-]+|[\s,;:"|-]+$/g, '').slice(0, 80);

/** A calendar file (RFC 5545): one day for each event, its first. */
function fromCalendarFile(text: string): Holiday[] {
  const lines = text.replace(/\r?\n[ \t]/g, '').split(/\r?\n/);
  const holidays: Holiday[] = [];
  let date = '';
  let name = '';
  for (const line of lines) {
    if (line === 'BEGIN:VEVENT') [date, name] = ['', ''];
    const start = /^DTSTART[^:]*:(\d{4})(\d{2})(\d{2})/.exec(line);
    if (start) date = start.slice(1, 4).join('-');
    if (line.startsWith('SUMMARY')) name = line.slice(line.indexOf(':') + 1).replace(/\\(.)/g, '$1');
    if (line === 'END:VEVENT' && date) holidays.push({ date, name: clean(name) });
  }
  return holidays;
}

/**
 * Holidays out of a text: lines with a date (2026-12-25 or 25.12.2026) and a name in any order, or the content of an
 * .ics file. `unread` are the lines that hold no date.
 */
export function readHolidays(text: string): { holidays: Holiday[]; unread: string[] } {
  if (text.includes('BEGIN:VEVENT')) return { holidays: fromCalendarFile(text), unread: [] };
  const holidays: Holiday[] = [];
  const unread: string[] = [];
  for (const line of text.split(/\r?\n/).filter((each) => each.trim() !== '')) {
    const found = dateIn(line);
    if (found) holidays.push({ date: found.date, name: clean(found.rest) });
    else unread.push(line.trim());
  }
  return { holidays, unread };
}
