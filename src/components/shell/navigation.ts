import type { Place, ShellFacts } from '../../lib/client/shell-facts.ts';
import type { Permission } from '../../lib/contracts/permission.ts';
import { may, type Actor, type MemberActor } from '../../lib/domain/actor.ts';

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
  { href: '/app/reports', label: 'Reports', needs: [] },
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

/** Where something new is made. */
const makes: readonly Guarded[] = [
  { href: '/app/customers/new', label: 'New customer', needs: ['customers.write'] },
  { href: '/app/deals/new', label: 'New deal', needs: ['deals.write'] },
  { href: '/app/customers/import', label: 'Import customers', needs: ['customers.import'] },
  { href: '/app/settings/mail-templates/new', label: 'New mail template', needs: ['settings.write', 'customers.read'] },
];

const own: readonly Place[] = [
  { href: '/app/notifications', label: 'Notifications' },
  { href: '/app/timer', label: 'Timer' },
  { href: '/app/account', label: 'Account and sessions' },
];

const open = (places: readonly Guarded[], actor: Actor | null): Place[] =>
  places
    .filter(({ needs }) => needs.every((permission) => actor !== null && may(actor, permission)))
    .map(({ href, label }) => ({ href, label }));

/** The pages of the daily work. */
export const workPlaces = (actor: Actor | null): Place[] => open(work, actor);

/** The pages of administration that the caller may see. */
export const settingsPlaces = (actor: Actor | null): Place[] => open(settings, actor);

/** What the shell's scripts are told of who looks at a page. */
export const shellFactsFor = (actor: MemberActor, { keys }: { keys: boolean }): ShellFacts => ({
  memberId: actor.id,
  places: [...workPlaces(actor), ...own, ...settingsPlaces(actor).map(asSetting)],
  makes: open(makes, actor),
  mayAddTasks: may(actor, 'tasks.write'),
  keys,
});

/** Some settings are called as the pages they are about. */
const asSetting = (place: Place): Place =>
  work.some(({ label }) => label === place.label) ? { ...place, label: `${place.label} (settings)` } : place;

/** For `aria-current`: `page` on the place itself, `true` on a page below it. */
export function currentAt(pathname: string, href: string): 'page' | 'true' | undefined {
  const path = pathname.replace(/\/$/, '');
  if (path === href) return 'page';
  return href !== '/app' && path.startsWith(`${href}/`) ? 'true' : undefined;
}
