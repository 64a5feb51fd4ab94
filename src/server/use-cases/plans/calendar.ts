import { weekdayNames } from '../../../lib/contracts/weekdays.ts';
import type { CompanyCalendar, WorkingHours } from '../../../lib/contracts/working-calendar.ts';
import type { WorkingCalendar, WorkingWindow } from '../../../lib/planning/calendar.ts';
import type { Ports } from '../../ports/index.ts';
import { findCompanySettings } from '../company/find-settings.ts';

const serverZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The calendar asked for last: its working days, once computed, are kept with it. */
let last: { key: string; calendar: WorkingCalendar } | null = null;

/** The working calendar all plans are dated by, as it is set at this moment. */
export async function companyCalendar(ports: Pick<Ports, 'companySettings'>): Promise<WorkingCalendar> {
  const { calendar } = await findCompanySettings(ports);
  const key = JSON.stringify(calendar);
  if (last?.key !== key) last = { key, calendar: planningCalendar(calendar) };
  return last.calendar;
}

/** As `companyCalendar`, its hours kept in a member's own zone: days they name end with the company's work there. */
export const calendarIn = async (
  ports: Pick<Ports, 'companySettings'>,
  timeZone: string,
): Promise<WorkingCalendar> => ({ ...(await companyCalendar(ports)), timeZone });

/** A company's calendar as planning computes with it. */
export const planningCalendar = ({ timeZone, days, holidays }: CompanyCalendar): WorkingCalendar => ({
  timeZone: timeZone ?? serverZone(),
  days: weekdayNames.map((name) => days[name].map(windowOf)),
  holidays: holidays.map(({ date }) => date),
});

const windowOf = ({ start, end }: WorkingHours): WorkingWindow => ({ start: minutesOf(start), end: minutesOf(end) });

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
