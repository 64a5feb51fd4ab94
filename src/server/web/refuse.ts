import type { ServerResponse } from 'node:http';
import type { ErrorCode, Problem } from '../../lib/contracts/errors.ts';
import { problemTitles } from '../http/problem.ts';

/** A problem that this process answers before anything else sees the request. */
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
  response.writeHead(status, { 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store', ...headers });
  response.end(response.req.method === 'HEAD' ? undefined : JSON.stringify(problem));
}
