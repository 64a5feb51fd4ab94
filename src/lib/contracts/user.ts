import { z } from 'zod';
import { id, instant, memberRef, pageQuery, queryBoolean } from './common.ts';
import { email } from './email.ts';

export const roles = ['admin', 'sales', 'marketing'] as const;
export const role = z.enum(roles).meta({ id: 'Role' });
export type Role = z.infer<typeof role>;

export { email };

/** At least 10 characters: length beats character classes (NIST SP 800-63B). */
export const password = z
  .string()
  .min(10, 'must have at least 10 characters')
  .max(200, 'must have at most 200 characters');

const name = z.string().trim().min(1, 'must not be empty').max(80);

export const profile = z
  .object({
    firstName: z.string(),
    lastName: z.string(),
    department: z.string().nullable(),
    avatar: z.string().nullable(),
    permissions: z.array(z.string()).describe('Permissions beyond those of the role.'),
  })
  .meta({ id: 'Profile' });

export const user = z
  .object({
    id,
    email: z.string(),
    role,
    profile,
    lastLogin: instant.nullable(),
    isActive: z.boolean(),
    createdAt: instant,
    updatedAt: instant,
  })
  .meta({ id: 'User' });
export type User = z.infer<typeof user>;

export const registerRequest = z
  .strictObject({
    email,
    password,
    firstName: name,
    lastName: name,
    role: role.optional(),
    inviteToken: z.string().max(200).optional(),
    setupToken: z.string().max(200).optional().describe('In production, for the very first user: see the log.'),
  })
  .meta({ id: 'RegisterRequest' });
export type RegisterRequest = z.infer<typeof registerRequest>;

export const loginRequest = z
  .strictObject({ email, password: z.string().min(1, 'must not be empty').max(200) })
  .meta({ id: 'LoginRequest' });
export type LoginRequest = z.infer<typeof loginRequest>;

export const refreshRequest = z.strictObject({ refreshToken: z.string().max(200).optional() });

export const authResult = z.object({ user, token: z.string(), refreshToken: z.string() }).meta({ id: 'AuthResult' });
export type AuthResult = z.infer<typeof authResult>;

export const refreshResult = z.object({
  token: z.string(),
  refreshToken: z.string().optional().describe('Absent within the grace for parallel tabs.'),
});
export type RefreshResult = z.infer<typeof refreshResult>;

export const updateProfileRequest = z
  .strictObject({
    firstName: name.optional(),
    lastName: name.optional(),
    department: z.string().trim().max(80).nullable().optional(),
    avatar: z
      .url({ protocol: /^https$/ })
      .max(500)
      .nullable()
      .optional(),
  })
  .meta({ id: 'UpdateProfileRequest' });
export type UpdateProfileRequest = z.infer<typeof updateProfileRequest>;

export const changePasswordRequest = z.strictObject({
  currentPassword: z.string().min(1, 'must not be empty').max(200),
  newPassword: password,
});
export type ChangePasswordRequest = z.infer<typeof changePasswordRequest>;

export const passwordResetRequest = z.strictObject({ email });
export const passwordResetConfirmRequest = z.strictObject({ token: z.string().min(1).max(200), newPassword: password });

/** One signed-in browser or program of the caller. `id` is the session's hash, never the cookie's secret. */
export const session = z
  .object({
    id: z.string(),
    userAgent: z.string().nullable(),
    ip: z.string().nullable(),
    createdAt: instant,
    lastUsedAt: instant,
    expiresAt: instant,
    current: z.boolean(),
  })
  .meta({ id: 'Session' });
export type Session = z.infer<typeof session>;

export const listUsersQuery = pageQuery(['createdAt', 'email'], 'createdAt').extend({
  role: role.optional(),
  isActive: queryBoolean.optional(),
  extraPermissions: z
    .literal('true')
    .transform(() => true)
    .optional()
    .describe('Only those with permissions beyond those of their role.'),
});
export type ListUsersQuery = z.infer<typeof listUsersQuery>;

export const updateUserRequest = z
  .strictObject({
    role: role.optional(),
    isActive: z.boolean().optional(),
    profile: updateProfileRequest.extend({ permissions: z.array(z.string().max(60)).max(50).optional() }).optional(),
  })
  .meta({ id: 'UpdateUserRequest' });
export type UpdateUserRequest = z.infer<typeof updateUserRequest>;

export const inviteRequest = z.strictObject({ email, role: role.default('sales') }).meta({ id: 'InviteRequest' });
export type InviteRequest = z.infer<typeof inviteRequest>;

/** Lets one person register with this address, once. The link is a secret: only who may invite sees it. */
export const invitation = z
  .object({ email: z.string(), role, link: z.string(), expiresAt: instant })
  .meta({ id: 'Invitation' });
export type Invitation = z.infer<typeof invitation>;

export const member = memberRef.extend({ role }).meta({ id: 'Member' });
export type Member = z.infer<typeof member>;
