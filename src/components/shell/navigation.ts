import type { Permission } from '../../lib/contracts/permission.ts';
import { may, type Actor } from '../../lib/domain/actor.ts';

/** A page one can go to from everywhere. */
export interface Place {
  href: string;
  label: string;
}

interface Guarded extends Place {
  /** What it takes to see the page; nothing for one that every member sees. */
  needs: readonly Permission[];
}

const work: readonly Guarded[] = [
  { href: '/app', label: 'Today', needs: [] },
  { href: '/app/tasks', label: 'Tasks', needs: [] },
  { href: '/app/customers', label: 'Customers', needs: [] },
  { href: '/app/deals', label: 'Deals', needs: [] },
  { href: '/app/pipelines', label: 'Pipelines', needs: [] },
  { href: '/app/ai', label: 'AI usage', needs: [] },
];

const settings: readonly Guarded[] = [
  { href: '/app/users', label: 'Members', needs: ['users.read'] },
  { href: '/app/settings/pipelines', label: 'Pipelines', needs: ['pipelines.configure'] },
  { href: '/app/settings/roles', label: 'Roles', needs: ['users.read'] },
  { href: '/app/settings/mail-templates', label: 'Mail templates', needs: ['settings.write', 'customers.read'] },
  { href: '/app/outbox', label: 'Mail outbox', needs: ['mails.read'] },
  { href: '/app/settings/audit', label: 'Audit log', needs: ['audit.read'] },
];

const open = (places: readonly Guarded[], actor: Actor | null): Place[] =>
  places
    .filter(({ needs }) => needs.every((permission) => actor !== null && may(actor, permission)))
    .map(({ href, label }) => ({ href, label }));

/** The pages of the daily work. */
export const workPlaces = (actor: Actor | null): Place[] => open(work, actor);

/** The pages of administration that the caller may see. */
export const settingsPlaces = (actor: Actor | null): Place[] => open(settings, actor);

/** For `aria-current`: `page` on the place itself, `true` on a page below it. */
export function currentAt(pathname: string, href: string): 'page' | 'true' | undefined {
  const path = pathname.replace(/\/$/, '');
  if (path === href) return 'page';
  return href !== '/app' && path.startsWith(`${href}/`) ? 'true' : undefined;
}
