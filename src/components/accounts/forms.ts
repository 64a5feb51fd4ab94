import { z } from 'zod';
import { id, queryBoolean } from '../../lib/contracts/common.ts';
import { preferenceBoxes } from '../notifications/forms.ts';
import { email, password, registerRequest, role } from '../../lib/contracts/user.ts';

/** The account forms as browsers post them: empty optional fields arrive as empty texts. */
const absentWhenEmpty = z
  .string()
  .transform((text) => text || undefined)
  .optional();

export const loginForm = z.object({ email, password: z.string().min(1, 'must not be empty').max(200) });

export const registerForm = z
  .object({
    email: z.string().default(''),
    password: z.string().default(''),
    firstName: z.string().default(''),
    lastName: z.string().default(''),
    inviteToken: absentWhenEmpty,
    setupToken: absentWhenEmpty,
  })
  .pipe(registerRequest);

export const forgotForm = z.object({ email });

export const resetForm = z.object({ newPassword: password });

/** Everything the account page may be sent, told apart by its button. */
export const accountForm = z.discriminatedUnion('intent', [
  z.object({
    intent: z.literal('profile'),
    firstName: z.string().trim().min(1, 'must not be empty').max(80, 'must have at most 80 characters'),
    lastName: z.string().trim().min(1, 'must not be empty').max(80, 'must have at most 80 characters'),
    department: z.string().trim().max(80, 'must have at most 80 characters').default(''),
  }),
  z.object({
    intent: z.literal('password'),
    currentPassword: z.string().min(1, 'must not be empty').max(200),
    newPassword: password,
  }),
  z.object({ intent: z.literal('theme'), theme: z.enum(['light', 'dark', 'system']) }),
  z.object({ intent: z.literal('keyboard'), keys: z.enum(['on', 'off']).default('off') }),
  z.object({ intent: z.literal('notifications'), ...preferenceBoxes }),
  z.object({ intent: z.literal('end-session'), session: z.string().min(1).max(200) }),
  z.object({ intent: z.literal('end-others') }),
]);
export type AccountChange = z.output<typeof accountForm>;

/** What an administrator may send from the list of members. */
export const membersForm = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('invite'), email, role }),
  z.object({ intent: z.literal('role'), id, role }),
  z.object({ intent: z.literal('active'), id, active: queryBoolean }),
]);
