import type { DomainEvent } from '../../../lib/domain/events.ts';
import { commonOf, groupsOf, kindOfNotice, toldAsOne, type Notice } from '../../../lib/domain/notices.ts';
import { isLimited, type OwnRecordsOnly } from '../../../lib/domain/own-records.ts';
import { permissionsOf } from '../../../lib/domain/permissions.ts';
import type { Ports, Tx } from '../../ports/index.ts';
import type { NotificationRecord, UserRecord } from '../../records/index.ts';
import { findCompanySettings } from '../company/find-settings.ts';
import { queueMail } from '../mails/queue-mail.ts';
import { notificationMail } from '../mails/templates.ts';
import { systemActor } from '../shared/system-actor.ts';

type World = Pick<
  Ports,
  | 'ids'
  | 'clock'
  | 'policy'
  | 'commit'
  | 'users'
  | 'companySettings'
  | 'mails'
  | 'notifications'
  | 'notificationPreferences'
>;

/**
 * Tells members what is news to them, in the ways each has chosen, in one commit with what `write` writes. Whoever is no
 * longer active, or may not see what it is about, is told nothing.
 * @throws StaleRecordError and DuplicateKeyError as `write` does, the latter also when a notice's key was told already
 */
export async function notify(
  ports: World,
  notices: readonly Notice[],
  write: (tx: Tx) => Promise<void> = async () => {},
): Promise<void> {
  const members = [...new Set(notices.map(({ memberId }) => memberId))];
  const users = new Map((await ports.users.findMany(members)).map((user) => [user.id, user]));
  const preferences = await ports.notificationPreferences.ofMany(members);
  const records: NotificationRecord[] = [];
  const events: DomainEvent[] = [];
  const letters: ((tx: Tx) => Promise<void>)[] = [];
  const replaced: string[] = [];
  const { ownRecordsOnly, name } = await findCompanySettings(ports);
  const site = { siteName: name ?? ports.policy.siteName, siteUrl: ports.policy.siteUrl };
  const wanted = notices.filter((notice) => mayKnow(users.get(notice.memberId), notice, ownRecordsOnly));
  for (const group of groupsOf(wanted)) {
    const [first] = group;
    const user = first && users.get(first.memberId);
    const channels = first && preferences.get(first.memberId)?.[kindOfNotice[first.type]];
    if (channels?.show) {
      const shown = await together(ports, group);
      const told = shown.notices.map((notice) => recordOf(ports, notice));
      replaced.push(...shown.replaced);
      records.push(...told);
      events.push(...told.map(eventOf));
    }
    if (!channels?.mail || !user) continue;
    const one = toldAsOne(first, group.length);
    for (const notice of one ? [one] : group) {
      const letter = queueMail(ports, { to: user.email, ...letterOf(site, user, notice) });
      events.push(letter.event);
      letters.push(letter.write);
    }
  }
  await ports.commit({
    actor: systemActor,
    events,
    async write(tx) {
      await ports.notifications.remove(replaced, tx);
      await ports.notifications.insertMany(records, tx);
      for (const letter of letters) await letter(tx);
      await write(tx);
    },
  });
}

function mayKnow(user: UserRecord | undefined, { needs, owners }: Notice, limited: OwnRecordsOnly): boolean {
  if (!user?.isActive) return false;
  if (needs !== null && !permissionsOf({ role: user.role, extra: user.profile.permissions }).has(needs)) return false;
  return owners === undefined || owners.includes(user.id) || !isLimited(user.role, limited);
}

const aMoment = 60_000;

/**
 * Alike notices as they are told: one by one, or, with what was told a moment ago and not read yet, as one that takes
 * their place. A change of many records comes bit by bit.
 */
async function together(
  { clock, notifications }: World,
  group: Notice[],
): Promise<{ notices: Notice[]; replaced: string[] }> {
  const [first] = group;
  const common = first ? commonOf(first) : null;
  if (!first || common === null) return { notices: group, replaced: [] };
  const since = new Date(clock.now().getTime() - aMoment);
  const before = await notifications.alike({ member: first.memberId, common, since });
  const one = toldAsOne(
    first,
    before.reduce((sum, { count }) => sum + count, group.length),
  );
  return one ? { notices: [one], replaced: before.map(({ id }) => id) } : { notices: group, replaced: [] };
}

const recordOf = ({ ids, clock }: Pick<Ports, 'ids' | 'clock'>, notice: Notice): NotificationRecord => ({
  id: ids.next(),
  member: notice.memberId,
  type: notice.type,
  title: notice.title,
  link: notice.link,
  key: notice.key ?? null,
  common: commonOf(notice),
  count: notice.count ?? 1,
  readAt: null,
  createdAt: clock.now(),
});

const eventOf = ({ id, member, type, title, link }: NotificationRecord): DomainEvent => ({
  type: 'notification',
  userId: member,
  notificationId: id,
  notificationType: type,
  title,
  link,
});

interface Site {
  siteName: string;
  siteUrl: string;
}

const letterOf = ({ siteName, siteUrl }: Site, { profile }: UserRecord, { title, link }: Notice) =>
  notificationMail({
    siteName,
    firstName: profile.firstName,
    title,
    link: `${siteUrl}${link ?? '/app/notifications'}`,
    settings: `${siteUrl}/app/account#notifications`,
  });
