import type { Member } from '../../lib/contracts/user.ts';
import type { Choice } from './field.ts';

/** Whose records to show: one's own, nobody's, or a member's. */
export const ownerChoices = (members: readonly Member[]): [value: string, label: string][] => [
  ['me', 'Me'],
  ['nobody', 'Nobody'],
  ...members.map(({ id, name }): [string, string] => [id, name]),
];

/** Who many records can be given to. */
export const bulkOwners = (members: readonly Member[]): Choice[] => [
  { value: 'nobody', label: 'Nobody' },
  ...members.map(({ id, name }) => ({ value: id, label: name })),
];
