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
  { href: '/app/settings', label: 'Settings', needs: [] },
];

/** A page of the settings, as their overview tells of it. */
export interface SettingsPlace extends Place {
  about: string;
}

interface SettingsGroup<Entry> {
  name: string;
  places: readonly Entry[];
}

const settings: readonly SettingsGroup<Guarded & SettingsPlace>[] = [
  {
    name: 'Yourself',
    places: [
      {
        href: '/app/account',
        label: 'Account and sessions',
        about: 'Your name, password, theme, notifications, and where you are logged in.',
        needs: [],
      },
      {
        href: '/app/settings/api-keys',
        label: 'API keys',
        about: 'Let programs act for you, with as few rights as they need.',
        needs: [],
      },
    ],
  },
  {
    name: 'Company',
    places: [
      {
        href: '/app/settings/company',
        label: 'Company',
        about: 'Its name, and the currency of new deals.',
        needs: ['settings.write'],
      },
      {
        href: '/app/settings/calendar',
        label: 'Working calendar',
        about: 'Working hours, holidays and time zone: what every plan is dated by.',
        needs: ['settings.write'],
      },
      {
        href: '/app/settings/members',
        label: 'Members',
        about: 'Invite people, change roles, deactivate accounts.',
        needs: ['users.read'],
      },
      {
        href: '/app/settings/roles',
        label: 'Roles',
        about: 'What each role may do, and who sees only their own records.',
        needs: ['users.read'],
      },
    ],
  },
  {
    name: 'Work',
    places: [
      {
        href: '/app/settings/pipelines',
        label: 'Pipelines',
        about: 'Stages, what must hold in them, and what happens by itself.',
        needs: ['pipelines.configure'],
      },
      {
        href: '/app/settings/fields',
        label: 'Custom fields',
        about: 'What you want to know of customers besides the usual.',
        needs: ['settings.write'],
      },
      {
        href: '/app/settings/mail-templates',
        label: 'Mail templates',
        about: 'The mails automations and people write from.',
        needs: ['settings.write', 'customers.read'],
      },
      {
        href: '/app/settings/ai',
        label: 'AI models and budgets',
        about: 'Which models are asked, what they may cost and what they may read.',
        needs: ['settings.write'],
      },
    ],
  },
  {
    name: 'Connections',
    places: [
      {
        href: '/app/settings/webhooks',
        label: 'Webhooks',
        about: 'What calls to other programs are signed with, and the latest calls.',
        needs: ['settings.write', 'deals.read', 'customers.read'],
      },
      {
        href: '/app/settings/outbox',
        label: 'Mail outbox',
        about: 'What was mailed, what waits, and what could not be sent.',
        needs: ['mails.read'],
      },
    ],
  },
  {
    name: 'Data',
    places: [
      {
        href: '/app/settings/data',
        label: 'Export and backup',
        about: 'Take everything out as files, and keep copies of the database.',
        needs: ['data.export'],
      },
      {
        href: '/app/settings/audit',
        label: 'Audit log',
        about: 'Who logged in, exported or deleted things, changed rights or settings.',
        needs: ['audit.read'],
      },
    ],
  },
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
];

const open = <Entry extends Guarded>(places: readonly Entry[], actor: Actor | null): Omit<Entry, 'needs'>[] =>
  places
    .filter(({ needs }) => needs.every((permission) => actor !== null && may(actor, permission)))
    .map(({ needs: _, ...place }) => place);

/** The pages of the daily work. */
export const workPlaces = (actor: Actor | null): Place[] => open(work, actor);

/** The pages of the settings that the caller may see, in their groups. */
export const settingsGroups = (actor: Actor | null): SettingsGroup<SettingsPlace>[] =>
  settings
    .map(({ name, places }) => ({ name, places: actor ? open(places, actor) : [] }))
    .filter(({ places }) => places.length > 0);

/** The same as one list. */
export const settingsPlaces = (actor: Actor | null): SettingsPlace[] =>
  settingsGroups(actor).flatMap(({ places }) => places);

/** What the shell's scripts are told of who looks at a page. */
export const shellFactsFor = (actor: MemberActor, { keys }: { keys: boolean }): ShellFacts => ({
  memberId: actor.id,
  places: [...workPlaces(actor), ...own, ...settingsPlaces(actor).map(asSetting)],
  makes: open(makes, actor),
  mayAddTasks: may(actor, 'tasks.write'),
  keys,
});

/** Some settings are called as the pages they are about. */
const asSetting = ({ href, label }: Place): Place => ({
  href,
  label: work.some((place) => place.label === label) ? `${label} (settings)` : label,
});

/** For `aria-current`: `page` on the place itself, `true` on a page below it. */
export function currentAt(pathname: string, href: string): 'page' | 'true' | undefined {
  const path = pathname.replace(/\/$/, '');
  if (path === href) return 'page';
  return href !== '/app' && path.startsWith(`${href}/`) ? 'true' : undefined;
}
