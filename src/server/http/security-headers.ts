import type { Environment } from '../env.ts';

/** Ignored in a <meta>, so it is a header everywhere; browsers enforce it besides the policy Astro makes for a page. */
export const framePolicy = "frame-ancestors 'none'";
/** For answers that are no page: nothing in them may load or run. */
export const dataPolicy = `default-src 'none'; ${framePolicy}`;

/** What every answer carries, static files included. */
export const securityHeaders = ({ secureCookies }: Pick<Environment, 'secureCookies'>): Record<string, string> => ({
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Origin-Agent-Cluster': '?1',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()',
  ...(secureCookies && { 'Strict-Transport-Security': 'max-age=31536000' }),
});
