import type { Role } from '../contracts/user.ts';

/** The roles that can be limited to their own records. Administrators see everything: someone has to. */
export const limitableRoles = ['sales', 'marketing'] as const satisfies readonly Role[];

/** Which of them are. */
export type OwnRecordsOnly = Record<(typeof limitableRoles)[number], boolean>;

export const nobodyLimited: OwnRecordsOnly = { sales: false, marketing: false };

export const isLimited = (role: Role, limited: OwnRecordsOnly): boolean => role !== 'admin' && limited[role];

/** As much of a record as says whose it is; only tasks know who made them. */
export interface Owned {
  assignedTo: string | null;
  createdBy?: string | null;
}

/** The members whose own a record is: who it is assigned to, and of a task also who made it. */
export const ownersOf = ({ assignedTo, createdBy = null }: Owned): string[] =>
  [assignedTo, createdBy].filter((id) => id !== null);
