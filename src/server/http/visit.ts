import type { APIContext } from 'astro';

/** What a page with a form knows of a visit, for its hidden fields: so it comes along without JavaScript and cookies. */
export const visitOf = ({ request, url }: Pick<APIContext, 'request' | 'url'>): Record<string, string> => ({
  shownAt: new Date().toISOString(),
  page: `${url.pathname}${url.search}`.slice(0, 1000),
  referrer: (request.headers.get('referer') ?? '').slice(0, 1000),
});

/** A page whose answer holds what was typed is not kept by anyone, but may be gone back to as it was left. */
export const privatePage = 'private, no-cache';
