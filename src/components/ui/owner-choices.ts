import type { Member } from '../../lib/contracts/user.ts';

/** Whose records to show: one's own, nobody's, or a member's. */
export const ownerChoices = (members: readonly Member[]): [value: string, label: string][] => [
  ['me', 'Me'],
  ['nobody', 'Nobody'],
  ...members.map(({ id, name }): [string, string] => [id, name]),
];
