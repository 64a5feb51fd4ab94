import type { ServerResponse } from 'node:http';
import type { ErrorCode, Problem } from '../../lib/contracts/errors.ts';
import { errorHtml } from '../http/error-page.ts';
import { problemTitles } from '../http/problem.ts';

/** A problem that this process answers before anything else sees the request: as a page to those who asked for one. */
export function refuse(
  response: ServerResponse,
  {
    status,
    code,
    detail,
    headers = {},
  }: { status: number; code: ErrorCode; detail: string; headers?: Record<string, string> },
): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const requestId = String(response.getHeader('X-Request-Id') ?? '');
  const problem: Problem = {
    type: `/docs/api#problem-${code}`,
    title: problemTitles[code],
    status,
    detail,
    code,
    requestId,
  };
  const { method, headers: asked } = response.req;
  const page = asked.accept?.includes('text/html') ?? false;
  const type = page ? 'text/html; charset=utf-8' : 'application/problem+json';
  response.writeHead(status, { 'Content-Type': type, 'Cache-Control': 'no-store', ...headers });
  response.end(method === 'HEAD' ? undefined : page ? errorHtml(problem) : JSON.stringify(problem));
}
