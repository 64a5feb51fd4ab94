import { createServer } from 'node:net';
import { StartError, type Environment } from './environment.ts';

/** Opens `port` (0 for any) on `host` for a moment. Resolves to its number, or undefined when it cannot be had. */
function tryPort(port: number, host: string): Promise<number | undefined> {
  return new Promise((done) => {
    const server = createServer();
    server.once('error', () => {
      done(undefined);
    });
    server.listen(port, host, () => {
      const address = server.address();
      server.close(() => {
        done(typeof address === 'object' ? address?.port : undefined);
      });
    });
  });
}

/** A port that nobody listens on, `preferred` when possible. */
export async function freePort(preferred = 0, host = '127.0.0.1'): Promise<number> {
  const port = (await tryPort(preferred, host)) ?? (await tryPort(0, host));
  if (!port) throw new StartError(`No free port on ${host}.`);
  return port;
}

export interface Addresses {
  HOST: string;
  PORT: string;
  REALTIME_HOST: string;
  REALTIME_PORT: string;
}

/**
 * Where web and sidecar are to listen. A port that was asked for must be free; the sidecar's default gives way, as
 * nobody but the web process needs to know it.
 */
export async function claimAddresses(env: Environment): Promise<Addresses> {
  const host = env.HOST ?? '127.0.0.1';
  const port = await claim('PORT', env.PORT ?? '3000', host);
  const realtimeHost = env.REALTIME_HOST ?? '127.0.0.1';
  const realtimePort = env.REALTIME_PORT
    ? await claim('REALTIME_PORT', env.REALTIME_PORT, realtimeHost)
    : await freePort(port === 3001 ? 0 : 3001, realtimeHost);
  return { HOST: host, PORT: String(port), REALTIME_HOST: realtimeHost, REALTIME_PORT: String(realtimePort) };
}

async function claim(name: string, value: string, host: string): Promise<number> {
  const port = Number(value);
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw new StartError(`${name}=${value} is no port number.`);
  const free = await tryPort(port, host);
  if (free) return free;
  throw new StartError(
    `Port ${value} on ${host} cannot be used: something else listens there already, or it is not allowed. ` +
      `Choose another one, for example: ${name}=${port + 10} npm start`,
  );
}
