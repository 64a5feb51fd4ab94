import type { AstroCookies } from 'astro';

/** The time zone the browser told us, if it names one; else UTC. */
export function zoneOf(cookies: AstroCookies): string {
  const zone = cookies.get('tz')?.value;
  if (!zone || zone.length > 60) return 'UTC';
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return 'UTC';
  }
}

/** Whether single keys are shortcuts: until one says otherwise. */
export const keysOf = (cookies: AstroCookies): boolean => cookies.get('keys')?.value !== 'off';

/** The theme the person chose, or undefined to follow the system. */
export function themeOf(cookies: AstroCookies): 'light' | 'dark' | undefined {
  const theme = cookies.get('theme')?.value;
  return theme === 'light' || theme === 'dark' ? theme : undefined;
}
