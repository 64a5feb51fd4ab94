import {
  Agent,
  request as httpRequest,
  type ClientRequest,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type RequestOptions,
  type ServerResponse,
} from 'node:http';
import { Agent as TlsAgent, request as httpsRequest } from 'node:https';
import type { Duplex } from 'node:stream';
import type { Environment } from '../env.ts';
import type { Logger } from '../ports/index.ts';
import { refuse } from './refuse.ts';

/** Hop-by-hop headers (RFC 9110, section 7.6.1) and those we write ourselves. */
const notPassed = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'host',
  'forwarded',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-forwarded-port',
  'x-real-ip',
]);

/** What a request is sent with besides what it came with. */
type Extra = Omit<RequestOptions, 'headers'> & { headers?: OutgoingHttpHeaders };

const passed = (headers: IncomingMessage['headers']) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !notPassed.has(name)));

const away = 'Live updates are not available at the moment: the sidecar does not answer.';

interface Passage {
  requestId: string;
  clientAddress: string;
}

/** Passes /socket.io to the sidecar, polling requests and WebSocket upgrades alike; browsers then need one address. */
export function createRealtimeProxy(env: Pick<Environment, 'REALTIME_URL' | 'SITE_URL'>, log: Logger) {
  const target = new URL(env.REALTIME_URL);
  const site = new URL(env.SITE_URL);
  const secure = target.protocol === 'https:';
  const agent = secure ? new TlsAgent({ keepAlive: true }) : new Agent({ keepAlive: true });
  const open = new Set<Duplex>();

  const send = (request: IncomingMessage, passage: Passage, options: Extra): ClientRequest =>
    (secure ? httpsRequest : httpRequest)({
      protocol: target.protocol,
      hostname: target.hostname.replace(/^\[|\]$/g, ''),
      port: target.port,
      method: request.method,
      path: request.url,
      ...options,
      headers: {
        ...passed(request.headers),
        ...options.headers,
        Host: target.host,
        'X-Forwarded-For': passage.clientAddress,
        'X-Forwarded-Host': site.host,
        'X-Forwarded-Proto': site.protocol.slice(0, -1),
        'X-Request-Id': passage.requestId,
      },
    });

  return {
    /** One polling request. */
    pass(request: IncomingMessage, response: ServerResponse, passage: Passage): void {
      const upstream = send(request, passage, { agent });
      upstream.on('response', (answer) => {
        response.writeHead(answer.statusCode ?? 502, passed(answer.headers));
        answer.pipe(response);
        answer.on('error', () => response.destroy());
      });
      upstream.on('error', (error) => {
        if (response.destroyed) return;
        log.warn({ requestId: passage.requestId, error }, 'the sidecar does not answer');
        refuse(response, { status: 502, code: 'unavailable', detail: away, headers: { 'Retry-After': '3' } });
      });
      response.on('close', () => upstream.destroy());
      request.pipe(upstream);
    },

    /** One WebSocket: after the handshake, bytes both ways. */
    upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, passage: Passage): void {
      const upstream = send(request, passage, { headers: { Connection: 'Upgrade', Upgrade: 'websocket' } });
      const end = () => {
        upstream.destroy();
        socket.destroy();
      };
      open.add(socket);
      socket.on('error', end).on('close', () => {
        open.delete(socket);
        upstream.destroy();
      });
      upstream.on('upgrade', (answer, sidecar, first) => {
        sidecar.on('error', end).on('close', end);
        socket.write(headOf(answer));
        if (first.length > 0) socket.write(first);
        if (head.length > 0) sidecar.write(head);
        sidecar.pipe(socket).pipe(sidecar);
      });
      upstream.on('response', (answer) => {
        socket.write(headOf(answer, { connection: 'close' }));
        answer.pipe(socket);
      });
      upstream.on('error', (error) => {
        log.warn({ requestId: passage.requestId, error }, 'the sidecar does not answer');
        socket.end('HTTP/1.1 502 Bad Gateway\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      });
      upstream.end();
    },

    /** Ends all open WebSockets: their clients connect again, to the next process. */
    close(): void {
      for (const socket of open) socket.destroy();
      agent.destroy();
    },
  };
}

/** The status line and headers of an answer, as they came. */
function headOf(answer: IncomingMessage, override: Record<string, string> = {}): string {
  const lines = [`HTTP/1.1 ${answer.statusCode ?? 502} ${answer.statusMessage ?? ''}`];
  for (let index = 0; index < answer.rawHeaders.length; index += 2) {
    const [name = '', value = ''] = answer.rawHeaders.slice(index, index + 2);
    const dropped = name.toLowerCase() in override || name.toLowerCase() === 'transfer-encoding';
    if (!dropped) lines.push(`${name}: ${value}`);
  }
  for (const [name, value] of Object.entries(override)) lines.push(`${name}: ${value}`);
  return `${lines.join('\r\n')}\r\n\r\n`;
}
