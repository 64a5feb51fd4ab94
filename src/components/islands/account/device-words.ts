/** Longest first where one name contains another: Edge and Opera call themselves Chrome too, Chrome calls itself Safari. */
const browsers = [
  [/\bEdgA?\/|\bEdgiOS\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
  [/\bHeadlessChrome\/|\bChromium\//, 'Chromium'],
  [/\bChrome\/|\bCriOS\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
] as const;

const systems = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bMac OS X\b|\bMacintosh\b/, 'Mac'],
  [/\bLinux\b/, 'Linux'],
] as const;

type Names = readonly (readonly [RegExp, string])[];
const named = (names: Names, text: string): string | undefined => names.find(([pattern]) => pattern.test(text))?.[1];

/** A user agent as people know it: `Firefox on Windows`; of a program, the name it gives itself: `A program (curl)`. */
export function deviceWords(userAgent: string | null): string {
  if (!userAgent?.trim()) return 'A program that gives no name';
  const browser = named(browsers, userAgent);
  if (!browser) return `A program (${/[^\s/(]+/.exec(userAgent)?.[0] ?? userAgent.trim()})`;
  const system = named(systems, userAgent);
  return system ? `${browser} on ${system}` : browser;
}
