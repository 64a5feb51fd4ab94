import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server as SocketServer } from 'socket.io';
import { io } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createMetrics } from '../../../src/server/web/metrics.ts';
import { createRealtimeProxy } from '../../../src/server/web/realtime-proxy.ts';
import { createWebServer } from '../../../src/server/web/web-server.ts';
import { parseEnvironment } from '../../../src/server/env.ts';
import { silent } from '../../support/ports.ts';

let sidecar: Server;
let sockets: SocketServer;
let web: Server;
let proxy: ReturnType<typeof createRealtimeProxy>;
const seen: IncomingMessage['headers'][] = [];

const listen = async (server: Server): Promise<number> => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
};
const environment = (realtimePort: number) =>
  parseEnvironment({
    NODE_ENV: 'test',
    MONGODB_URI: 'mongodb://127.0.0.1/x',
    JWT_SECRET: 'x'.repeat(32),
    JWT_REFRESH_SECRET: 'y'.repeat(32),
    SITE_URL: 'https://crm.example.com',
    REALTIME_URL: `http://127.0.0.1:${realtimePort}`,
  });

async function startWeb(realtimePort: number): Promise<number> {
  const env = environment(realtimePort);
  proxy = createRealtimeProxy(env, silent);
  web = createWebServer({
    env,
    log: silent,
    proxy,
    files: new Map(),
    metrics: await createMetrics(undefined),
    handler: (_, response) => Promise.resolve(void response.writeHead(200).end('astro')),
  });
  return listen(web);
}
const stopWeb = () => {
  proxy.close();
  web.close();
  web.closeAllConnections();
};

beforeAll(async () => {
  sidecar = createServer((request, response) => void response.writeHead(404).end(request.url));
  sockets = new SocketServer(sidecar);
  sockets.use((socket, next) => {
    seen.push(socket.handshake.headers);
    next(socket.handshake.auth.token === 'no' ? new Error('refused') : undefined);
  });
  sockets.on('connection', (socket) => socket.on('echo', (text: string, ack: (text: string) => void) => ack(text)));
  await listen(sidecar);
});
afterAll(() => sockets.close());
afterEach(stopWeb);

test.each([['polling'], ['websocket']])('Socket.IO works through it by %s', async (transport) => {
  const port = await startWeb((sidecar.address() as AddressInfo).port);
  const client = io(`http://127.0.0.1:${port}`, { transports: [transport] });
  const text = 'x'.repeat(50_000);
  expect(await client.emitWithAck('echo', text)).toBe(text);
  client.close();
});

test('forwarded headers are the proxy’s own, whatever the caller claims', async () => {
  const port = await startWeb((sidecar.address() as AddressInfo).port);
  seen.length = 0;
  const extraHeaders = { 'X-Forwarded-For': '6.6.6.6', 'X-Forwarded-Host': 'evil.example.com', 'X-Real-IP': '6.6.6.6' };
  for (const transport of ['polling', 'websocket']) {
    const client = io(`http://127.0.0.1:${port}`, { transports: [transport], extraHeaders });
    await client.emitWithAck('echo', '');
    client.close();
  }
  expect(seen).toHaveLength(2);
  for (const headers of seen) {
    expect(headers).toMatchObject({
      'x-forwarded-for': '127.0.0.1',
      'x-forwarded-host': 'crm.example.com',
      'x-forwarded-proto': 'https',
    });
    expect(headers['x-real-ip']).toBeUndefined();
  }
});

test('without a sidecar polling gets a clear 502, and an upgrade is ended', async () => {
  const gone = createServer();
  const port = await listen(gone);
  gone.close();
  const webPort = await startWeb(port);
  const answer = await fetch(`http://127.0.0.1:${webPort}/socket.io/?EIO=4&transport=polling`);
  expect(answer.status).toBe(502);
  expect(await answer.json()).toMatchObject({ code: 'unavailable', status: 502 });
  const client = io(`http://127.0.0.1:${webPort}`, { transports: ['websocket'], reconnection: false });
  const error = await new Promise<Error>((resolve) => client.on('connect_error', resolve));
  expect(error.message).toBe('websocket error');
});

test('an upgrade to anything else is refused', async () => {
  const port = await startWeb((sidecar.address() as AddressInfo).port);
  const client = io(`http://127.0.0.1:${port}`, { path: '/elsewhere', transports: ['websocket'], reconnection: false });
  await expect(new Promise((_, reject) => client.on('connect_error', reject))).rejects.toThrow('websocket error');
});

test('stopping ends open sockets at once', async () => {
  const port = await startWeb((sidecar.address() as AddressInfo).port);
  const client = io(`http://127.0.0.1:${port}`, { transports: ['websocket'], reconnection: false });
  await client.emitWithAck('echo', '');
  const gone = new Promise((resolve) => client.on('disconnect', resolve));
  proxy.close();
  expect(await gone).toBe('transport close');
});
