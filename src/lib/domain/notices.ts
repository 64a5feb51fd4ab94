import { customerName } from '../contracts/customer-name.ts';
import type { NotificationKind, NotificationType } from '../contracts/notification.ts';
import type { Permission } from '../contracts/permission.ts';
import type { DomainEvent, StoredEvent } from './events.ts';
import { jobDoing } from './job-doing.ts';

/** Something to tell a member, if they want to know and may see what it is about. */
export interface Notice {
  memberId: string;
  type: NotificationType;
  title: string;
  link: string | null;
  /** What the member needs to see what it is about; null when it is their own. */
  needs: Permission | null;
  /** Whose it is about, for those who see only their own; absent: it is the member’s. */
  owners?: readonly string[];
  /** Names what was told, where that must happen once however often it is noticed. */
  key?: string;
  /** Notices that have this in common are told as one when they are many. */
  alike?: Alike;
  /** How many it stands for; absent: itself. */
  count?: number;
}

interface Alike {
  /** Who gave it; null where what comes came by itself. */
  who: string | null;
  what: 'tasks' | 'customers' | 'deals' | 'leads';
}

/** The choice of a member that a type falls under. */
export const kindOfNotice: Record<NotificationType, NotificationKind> = {
  task_assigned: 'assigned',
  customer_assigned: 'assigned',
  deal_assigned: 'assigned',
  mentioned: 'mentioned',
  lead_received: 'leads',
  task_reminder: 'reminder',
  task_overdue: 'overdue',
  job_failed: 'jobs',
};

type Told = Pick<StoredEvent, 'actor' | 'event'>;

/** Whom an event is news to. Nobody is told of what they did themselves. */
export function noticesOf({ actor, event }: Told): Notice[] {
  switch (event.type) {
    case 'task.changed': {
      const { task, change } = event;
      // The next of a series goes to whoever had the last one: nobody gave it to them.
      if (change === 'created' && task.series && task.series.occurrence > 1) return [];
      return given(event, task, { who: actor, what: 'tasks', title: `“${task.title}”` });
    }
    case 'customer.changed':
      return given(event, event.customer, {
        who: actor,
        what: 'customers',
        title: `the customer ${customerName(event.customer)}`,
      });
    case 'deal.changed':
      return given(event, event.deal, { who: actor, what: 'deals', title: `the deal “${event.deal.title}”` });
    case 'members.mentioned':
      return mentionNotices(event, actor);
    case 'lead.received':
      return leadNotices(event);
    case 'batch.finished':
      return jobNotices(event);
    default:
      return [];
  }
}

const typeOf = { tasks: 'task_assigned', customers: 'customer_assigned', deals: 'deal_assigned' } as const;

/** Whoever is given something by someone else is told. */
function given(
  { change, changed }: { change: string; changed: readonly string[] },
  { id, assignedTo }: { id: string; assignedTo: string | null },
  { who, what, title }: { who: StoredEvent['actor']; what: keyof typeof typeOf; title: string },
): Notice[] {
  if (change === 'deleted' || assignedTo === null || assignedTo === who.id) return [];
  if (change !== 'created' && !changed.includes('assignedTo')) return [];
  return [
    {
      memberId: assignedTo,
      type: typeOf[what],
      title: `${who.name} gave you ${title}`,
      link: `/app/${what}/${id}`,
      needs: `${what}.read`,
      alike: { who: who.name, what },
    },
  ];
}

/** Whoever someone else mentions is told where. */
const mentionNotices = (
  { memberIds, about: { kind, id, title }, owners }: Extract<DomainEvent, { type: 'members.mentioned' }>,
  who: StoredEvent['actor'],
): Notice[] =>
  memberIds
    .filter((memberId) => memberId !== who.id)
    .map((memberId) => ({
      memberId,
      type: 'mentioned',
      title: `${who.name} mentioned you in “${title}”`,
      link: `/app/${kind}s/${id}#${kind === 'customer' ? 'notes' : 'comments'}`,
      needs: `${kind}s.read`,
      owners,
    }));

/** Marketing, admins and whoever has the customer are told of what comes by the website's forms. */
const leadNotices = ({ memberIds, form, name, customerId, owners }: Extract<DomainEvent, { type: 'lead.received' }>) =>
  memberIds.map((memberId): Notice => ({
    memberId,
    type: 'lead_received',
    title: form === 'demo' ? `${name} asks for a demo` : `${name} wrote by the contact form`,
    link: `/app/customers/${customerId}`,
    needs: 'customers.read',
    owners,
    alike: { who: null, what: 'leads' },
  }));

/** Who asked for long work is told when not all of it was done. */
function jobNotices(event: Extract<DomainEvent, { type: 'batch.finished' }>): Notice[] {
  const { kind, requestedBy, status, refused, error, jobId } = event;
  const what = jobDoing[kind];
  const title =
    status === 'failed'
      ? `${what} ended early: ${error ?? 'something went wrong'}`
      : status === 'complete' && refused > 0
        ? `${what} is done; ${refused} could not be done`
        : null;
  if (title === null) return [];
  const link = kind === 'import_customers' ? `/app/customers/import/${jobId}` : null;
  return [{ memberId: requestedBy, type: 'job_failed', title, link, needs: null }];
}

const newestLeads = '/app/customers?source=website';

/** From so many on, alike notices are told as one. */
const many = 4;

/** What notices that are alike have in common; null for those that are always told by themselves. */
export const commonOf = ({ type, alike }: Notice): string | null =>
  alike ? `${type} by ${alike.who ?? 'nobody'}` : null;

/** The notices in groups of those that may be told as one. */
export const groupsOf = (notices: readonly Notice[]): Notice[][] => [
  ...Map.groupBy(notices, (notice) =>
    notice.alike ? `${notice.memberId} ${commonOf(notice) ?? ''}` : notice,
  ).values(),
];

/** The notice that stands for `count` like this one, `Mia gave you 12 tasks`; null when they are too few for that. */
export function toldAsOne(notice: Notice, count: number): Notice | null {
  const { alike } = notice;
  if (!alike || count < many) return null;
  const { who, what } = alike;
  if (what === 'leads') return { ...notice, count, title: `${count} new leads`, link: newestLeads };
  return {
    ...notice,
    count,
    title: `${who ?? 'Someone'} gave you ${count} ${what}`,
    link: `/app/${what}?assignedTo=me`,
  };
}
