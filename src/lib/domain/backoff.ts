const seconds = 1000;
const minutes = 60 * seconds;
const hours = 60 * minutes;

/** How long to wait after the first, second, … failure, in milliseconds; after one more there is no further attempt. */
export type Backoff = readonly number[];

/**
 * Of mails. Servers that put off a sender they do not know expect it back after some minutes (greylisting, RFC 6647);
 * one that is down may be so over a weekend.
 */
export const mailBackoff: Backoff = [
  30 * seconds,
  2 * minutes,
  5 * minutes,
  15 * minutes,
  hours,
  3 * hours,
  6 * hours,
  12 * hours,
  24 * hours,
];

/** Of actions of automations: what fails for a moment is done soon, and who is away for an hour gets it afterwards. */
export const actionBackoff: Backoff = [10 * seconds, minutes, 10 * minutes, hours, 6 * hours];

/** When to try again after so many failures; null when it is time to give up. */
export function nextAttempt(backoff: Backoff, failures: number, now: Date): Date | null {
  const wait = backoff[Math.max(failures, 1) - 1];
  return wait === undefined ? null : new Date(now.getTime() + wait);
}
