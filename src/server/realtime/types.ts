import type { Server, Socket } from 'socket.io';
import type { ClientToServer, ServerEventName, ServerToClient } from '../../lib/contracts/socket.ts';
import type { MemberActor } from '../../lib/domain/actor.ts';
import type { Permission } from '../../lib/contracts/permission.ts';
import type { SocketStream } from './socket-stream.ts';

/** What the sidecar knows of a socket. */
export interface SocketData {
  /** Null until authenticated. */
  member: MemberActor | null;
  stream: SocketStream;
  /** The rooms of the records the member shows to be with; see presence.ts. */
  entered?: Set<string>;
}

type NoEvents = Record<string, never>;
export type RealtimeServer = Server<ClientToServer, ServerToClient, NoEvents, SocketData>;
export type RealtimeSocket = Socket<ClientToServer, ServerToClient, NoEvents, SocketData>;

/** One durable event as sockets get it. */
export interface Message {
  /** Its place in the order of all events. */
  sequence: number;
  name: ServerEventName;
  payload: unknown;
  /** Whoever is in one of them gets it, once. */
  rooms: readonly string[];
  /** What a member needs besides; null: being in the room is enough. */
  permission: Permission | null;
  /** Whose record it tells of; null when it tells of none. Members who see only their own get it if they are among them. */
  owners: readonly string[] | null;
  /** Rooms that are for those who may see the record and for nobody else. */
  ofRecord: readonly string[];
}
