import { timingSafeEqual, createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { refuse } from './refuse.ts';

/** What a request was for: few words, so that the figures stay few. */
export type RequestKind = 'api' | 'page' | 'static' | 'socket' | 'probe';

export interface Metrics {
  observe(request: { method: string; kind: RequestKind; status: number; seconds: number }): void;
  answer(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

const digest = (text: string) => createHash('sha256').update(text).digest();

/** Figures for Prometheus; without METRICS_TOKEN there are none, and the library is not even loaded. */
export async function createMetrics(token: string | undefined): Promise<Metrics> {
  if (token === undefined) return noMetrics;
  const { collectDefaultMetrics, Histogram, Registry } = await import('prom-client');
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const durations = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the first byte of a request to the last byte of its answer',
    labelNames: ['method', 'kind', 'status'] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers: [registry],
  });
  const expected = digest(`Bearer ${token}`);
  return {
    observe: ({ method, kind, status, seconds }) => {
      durations.observe({ method, kind, status: String(status) }, seconds);
    },
    answer: async (request, response) => {
      if (!timingSafeEqual(digest(request.headers.authorization ?? ''), expected)) {
        refuse(response, {
          status: 401,
          code: 'unauthenticated',
          detail: 'Metrics need METRICS_TOKEN as bearer token.',
          headers: { 'WWW-Authenticate': 'Bearer' },
        });
        return;
      }
      response.writeHead(200, { 'Content-Type': registry.contentType, 'Cache-Control': 'no-store' });
      response.end(await registry.metrics());
    },
  };
}

const noMetrics: Metrics = {
  observe: () => undefined,
  answer: async (_request, response) => {
    refuse(response, { status: 404, code: 'not_found', detail: 'There are no metrics here.' });
    return Promise.resolve();
  },
};
