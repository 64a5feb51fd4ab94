/** A session ends after so many days without use; see RFC 9700 for why refresh tokens rotate besides. */
export const sessionDays = 7;
export const refreshTokenDays = 7;
/** Parallel tabs may show the token that was just replaced; they get an access token and no new refresh token. */
export const refreshGraceSeconds = 10;
export const passwordResetMinutes = 30;
export const invitationDays = 7;

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
export const inMinutes = (now: Date, minutes: number): Date => new Date(now.getTime() + minutes * minuteMs);
export const inDays = (now: Date, days: number): Date => new Date(now.getTime() + days * dayMs);
