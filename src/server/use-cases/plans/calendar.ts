import { defaultCalendar } from '../../../lib/planning/calendar.ts';

/** The working calendar all plans are dated by: one for the company, in the process's time zone (TZ). */
export const companyCalendar = defaultCalendar(new Intl.DateTimeFormat().resolvedOptions().timeZone);
