import type { Actor, MemberActor } from '../../lib/domain/actor.ts';
import { may } from '../../lib/domain/actor.ts';
import type { Permission } from '../../lib/contracts/permission.ts';
import type { Ports } from '../ports/index.ts';
import type { Message, RealtimeSocket } from './types.ts';

/** The rooms a member can ask for. `tasks`, `customers` and `deals` follow a whole list. */
export type RoomKind = 'task' | 'ai_progress' | 'customer' | 'deal' | 'pipeline' | 'tasks' | 'customers' | 'deals';

const permissionOf: Record<RoomKind, Permission> = {
  task: 'tasks.read',
  ai_progress: 'tasks.read',
  pipeline: 'customers.read',
  customer: 'customers.read',
  deal: 'deals.read',
  tasks: 'tasks.read',
  customers: 'customers.read',
  deals: 'deals.read',
};

/** A room's name: `<kind>:<id>`, or the kind alone for a list. */
export const roomName = (kind: RoomKind | 'user' | 'role', id?: string): string =>
  id === undefined ? kind : `${kind}:${id}`;

/** The rooms a member is in without asking. */
export const personalRooms = ({ id, role }: Pick<MemberActor, 'id' | 'role'>): string[] => [
  roomName('user', id),
  roomName('role', role),
];

const isPersonal = (room: string): boolean => room.startsWith('user:') || room.startsWith('role:');

/** Whether a member may join a room: null, or the code of the refusal. What may not be seen is not there. */
export async function refusal(
  ports: Pick<Ports, 'tasks' | 'customers' | 'deals'>,
  actor: Actor,
  { kind, id }: { kind: RoomKind; id?: string },
): Promise<'forbidden' | 'not_found' | null> {
  if (!may(actor, permissionOf[kind])) return 'forbidden';
  switch (kind) {
    case 'tasks':
    case 'customers':
    case 'deals':
      return null;
    case 'task':
    case 'ai_progress':
      return isThere(await ports.tasks.find(id ?? ''));
    case 'customer':
      return isThere(await ports.customers.find(id ?? ''));
    case 'deal':
      return isThere(await ports.deals.find(id ?? ''));
    case 'pipeline':
      return 'not_found';
  }
}

const isThere = (record: { deletedAt: Date | null } | null): 'not_found' | null =>
  record?.deletedAt === null ? null : 'not_found';

/** Makes a socket leave every room its member may no longer be in, and join those of their role. */
export async function adjustRooms(socket: RealtimeSocket, member: MemberActor): Promise<void> {
  const personal = personalRooms(member);
  for (const room of socket.rooms) {
    if (room === socket.id || personal.includes(room)) continue;
    const kind = room.split(':')[0] ?? '';
    const permission = kind in permissionOf ? permissionOf[kind as RoomKind] : null;
    if (permission === null || !may(member, permission)) await socket.leave(room);
  }
  await socket.join(personal);
}

/** Whether a member in these rooms is to get a message now. */
export const isFor = (message: Message, member: Actor, joined: ReadonlySet<string>): boolean =>
  (message.permission === null || may(member, message.permission)) && message.rooms.some((room) => joined.has(room));

/** Whether a member may see a message, whichever lists and records they follow: what is replayed after a reconnect. */
export const maySee = (message: Message, member: MemberActor): boolean => {
  if (message.permission !== null && !may(member, message.permission)) return false;
  const own = personalRooms(member);
  return message.rooms.some((room) => !isPersonal(room) || own.includes(room));
};
