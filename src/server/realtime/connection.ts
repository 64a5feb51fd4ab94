import type { Ports } from '../ports/index.ts';
import { credentialsOf, memberAgain, memberOfCookie, memberOfToken, type Entrant } from './authenticate.ts';
import { adjustRooms } from './rooms.ts';
import type { Relay } from './relay.ts';
import { missedMessages } from './replay.ts';
import { SocketStream } from './socket-stream.ts';
import type { RealtimeSocket } from './types.ts';

/** A socket that nobody has logged in on by then is closed. */
const patienceMs = 5000;
const longestTimerMs = 2 ** 31 - 1;

const refused = 'The access token or API key is not valid, has expired, or was ended. Log in again.';
const ended = 'Your session has ended or your API key was revoked. Log in again.';

export interface ConnectionOptions {
  ports: Ports;
  relay: Pick<Relay, 'position'>;
  /** The session id in a Cookie header, if any. */
  readSessionCookie: (header: string) => string | null;
}

/**
 * Finds out who a new socket belongs to, by its handshake or within 5 s by `authenticate`, tells it, and sends what it
 * missed. Resolves when that is done or the socket was closed; never rejects.
 */
export async function welcome(socket: RealtimeSocket, options: ConnectionOptions): Promise<void> {
  const { ports } = options;
  socket.data.member = null;
  socket.data.stream = new SocketStream(({ name, payload }) => socket.emit(name, payload as never));
  const { token, cookieHeader, lastEventId } = credentialsOf(socket.handshake);
  const tokenSent = nextToken(socket);
  try {
    let found = token === null ? null : await memberOfToken(ports, token);
    const cookie = token === null && cookieHeader !== null ? options.readSessionCookie(cookieHeader) : null;
    if (cookie !== null) found = await memberOfCookie(ports, cookie);
    if (!found && token === null) found = await memberOfToken(ports, await tokenSent);
    if (!found) reject(socket, token === null && cookie === null ? 'Log in to connect.' : refused);
    else await admit(socket, found, lastEventId, options);
  } catch (error) {
    ports.log.warn({ error }, 'A socket could not be welcomed');
    // Closing the transport, unlike a disconnect, lets the client try again by itself.
    socket.conn.close();
  }
}

/** The token of the first `authenticate`; undefined when none comes in time. */
function nextToken(socket: RealtimeSocket): Promise<unknown> {
  const { promise, resolve } = Promise.withResolvers<unknown>();
  const timer = setTimeout(() => resolve(undefined), patienceMs);
  socket.once('authenticate', (token: unknown) => resolve(token));
  socket.once('disconnect', () => resolve(undefined));
  return promise.finally(() => clearTimeout(timer));
}

function reject(socket: RealtimeSocket, message: string): void {
  socket.data.member = null;
  socket.emit('auth_error', { message });
  socket.disconnect(true);
}

async function admit(
  socket: RealtimeSocket,
  { actor, user, expiresAt }: Entrant,
  lastEventId: number | null,
  { ports, relay }: ConnectionOptions,
): Promise<void> {
  if (!socket.connected) return;
  await adjustRooms(socket, actor, ports);
  socket.data.member = actor;
  // From here on the relay sees the socket: what it sends is held back until the replay is out.
  const position = relay.position();
  const { firstName, lastName, avatar } = user.profile;
  socket.emit('authenticated', {
    status: 'success',
    user: { id: user.id, role: user.role, firstName, lastName, avatar },
    lastEventId: position,
  });
  const missed =
    lastEventId === null ? [] : await missedMessages(ports, actor, { since: lastEventId, until: position });
  if (missed === null) socket.emit('resync_required', { lastEventId: position });
  socket.data.stream.open(missed ?? []);
  watchExpiry(socket, expiresAt, ports);
}

/** Looks again when the session would have ended: it may have been prolonged. */
function watchExpiry(socket: RealtimeSocket, expiresAt: Date | null, ports: Ports): void {
  if (expiresAt === null) return;
  const left = Math.max(0, expiresAt.getTime() - ports.clock.now().getTime());
  const timer = setTimeout(() => void recheck(socket, ports), Math.min(left, longestTimerMs));
  timer.unref();
  socket.once('disconnect', () => clearTimeout(timer));
}

/** Reads anew who the socket belongs to and what they may do; closes it when its session is over. */
export async function recheck(socket: RealtimeSocket, ports: Ports): Promise<void> {
  const { member } = socket.data;
  if (!member) return;
  const found = await memberAgain(ports, member).catch((error: unknown) => {
    ports.log.warn({ error }, 'A socket’s session could not be read');
    socket.conn.close();
    return undefined;
  });
  if (found === undefined) return;
  if (!found) {
    end(socket);
    return;
  }
  socket.data.member = found.actor;
  await adjustRooms(socket, found.actor, ports);
  watchExpiry(socket, found.expiresAt, ports);
}

/** Closes a socket whose session is over. */
export const end = (socket: RealtimeSocket): void => reject(socket, ended);
