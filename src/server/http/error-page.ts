import type { Logger } from '../ports.ts';
import { describeError } from './problem.ts';

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escape = (text: string) => text.replace(/[&<>"']/g, (character) => escapes[character] ?? '');

/**
 * A page for errors that come before any page of the site could be rendered: the database is away, a form was posted
 * by another site. Plain HTML that needs nothing else.
 */
export function errorPage(error: unknown, about: { requestId: string; log: Logger | undefined }): Response {
  const { problem, headers } = describeError(error, about);
  const html = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escape(problem.title)}</title></head>
<body>
<h1>${escape(problem.title)}</h1>
<p>${escape(problem.detail)}</p>
<p><a href="/">Home</a></p>
<p><small>Request ${escape(problem.requestId)}</small></p>
</body>
</html>
`;
  return new Response(html, {
    status: problem.status,
    headers: { ...headers, 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' },
  });
}
