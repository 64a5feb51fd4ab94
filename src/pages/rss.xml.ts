import type { APIRoute } from 'astro';
import { readChangelog } from '../content/changelog.ts';
import { escapeXml, xmlResponse } from '../components/marketing/xml.ts';

export const prerender = true;

/** The changelog as RSS 2.0. */
export const GET: APIRoute = async ({ site }) => {
  const address = site?.origin ?? '';
  const items = (await readChangelog()).map(({ id, data }) => {
    const link = escapeXml(`${address}/changelog/${id}`);
    return [
      '    <item>',
      `      <title>${escapeXml(data.title)}</title>`,
      `      <link>${link}</link>`,
      `      <guid isPermaLink="true">${link}</guid>`,
      `      <pubDate>${data.date.toUTCString()}</pubDate>`,
      `      <description>${escapeXml(data.summary)}</description>`,
      '    </item>',
    ].join('\n');
  });
  const channel = [
    '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">',
    '  <channel>',
    '    <title>Throughline: what is new</title>',
    `    <link>${escapeXml(address)}/changelog</link>`,
    '    <description>What was built, when it was there and could be used.</description>',
    '    <language>en</language>',
    `    <atom:link href="${escapeXml(address)}/rss.xml" rel="self" type="application/rss+xml"/>`,
    ...items,
    '  </channel>',
    '</rss>',
  ];
  return xmlResponse(channel.join('\n'));
};
