/** When, within a time, nothing had happened for `days` of 24 hours; null when something always did. */
export function quietSpell(
  happened: readonly Date[],
  { from, to, days }: { from: Date; to: Date; days: number },
): Date | null {
  const span = days * 24 * 60 * 60_000;
  const times = happened.map((at) => at.getTime()).filter((at) => at > from.getTime() && at < to.getTime());
  const marks = [from.getTime(), ...times.toSorted((one, other) => one - other), to.getTime()];
  const before = marks.findIndex((at, index) => (marks[index + 1] ?? at) - at >= span);
  return before < 0 ? null : new Date(marks[before]! + span);
}
