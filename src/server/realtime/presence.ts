import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RecordKind } from '../../lib/contracts/socket.ts';
import type { Ports, PresenceSheet } from '../ports/index.ts';
import { memberRefs } from '../use-cases/shared/member-refs.ts';
import { changedRooms, membersByRoom, type MembersByRoom } from './presence-sheets.ts';
import type { RealtimeServer, RealtimeSocket } from './types.ts';
import { startLoop } from './wakeable-loop.ts';

/** A sheet counts so long without being renewed: as long as a process may be gone before its members are. */
const lastsMs = 25_000;
/** How often a sheet with anyone on it is renewed. */
const everyMs = 8000;
/** People come and go in bursts, when pages change: one write for what happens within so short a time. */
const gatherMs = 250;

export interface Presence {
  /** Who is with a record changed on this process: someone entered, left or went away. */
  changed(): void;
  /** Tells a socket that has entered who is there as far as is known; what changes by its coming is told to all. */
  tell(socket: RealtimeSocket, room: string): Promise<void>;
  stop(): Promise<void>;
}

type PresencePorts = Pick<Ports, 'presence' | 'users' | 'clock' | 'log'>;

/**
 * Tells everyone with a record who else is there, on whichever sidecar. A member is there while one of their sockets has
 * entered the record's room and has not left it; leaving for any reason (a closed page, a session that ended, a right
 * that went) is leaving. Each sidecar keeps one sheet of its own in the database and reads those of all.
 */
export async function startPresence(ports: PresencePorts, io: RealtimeServer): Promise<Presence> {
  const { presence, clock, log } = ports;
  const holder = randomUUID();
  let told: MembersByRoom = new Map();
  let written = '[]';
  let renewAt = 0;
  let nextEnd: ReturnType<typeof setTimeout> | undefined;

  const changed = () => loop.wake();
  const write = async () => {
    const rooms = [...roomsOf(io)].map(([room, members]) => ({ room, members: [...members].sort() }));
    const now = clock.now().getTime();
    const text = JSON.stringify(rooms);
    if (text === written && (rooms.length === 0 || now < renewAt)) return;
    await presence.put({ holder, rooms, until: new Date(now + lastsMs) });
    written = text;
    renewAt = now + everyMs;
  };
  const announce = async () => {
    const sheets = await presence.sheets();
    lookWhenOneEnds(sheets);
    const present = membersByRoom(sheets);
    const rooms = changedRooms(told, present).filter((room) => io.sockets.adapter.rooms.has(room));
    const names = await memberRefs(
      ports,
      rooms.flatMap((room) => [...(present.get(room) ?? [])]),
    );
    for (const room of rooms) io.to(room).emit('presence_update', messageOf(room, present.get(room), names));
    told = present;
  };
  /** A process that died says nothing: its sheet just ends. */
  const lookWhenOneEnds = (sheets: readonly PresenceSheet[]) => {
    clearTimeout(nextEnd);
    const ends = sheets.filter((sheet) => sheet.holder !== holder).map(({ until }) => until.getTime());
    if (ends.length > 0) nextEnd = setTimeout(changed, Math.max(1, Math.min(...ends) - clock.now().getTime())).unref();
  };
  const loop = startLoop({
    everyMs,
    onError: (error) => log.warn({ error }, 'Who is where could not be told'),
    run: async () => {
      await write();
      await announce();
      await sleep(gatherMs);
    },
  });
  io.sockets.adapter.on('leave-room', (room: string, socketId: string) => {
    if (io.sockets.sockets.get(socketId)?.data.entered?.delete(room)) changed();
  });
  const unwatch = await presence.watch(changed);
  return {
    changed,
    async tell(socket, room) {
      const members = told.get(room);
      socket.emit('presence_update', messageOf(room, members, await memberRefs(ports, members ?? [])));
    },
    async stop() {
      await unwatch();
      await loop.stop();
      clearTimeout(nextEnd);
      await presence.put({ holder, rooms: [], until: clock.now() }).catch(() => undefined);
    },
  };
}

/** The members this process's sockets have brought to each room. */
function roomsOf(io: RealtimeServer): MembersByRoom {
  const rooms: MembersByRoom = new Map();
  for (const { data } of io.sockets.sockets.values()) {
    for (const room of data.entered ?? []) {
      if (data.member) rooms.set(room, (rooms.get(room) ?? new Set()).add(data.member.id));
    }
  }
  return rooms;
}

function messageOf(
  room: string,
  members: ReadonlySet<string> | undefined,
  names: Awaited<ReturnType<typeof memberRefs>>,
) {
  const [kind, id] = room.split(':') as [RecordKind, string];
  const there = [...(members ?? [])].map((member) => names.get(member)).filter((member) => member !== undefined);
  return { kind, id, members: there.sort((one, other) => one.name.localeCompare(other.name)) };
}
