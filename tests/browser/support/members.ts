import type { User } from '../../../src/lib/contracts/user.ts';
import { idOf, now } from './tasks.ts';

/** An account, of the `number`th member. */
export const user = (number: number, firstName: string, lastName: string, change: Partial<User> = {}): User => ({
  id: idOf(1000 + number),
  email: `${firstName.toLowerCase()}@ours.example`,
  role: 'sales',
  profile: { firstName, lastName, department: null, avatar: null, permissions: [] },
  lastLogin: now,
  isActive: true,
  createdAt: '2026-01-05T09:00:00.000Z',
  updatedAt: now,
  ...change,
});
