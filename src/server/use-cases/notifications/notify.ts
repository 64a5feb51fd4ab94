import type { DomainEvent } from '../../../lib/domain/events.ts';
import { kindOfNotice, type Notice } from '../../../lib/domain/notices.ts';
import { permissionsOf } from '../../../lib/domain/permissions.ts';
import type { Ports, Tx } from '../../ports/index.ts';
import type { NotificationRecord, UserRecord } from '../../records/index.ts';
import { queueMail } from '../mails/queue-mail.ts';
import { notificationMail } from '../mails/templates.ts';
import { systemActor } from '../shared/system-actor.ts';

type World = Pick<
  Ports,
  'ids' | 'clock' | 'policy' | 'commit' | 'users' | 'mails' | 'notifications' | 'notificationPreferences'
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
  for (const notice of notices) {
    const user = users.get(notice.memberId);
    if (!user || !mayKnow(user, notice)) continue;
    const channels = preferences.get(notice.memberId)?.[kindOfNotice[notice.type]];
    if (channels?.show) {
      const record = recordOf(ports, notice);
      records.push(record);
      events.push(eventOf(record));
    }
    if (channels?.mail) {
      const letter = queueMail(ports, { to: user.email, ...letterOf(ports, user, notice) });
      events.push(letter.event);
      letters.push(letter.write);
    }
  }
  await ports.commit({
    actor: systemActor,
    events,
    async write(tx) {
      await ports.notifications.insertMany(records, tx);
      for (const letter of letters) await letter(tx);
      await write(tx);
    },
  });
}

const mayKnow = ({ isActive, role, profile }: UserRecord, { needs }: Notice): boolean =>
  isActive && (needs === null || permissionsOf({ role, extra: profile.permissions }).has(needs));

const recordOf = (
  { ids, clock }: Pick<Ports, 'ids' | 'clock'>,
  { memberId, type, title, link, key }: Notice,
): NotificationRecord => ({
  id: ids.next(),
  member: memberId,
  type,
  title,
  link,
  key: key ?? null,
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

const letterOf = ({ policy }: Pick<Ports, 'policy'>, { profile }: UserRecord, { title, link }: Notice) =>
  notificationMail({
    siteName: policy.siteName,
    firstName: profile.firstName,
    title,
    link: `${policy.siteUrl}${link ?? '/app/notifications'}`,
    settings: `${policy.siteUrl}/app/account#notifications`,
  });
