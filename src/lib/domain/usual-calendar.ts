import type { CompanyCalendar, WorkingHours } from '../contracts/working-calendar.ts';

const officeDay: WorkingHours[] = [
  { start: '09:00', end: '12:30' },
  { start: '13:00', end: '17:30' },
];

/** What holds until somebody says otherwise: Monday to Friday, eight hours a day, in the server's time zone (TZ). */
export const usualCalendar: CompanyCalendar = {
  timeZone: null,
  days: {
    sunday: [],
    monday: officeDay,
    tuesday: officeDay,
    wednesday: officeDay,
    thursday: officeDay,
    friday: officeDay,
    saturday: [],
  },
  holidays: [],
};
