import { z } from 'zod';
import type { createApiKeyRequest } from '../../lib/contracts/api-key.ts';
import { id } from '../../lib/contracts/common.ts';
import { permissions } from '../../lib/contracts/permission.ts';

/** How long a key can be made to last, in days; 0 for ever. */
export const lifetimes = [
  { days: 30, label: '30 days' },
  { days: 90, label: '90 days' },
  { days: 365, label: 'A year' },
  { days: 0, label: 'Until it is revoked' },
] as const;

const dayMs = 24 * 60 * 60 * 1000;
const readOnly = permissions.filter((permission) => permission.endsWith('.read'));

export const scopes = [
  { scope: 'read', label: 'Only read', about: 'everything you can see' },
  { scope: 'all', label: 'All that you may', about: 'read, change and delete as you do' },
  { scope: 'some', label: 'What you choose', about: 'one by one' },
] as const;

/** What the page of API keys may be sent. */
export const apiKeysForm = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('revoke'), id }),
  z.looseObject({
    intent: z.literal('make'),
    name: z.string().default(''),
    scope: z.enum(['read', 'all', 'some']),
    days: z.coerce.number().int().min(0).max(365),
  }),
]);

/** The request of a posted form; `own` is what its maker may. */
export function requestOf(
  { name, scope, days, ...boxes }: { name: string; scope: 'read' | 'all' | 'some'; days: number },
  { own, now }: { own: ReadonlySet<string>; now: Date },
): z.input<typeof createApiKeyRequest> {
  const ticked = new Set(Object.keys(boxes).map((box) => box.replace(/^may\./, '')));
  const wanted = { read: readOnly, all: permissions, some: permissions.filter((each) => ticked.has(each)) }[scope];
  return {
    name,
    permissions: wanted.filter((each) => own.has(each)),
    expiresAt: days === 0 ? null : new Date(now.getTime() + days * dayMs).toISOString(),
  };
}
