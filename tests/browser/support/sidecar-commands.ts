import { Server } from 'socket.io';
import type { BrowserCommand } from 'vitest/node';
import type { Plugin } from 'vitest/config';
import type {
  ClientToServer,
  ServerEvent,
  ServerEventName,
  ServerToClient,
} from '../../../src/lib/contracts/socket.ts';

type Sidecar = Server<ClientToServer, ServerToClient>;

let sidecar: Sidecar | null = null;
let reachable = true;
let heard: string[] = [];

const welcome: ServerEvent<'authenticated'> = {
  status: 'success',
  user: { id: '0'.repeat(24), role: 'sales', firstName: 'Dana', lastName: 'Kim', avatar: null },
  lastEventId: 100,
};

const begin = (server: NonNullable<ConstructorParameters<typeof Server>[0]>): Sidecar => {
  const begun: Sidecar = new Server(server, {
    destroyUpgrade: false,
    allowRequest: (_request, answer) => answer(null, reachable),
  });
  begun.on('connection', (socket) => {
    const { lastEventId } = socket.handshake.auth;
    heard.push(`connected after ${typeof lastEventId === 'number' ? lastEventId : 'nothing'}`);
    socket.onAny((name: string, target: unknown) =>
      heard.push(typeof target === 'string' ? `${name} ${target}` : name),
    );
    socket.emit('authenticated', welcome);
  });
  return begun;
};

/** Puts a Socket.IO server where the site has one: the sidecar's part, played by the tests. */
export const sidecarPlugin = (): Plugin => ({
  name: 'tests:sidecar',
  configureServer({ httpServer }) {
    if (httpServer) sidecar = begin(httpServer);
  },
});

/** Sends an event to everyone connected. */
export const tellEveryone: BrowserCommand<[name: ServerEventName, payload: unknown]> = (_context, name, payload) => {
  sidecar?.emit(name, payload as never);
};

/** What was heard from browsers since the last question, in order: connections and rooms asked for. */
export const whatWasHeard: BrowserCommand = (): string[] => {
  const all = heard;
  heard = [];
  return all;
};

/** Cuts every connection without a word; until `reachable` again nobody gets in. */
export const cutConnections: BrowserCommand<[reachable: boolean]> = (_context, allowed) => {
  reachable = allowed;
  if (!allowed) for (const client of sidecar?.sockets.sockets.values() ?? []) client.conn.close();
};

/** Ends every connection as the sidecar does when a session is over. */
export const endConnections: BrowserCommand = () => {
  sidecar?.disconnectSockets(true);
};
