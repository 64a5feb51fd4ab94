const days = [30, 60, 90, 180] as const;
const words = (count: number | string): string => `Not contacted for ${count} days`;

/** How long customers were not contacted; what the address says besides is a choice of its own. */
export function quietChoices(given: string | undefined): (readonly [value: string, label: string])[] {
  const usual = days.map((count) => [String(count), words(count)] as const);
  const other = given && /^\d{1,4}$/.test(given) && !usual.some(([value]) => value === given);
  return [['never', 'Never contacted'], ...(other ? [[given, words(given)] as const] : []), ...usual];
}
