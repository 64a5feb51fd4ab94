import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { importFileLimit } from '../../lib/contracts/import.ts';
import type { Environment } from '../env.ts';
import { clientAddressOf } from '../http/client-address.ts';
import { requestIdOf } from '../http/request-id.ts';
import { securityHeaders } from '../http/security-headers.ts';
import type { Logger } from '../ports/index.ts';
import { compressResponse } from './compression.ts';
import type { Handler } from './load-handler.ts';
import type { Metrics, RequestKind } from './metrics.ts';
import type { createRealtimeProxy } from './realtime-proxy.ts';
import { refuse } from './refuse.ts';
import { serveStatic, type StaticFiles } from './static-files.ts';

export interface WebParts {
  env: Environment;
  log: Logger;
  handler: Handler;
  files: StaticFiles;
  proxy: ReturnType<typeof createRealtimeProxy>;
  metrics: Metrics;
}

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
/** Beyond what any route takes; each route has its own, lower limit. */
const bodyLimit = 10_000_000;
const uploads = ['/api/imports', '/api/customers/import', '/app/customers/import'];
/** A file, and the form around it. */
const uploadLimit = importFileLimit + 100_000;
const limitOf = (pathname: string) => (uploads.includes(pathname) ? uploadLimit : bodyLimit);
/** From the first byte of a request: its headers, the whole of it, and the pause until the next one. */
const timeouts = { headersTimeout: 10_000, requestTimeout: 300_000, keepAliveTimeout: 65_000 };

const kindOf = (pathname: string): RequestKind => {
  if (pathname.startsWith('/api/')) return 'api';
  return ['/healthz', '/readyz', '/metrics'].includes(pathname) ? 'probe' : 'page';
};
const isSocket = (pathname: string) => pathname === '/socket.io' || pathname.startsWith('/socket.io/');

/** The path alone: what a query holds (a reset link's token, say) belongs in no log. */
function pathOf(url: string | undefined): string | null {
  if (!url?.startsWith('/') || url.startsWith('//')) return null;
  const path = url.split(/[?#]/, 1)[0] ?? '';
  try {
    decodeURIComponent(path);
    return path;
  } catch {
    return null;
  }
}

/** The one server browsers and programs talk to: static files, /socket.io, and Astro's handler for the rest. */
export function createWebServer(parts: WebParts): Server {
  const { env, log, proxy } = parts;
  const site = new URL(env.SITE_URL);
  const standardHeaders = Object.entries(securityHeaders(env));
  const addressOf = (request: IncomingMessage) =>
    clientAddressOf(
      request.socket.remoteAddress ?? '',
      String(request.headers['x-forwarded-for'] ?? ''),
      env.TRUST_PROXY,
    );

  const server = createServer(timeouts, (request, response) => {
    const requestId = requestIdOf(String(request.headers['x-request-id'] ?? ''));
    response.setHeader('X-Request-Id', requestId);
    for (const [name, value] of standardHeaders) response.setHeader(name, value);
    const pathname = pathOf(request.url);
    record(parts, { request, response, requestId, pathname });
    if (pathname === null) {
      refuse(response, { status: 400, code: 'malformed', detail: 'The address of the request cannot be read.' });
      return;
    }
    if (!acceptable(request, response, limitOf(pathname))) return;
    const passage = { requestId, clientAddress: addressOf(request) };
    if (isSocket(pathname)) proxy.pass(request, response, passage);
    else if (pathname === '/metrics') void parts.metrics.answer(request, response).catch(() => response.destroy());
    else if (!serveStatic(parts.files, pathname, request, response)) {
      request.headers.host = site.host;
      compressResponse(request, response);
      void parts.handler(request, response, undefined, passage).catch((error: unknown) => {
        log.error({ requestId, error }, 'request failed');
        refuse(response, { status: 500, code: 'internal', detail: 'The server failed to answer.' });
      });
    }
  });

  server.on('upgrade', (request, socket, head) => {
    const pathname = pathOf(request.url);
    const passage = { requestId: requestIdOf(null), clientAddress: addressOf(request) };
    if (pathname !== null && isSocket(pathname)) proxy.upgrade(request, socket, head, passage);
    else socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) return;
    const status = error.code === 'HPE_HEADER_OVERFLOW' ? '431 Request Header Fields Too Large' : '400 Bad Request';
    socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  });
  return server;
}

/** Refuses what no route would take, before anything is read. */
function acceptable(request: IncomingMessage, response: ServerResponse, limit: number): boolean {
  if (!methods.includes(request.method ?? '')) {
    refuse(response, {
      status: 405,
      code: 'method_not_allowed',
      detail: `${request.method ?? 'This method'} is not served here.`,
      headers: { Allow: methods.join(', '), Connection: 'close' },
    });
    return false;
  }
  if (Number(request.headers['content-length'] ?? 0) > limit) {
    // The connection stays, and Node discards the body: closed at once, it would take the answer with it.
    refuse(response, {
      status: 413,
      code: 'too_large',
      detail: `What was sent is larger than this page or route takes (${limit.toLocaleString('en')} bytes).`,
    });
    return false;
  }
  return true;
}

/** One log line and one observation for each request, when its answer has left. */
function record(
  { log, metrics }: Pick<WebParts, 'log' | 'metrics'>,
  {
    request,
    response,
    requestId,
    pathname,
  }: { request: IncomingMessage; response: ServerResponse; requestId: string; pathname: string | null },
): void {
  const started = performance.now();
  response.on('close', () => {
    const milliseconds = performance.now() - started;
    const path = pathname ?? '';
    const kind = isSocket(path) ? 'socket' : response.hasHeader('ETag') ? 'static' : kindOf(path);
    const method = request.method ?? '';
    const status = response.statusCode;
    metrics.observe({ method, kind, status, seconds: milliseconds / 1000 });
    const line = { requestId, method, path, status, ms: Math.round(milliseconds * 10) / 10 };
    if (kind === 'api' || kind === 'page') log.info(line, 'request');
    else log.debug(line, 'request');
  });
}
