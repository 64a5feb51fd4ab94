import type { APIRoute } from 'astro';

/** A page that has a new address: whatever is asked for or sent is asked for or sent there, with the same query. */
export const movedTo =
  (path: string): APIRoute =>
  ({ url, redirect }) =>
    redirect(`${path}${url.search}`, 308);
