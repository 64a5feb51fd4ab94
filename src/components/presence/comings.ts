import type { MemberRef } from '../../lib/contracts/common.ts';

/** Who came and who went, in a sentence; nothing when nobody did. */
export function comings(before: readonly MemberRef[], after: readonly MemberRef[]): string {
  const came = without(after, before);
  const went = without(before, after);
  return [
    came.length > 0 ? `${together(came)} ${came.length === 1 ? 'is' : 'are'} here too.` : '',
    went.length > 0 ? `${together(went)} left.` : '',
  ]
    .filter(Boolean)
    .join(' ');
}

const without = (some: readonly MemberRef[], others: readonly MemberRef[]): string[] =>
  some.filter(({ id }) => !others.some((other) => other.id === id)).map(({ name }) => name);

const together = (names: readonly string[]): string => new Intl.ListFormat('en').format(names);
