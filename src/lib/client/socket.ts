import type { Socket } from 'socket.io-client';
import type { ClientToServer, RecordKind, ServerEvent, ServerEventName, ServerToClient } from '../contracts/socket.ts';

/*
 * One socket per page, opened by the app shell. Islands subscribe through `follow`; the rooms they need are joined
 * again after each reconnect. Nothing of Socket.IO loads before the first subscriber or the shell asks.
 */

export type ConnectionState = 'connecting' | 'live' | 'offline';
type Room =
  | { kind: 'task' | 'customer' | 'deal' | 'ai_progress'; id: string }
  | { kind: 'tasks' | 'customers' | 'deals'; id?: undefined };
type Listener<Name extends ServerEventName> = (payload: ServerEvent<Name>) => void;
type AnyListener = (payload: never) => void;

let socket: Socket<ServerToClient, ClientToServer> | null = null;
let opening: Promise<void> | null = null;
let state: ConnectionState = 'connecting';
let lastEventId: number | undefined;
const stateListeners = new Set<(state: ConnectionState) => void>();
const resyncListeners = new Set<() => void>();
const listeners = new Map<ServerEventName, Set<AnyListener>>();
/** How many islands follow each room. */
const rooms = new Map<string, { room: Room; count: number }>();

/** The record this page shows to have open. */
let entered: { kind: RecordKind; id: string } | null = null;

const setState = (next: ConnectionState) => {
  if (next === state) return;
  state = next;
  for (const tell of stateListeners) tell(state);
};

const emit = (name: ServerEventName, payload: unknown) => {
  if (typeof payload === 'object' && payload !== null && 'id' in payload && typeof payload.id === 'number') {
    lastEventId = Math.max(lastEventId ?? 0, payload.id);
  }
  for (const listener of listeners.get(name) ?? []) {
    // One listener at fault must not silence the others.
    try {
      listener(payload as never);
    } catch (error) {
      console.error(`listener of ${name}`, error);
    }
  }
};

const join = (room: Room) => {
  if (!socket?.connected) return;
  if (room.id === undefined) socket.emit(`subscribe_${room.kind}`);
  else socket.emit(`subscribe_${room.kind}`, room.id);
};

/** Whatever was missed is unknown: everyone reads anew. */
const resync = () => {
  for (const tell of resyncListeners) tell();
};

/** The number of the last event before the server read what this page shows. */
function renderedPosition(): number | undefined {
  const said = document.querySelector<HTMLMetaElement>('meta[name="stream-position"]')?.content;
  return said ? Number(said) : undefined;
}

async function open(): Promise<void> {
  const { io } = await import('socket.io-client');
  const opened: Socket<ServerToClient, ClientToServer> = io({
    auth: (send) => send({ lastEventId }),
    withCredentials: true,
    reconnectionDelay: 500,
    reconnectionDelayMax: 5000,
  });
  socket = opened;
  lastEventId ??= renderedPosition();
  let wasConnected = false;
  opened.on('authenticated', (payload) => {
    const missedUnknown = wasConnected && lastEventId === undefined && payload.lastEventId > 0;
    lastEventId ??= payload.lastEventId;
    wasConnected = true;
    setState('live');
    for (const { room } of rooms.values()) join(room);
    if (entered) opened.emit('enter_record', entered.kind, entered.id);
    if (missedUnknown) resync();
  });
  opened.on('resync_required', (payload) => {
    lastEventId = payload.lastEventId;
    resync();
  });
  opened.on('disconnect', (reason) => {
    setState('offline');
    // The server closes a socket whose session ended; trying again shows whether it was renewed since.
    if (reason === 'io server disconnect') setTimeout(() => opened.connect(), 3000);
  });
  opened.on('connect_error', () => setState('offline'));
  opened.onAny((name: ServerEventName, payload: unknown) => emit(name, payload));
}

/** Opens the page's socket; calling again changes nothing. */
export function connect(): Promise<void> {
  opening ??= open().catch(() => {
    opening = null;
    setState('offline');
  });
  return opening;
}

/** Connects at once rather than after the pause between attempts. */
export const reconnectNow = (): void => {
  if (socket && !socket.connected) socket.disconnect().connect();
};

/** The device knows that it is cut off: nobody waits for an answer that cannot come. */
export const cutOff = (): void => {
  socket?.io.engine.close();
};

/** Tells the state now and whenever it changes. Returns the function that stops it. */
export function onState(tell: (state: ConnectionState) => void): () => void {
  stateListeners.add(tell);
  tell(state);
  return () => stateListeners.delete(tell);
}

/** Calls back when events were missed and cannot be replayed. */
export function onResync(tell: () => void): () => void {
  resyncListeners.add(tell);
  return () => resyncListeners.delete(tell);
}

export function on<Name extends ServerEventName>(name: Name, listener: Listener<Name>): () => void {
  const set = listeners.get(name) ?? new Set();
  listeners.set(name, set);
  set.add(listener);
  return () => set.delete(listener);
}

/** Joins a room with its first follower and leaves it after the last. Returns the function that stops following. */
export function follow(room: Room): () => void {
  const key = `${room.kind}:${room.id ?? ''}`;
  const entry = rooms.get(key) ?? { room, count: 0 };
  entry.count += 1;
  rooms.set(key, entry);
  if (entry.count === 1) {
    void connect();
    join(room);
  }
  let followed = true;
  return () => {
    if (!followed) return;
    followed = false;
    entry.count -= 1;
    if (entry.count > 0) return;
    rooms.delete(key);
    if (room.kind === 'task') socket?.emit('unsubscribe_task', room.id);
    if (room.kind === 'customer') socket?.emit('unsubscribe_customer', room.id);
    if (room.kind === 'deal') socket?.emit('unsubscribe_deal', room.id);
  };
}

/** Shows that this page has a record open; who else does comes as `presence_update`. Returns the function that ends it. */
export function enter(kind: RecordKind, id: string): () => void {
  const mine = { kind, id };
  entered = mine;
  void connect();
  if (state === 'live') socket?.emit('enter_record', kind, id);
  return () => {
    if (entered !== mine) return;
    entered = null;
    socket?.emit('leave_record', kind, id);
  };
}
