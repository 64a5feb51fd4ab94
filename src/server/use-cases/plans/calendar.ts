import { defaultCalendar } from '../../../lib/planning/calendar.ts';

/** The working calendar all plans are dated by: one for the company. */
export const companyCalendar = defaultCalendar();
