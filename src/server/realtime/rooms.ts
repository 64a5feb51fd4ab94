import type { MemberActor } from '../../lib/domain/actor.ts';
import { may } from '../../lib/domain/actor.ts';
import type { Permission } from '../../lib/contracts/permission.ts';
import type { Ports } from '../ports/index.ts';
import type { Message, RealtimeSocket } from './types.ts';

/** What it takes to know which records there are, and whose. */
export type RecordPorts = Pick<Ports, 'tasks' | 'customers' | 'deals' | 'pipelines' | 'recordsOf'>;

/** The rooms a member can ask for. `tasks`, `customers` and `deals` follow a whole list. */
export type RoomKind = 'task' | 'ai_progress' | 'customer' | 'deal' | 'pipeline' | 'tasks' | 'customers' | 'deals';

const permissionOf: Record<RoomKind, Permission> = {
  task: 'tasks.read',
  ai_progress: 'tasks.read',
  pipeline: 'pipelines.read',
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
  ports: RecordPorts,
  actor: MemberActor,
  { kind, id }: { kind: RoomKind; id?: string | undefined },
): Promise<'forbidden' | 'not_found' | null> {
  if (!may(actor, permissionOf[kind])) return 'forbidden';
  const { tasks, customers, deals } = actor.ownOnly ? ports.recordsOf(actor.id) : ports;
  switch (kind) {
    case 'tasks':
    case 'customers':
    case 'deals':
      return null;
    case 'task':
    case 'ai_progress':
      return isThere(await tasks.find(id ?? ''));
    case 'customer':
      return isThere(await customers.find(id ?? ''));
    case 'deal':
      return isThere(await deals.find(id ?? ''));
    case 'pipeline':
      return isThere(await ports.pipelines.find(id ?? ''));
  }
}

const isThere = (record: { deletedAt: Date | null } | null): 'not_found' | null =>
  record?.deletedAt === null ? null : 'not_found';

/** Makes a socket leave every room its member may no longer be in, and join those of their role. */
export async function adjustRooms(socket: RealtimeSocket, member: MemberActor, ports: RecordPorts): Promise<void> {
  const personal = personalRooms(member);
  for (const room of socket.rooms) {
    if (room === socket.id || personal.includes(room)) continue;
    const [kind = '', id] = room.split(':');
    const stays = kind in permissionOf && (await mayStay(ports, member, { kind: kind as RoomKind, id }));
    if (!stays) await socket.leave(room);
  }
  await socket.join(personal);
}

/** Records in the bin may still be followed; only whose they are counts. */
const mayStay = async (ports: RecordPorts, member: MemberActor, room: { kind: RoomKind; id?: string | undefined }) =>
  member.ownOnly ? (await refusal(ports, member, room)) === null : may(member, permissionOf[room.kind]);

/** Whether a member in these rooms is to get a message now. */
export const isFor = (message: Message, member: MemberActor, joined: ReadonlySet<string>): boolean =>
  mayHear(message, member) && message.rooms.some((room) => joined.has(room));

const mayHear = ({ permission, owners }: Message, member: MemberActor): boolean =>
  (permission === null || may(member, permission)) &&
  (owners === null || !member.ownOnly || owners.includes(member.id));

/** Whether a member may see a message, whichever lists and records they follow: what is replayed after a reconnect. */
export const maySee = (message: Message, member: MemberActor): boolean => {
  if (!mayHear(message, member)) return false;
  const own = personalRooms(member);
  return message.rooms.some((room) => !isPersonal(room) || own.includes(room));
};
