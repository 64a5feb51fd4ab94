import type { Server as HttpServer } from 'node:http';
import { Server } from 'socket.io';
import type { Environment } from '../env.ts';
import type { RealtimeServer } from './types.ts';

/** The longest message a client has to send is an access token. */
const longestMessage = 16 * 1024;

/**
 * Socket.IO at /socket.io, by polling and WebSocket, for the allowed origins and for programs, which name none.
 * @param isReady while it says no, handshakes are refused and clients try again
 */
export function createSocketServer(
  http: HttpServer,
  { allowedOrigins }: Pick<Environment, 'allowedOrigins'>,
  isReady: () => boolean,
): RealtimeServer {
  return new Server(http, {
    serveClient: false,
    maxHttpBufferSize: longestMessage,
    cors: { origin: allowedOrigins, credentials: true },
    allowRequest: ({ headers: { origin } }, decide) => {
      if (origin !== undefined && !allowedOrigins.includes(origin)) decide('The origin is not allowed', false);
      else if (!isReady()) decide('The database is away', false);
      else decide(null, true);
    },
  });
}
