import type { AstroGlobal } from 'astro';

/** The path without a slash at its end: pages answer to both. */
export const pathOf = ({ url }: Pick<AstroGlobal, 'url'>): string =>
  url.pathname.length > 1 ? url.pathname.replace(/\/$/, '') : url.pathname;

/**
 * The address people type, without a slash at its end. Prerendered pages have a placeholder, which the web process
 * replaces by SITE_URL when it starts.
 */
export function siteUrlOf({ isPrerendered, locals, site }: Pick<AstroGlobal, 'isPrerendered' | 'locals' | 'site'>) {
  return isPrerendered ? (site?.origin ?? '') : locals.env.SITE_URL;
}
