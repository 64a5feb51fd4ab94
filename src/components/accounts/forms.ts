import { z } from 'zod';
import { email, password, registerRequest } from '../../lib/contracts/user.ts';

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

export const resetForm = z.object({ token: z.string().default('').catch(''), newPassword: password });
