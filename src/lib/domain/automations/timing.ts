import type { Automation, AutomationAction } from '../../contracts/automation.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** So many minutes after a moment. */
export const minutesAfter = (at: Date, minutes: number): Date => new Date(at.getTime() + minutes * minuteMs);

/** So many days of 24 hours after a moment. */
export const daysAfter = (at: Date, days: number): Date => new Date(at.getTime() + days * dayMs);

/**
 * When an automation first looks at what set it off at `at`: by its time in the stage, or its days without activity, when
 * it has a time; at once otherwise.
 */
export function firstLook({ trigger, inactiveDays, actions }: Omit<Automation, 'id' | 'name'>, at: Date): Date {
  if (trigger !== 'time_based') return at;
  if (inactiveDays !== null) return daysAfter(at, inactiveDays);
  return minutesAfter(at, actions[0]?.config.delayMinutes ?? 0);
}

/** The earliest moment an action may be done, counted from the trigger. A wait counts from when it is reached instead. */
export const earliest = ({ action, config }: Pick<AutomationAction, 'action' | 'config'>, triggeredAt: Date): Date =>
  action === 'wait' ? triggeredAt : minutesAfter(triggeredAt, config.delayMinutes ?? 0);

const units = [
  ['day', 24 * 60],
  ['hour', 60],
  ['minute', 1],
] as const;

/** A span in the largest unit that is exact: `2 days`, `90 minutes`. */
export function spanWords(minutes: number): string {
  const [unit, size] = units.find(([, each]) => minutes % each === 0)!;
  const count = minutes / size;
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
