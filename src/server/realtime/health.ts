import type { IncomingMessage, ServerResponse } from 'node:http';

/** Answers /healthz: the process is alive, and whether it is at work or waits for the database. */
export function answerHealth(
  request: IncomingMessage,
  response: ServerResponse,
  state: () => { leads: boolean; sockets: number } | null,
): void {
  const path = request.url?.split('?')[0];
  const known = path === '/healthz' && (request.method === 'GET' || request.method === 'HEAD');
  const work = state();
  const body = known ? { status: 'ok', database: work ? 'up' : 'away', ...work } : { status: 'not_found' };
  response.writeHead(known ? 200 : 404, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' });
  response.end(request.method === 'HEAD' ? undefined : JSON.stringify(body));
}
