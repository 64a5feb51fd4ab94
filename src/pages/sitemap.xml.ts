import type { APIRoute } from 'astro';
import { sitePages } from '../content/site-pages.ts';
import { escapeXml, xmlResponse } from '../components/marketing/xml.ts';

export const prerender = true;

/** All pages for visitors (sitemaps.org, 0.9). */
export const GET: APIRoute = async ({ site }) => {
  const pages = await sitePages();
  const urls = pages.map(({ path }) => `  <url><loc>${escapeXml(`${site?.origin ?? ''}${path}`)}</loc></url>`);
  return xmlResponse(['<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">', ...urls, '</urlset>'].join('\n'));
};
