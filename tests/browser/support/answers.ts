import { vi } from 'vitest';

export interface Sent {
  method: string;
  path: string;
  headers: Headers;
  body: unknown;
}

type Answer = (request: Sent) => Response | Promise<Response>;

export const json = (body: unknown, status = 200): Response =>
  new Response(status === 204 ? null : JSON.stringify(body), {
    status,
    headers: { 'Content-Type': status >= 400 ? 'application/problem+json' : 'application/json' },
  });

export const problem = (status: number, code: string, detail: string, more: object = {}): Response =>
  json({ type: 'about:blank', title: code, status, detail, code, requestId: 'test', ...more }, status);

const emptyPage = () => json({ items: [], total: 0, nextCursor: null });

/**
 * Stands in for the network: answers the API's calls and notes them. Pages read their record's history, and which tasks
 * are under one, by the way: `history` and `parts` answer that, and it is not noted;
 * nor are what was logged and said, and reminders: there are none.
 */
export function answering(
  answer: Answer,
  history: (path: string) => Response = emptyPage,
  parts: () => Response = emptyPage,
): Sent[] {
  const sent: Sent[] = [];
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
    const path = input instanceof Request ? input.url : input.toString();
    if (!path.startsWith('/api/')) throw new TypeError('no network in this test');
    if (path.includes('/activity?')) return history(path);
    if (path.startsWith('/api/tasks?parentTask=')) return parts();
    const reads = (init?.method ?? 'GET') === 'GET';
    if (reads && /\/(interactions|comments)$/.test(path)) return emptyPage();
    if (reads && path.endsWith('/reminder')) return json({ reminder: null });
    const body = typeof init?.body === 'string' ? (JSON.parse(init.body) as unknown) : undefined;
    const request = { method: init?.method ?? 'GET', path, headers: new Headers(init?.headers), body };
    sent.push(request);
    return answer(request);
  });
  return sent;
}
