import type { APIRoute } from 'astro';

export const prerender = true;

/** Private pages say `noindex` themselves, which only who may read them sees; the API holds no pages. */
export const GET: APIRoute = ({ site }) =>
  new Response(
    [
      'User-agent: *',
      'Disallow: /api/',
      'Allow: /api/openapi.json',
      '',
      `Sitemap: ${site?.origin ?? ''}/sitemap.xml`,
      '',
    ].join('\n'),
    { headers: { 'Content-Type': 'text/plain; charset=utf-8' } },
  );
