import type { Problem } from '../../lib/contracts/errors.ts';
import type { Logger } from '../ports/index.ts';
import { describeError } from './problem.ts';

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escape = (text: string) => text.replace(/[&<>"']/g, (character) => escapes[character] ?? '');

/** The look in a few lines (src/styles/tokens.css): this page must not need another answer of a server in trouble. */
const style = `
:root { color-scheme: light dark; --paper: #fff; --ink: #101418; --ink-2: #39424a; --muted: #5d6771; --line: #bfc5cb; --track: #d62f1f; }
@media (prefers-color-scheme: dark) { :root { --paper: #0f1316; --ink: #edf0f2; --ink-2: #c4ccd3; --muted: #95a0aa; --line: #414b54; --track: #ff6857; } }
body { margin: 0; min-height: 100dvh; display: grid; place-items: center; background: var(--paper); color: var(--ink); font: 15px/1.5 'Instrument Sans', system-ui, sans-serif; }
main { width: min(440px, 100vw - 36px); padding: 32px 0; }
h1 { margin: 20px 0 8px; font-size: 28px; line-height: 1.1; letter-spacing: -.025em; text-wrap: balance; }
p { margin: 0 0 16px; color: var(--ink-2); }
a { display: inline-flex; align-items: center; min-height: 40px; margin: 4px 8px 20px 0; padding: 0 16px; border: 1px solid var(--line); border-radius: 6px; color: inherit; font-weight: 550; text-decoration: none; }
a.first { border-color: var(--ink); background: var(--ink); color: var(--paper); }
a:focus-visible { outline: 2px solid currentColor; outline-offset: 2px; }
small { display: block; color: var(--muted); overflow-wrap: anywhere; }
`;

/** The line, ending before its station. */
const mark = `<svg width="104" height="20" viewBox="0 0 104 20" fill="none" stroke-width="3" aria-hidden="true"><path d="M7 10 H60" stroke="var(--track)"/><path d="M66 10 H96" stroke="var(--line)" stroke-dasharray="3 5"/><circle cx="8" cy="10" r="6" fill="var(--track)"/><circle cx="96" cy="10" r="6" stroke="var(--line)"/></svg>`;

/**
 * A page for errors that come before any page of the site could be rendered: the database is away, a form was posted
 * by another site. Plain HTML that needs nothing else.
 */
export function errorPage(error: unknown, about: { requestId: string; log: Logger | undefined }): Response {
  const { problem, headers } = describeError(error, about);
  return new Response(errorHtml(problem), {
    status: problem.status,
    headers: { ...headers, 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' },
  });
}

/** The page that tells of a problem, as HTML. */
export function errorHtml(problem: Problem): string {
  const again = problem.status >= 500 ? '<a class="first" href="">Try again</a>' : '';
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>${escape(problem.title)} · Throughline</title><style>${style}</style></head>
<body>
<main>
${mark}
<h1>${escape(problem.title)}</h1>
<p>${escape(problem.detail)}</p>
${again}<a href="/">Home</a>
<small>Request ${escape(problem.requestId)}</small>
</main>
</body>
</html>
`;
}
