import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { siteUrlPlaceholder } from '../../../src/server/web/site-url.ts';
import { loadStaticFiles, serveStatic } from '../../../src/server/web/static-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'throughline-static-'));
const server = createServer();
let url: string;
beforeAll(async () => {
  mkdirSync(join(folder, 'client/about'), { recursive: true });
  mkdirSync(join(folder, 'client/_astro'));
  writeFileSync(
    join(folder, 'client/index.html'),
    `<link rel="canonical" href="${siteUrlPlaceholder}/">${'x'.repeat(2000)}`,
  );
  writeFileSync(join(folder, 'client/about/index.html'), 'about');
  writeFileSync(join(folder, 'client/_astro/app.abc.js'), `export const site = '${siteUrlPlaceholder}';`);
  writeFileSync(join(folder, 'client/sitemap.xml'), `<loc>${siteUrlPlaceholder}/</loc>`);
  mkdirSync(join(folder, 'client/themed'));
  writeFileSync(join(folder, 'client/themed/index.html'), '<html lang="en">');
  mkdirSync(join(folder, 'client/linked'));
  writeFileSync(
    join(folder, 'client/linked/index.html'),
    [
      '<link rel="icon" href="/favicon.svg">',
      '<a class="btn" href="/contact">',
      '<a href="/features#dates">',
      '<a href="/docs?page=2">',
      '<a href="/rss.xml">',
      '<a href="/api/openapi">',
      '<a href="//other.example/x">',
      '<a href="https://other.example/y">',
    ].join('\n'),
  );
  writeFileSync(
    join(folder, '_headers.json'),
    JSON.stringify([
      { pathname: '/about/', headers: [{ key: 'Content-Security-Policy', value: "default-src 'self'" }] },
    ]),
  );
  const files = loadStaticFiles(join(folder, 'client'), join(folder, '_headers.json'), 'https://crm.example.com');
  server.on('request', (request, response) => {
    const [path = ''] = (request.url ?? '').split('?');
    if (!serveStatic(files, path, request, response)) response.writeHead(404).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
  rmSync(folder, { recursive: true });
});

test('the address of the site takes the place that was kept for it', async () => {
  const text = await (await fetch(`${url}/`)).text();
  expect(text).toContain('href="https://crm.example.com/"');
  expect(text).not.toContain(siteUrlPlaceholder);
});

test('the address takes its place in the site map too, and in no file of code', async () => {
  expect(await (await fetch(`${url}/sitemap.xml`)).text()).toBe('<loc>https://crm.example.com/</loc>');
  expect(await (await fetch(`${url}/_astro/app.abc.js`)).text()).toContain(siteUrlPlaceholder);
});

test('a page comes in the theme of the cookie, under a tag of its own', async () => {
  const get = (cookie: string) => fetch(`${url}/themed`, { headers: { Cookie: cookie } });
  const html = async (cookie: string) => (await get(cookie)).text();
  expect(await html('tz=UTC; theme=dark')).toBe('<html data-theme="dark" lang="en">');
  expect(await html('theme=light')).toBe('<html data-theme="light" lang="en">');
  for (const cookie of ['', 'theme=pink', 'mytheme=dark', 'theme=darker']) {
    expect(await html(cookie)).toBe('<html lang="en">');
  }
  const dark = await get('theme=dark');
  expect(dark.headers.get('vary')).toBe('Accept-Encoding, Cookie');
  expect(dark.headers.get('etag')).not.toBe((await get('')).headers.get('etag'));
});

test('the links of a page carry the campaign a visitor came by, whatever they were written to do', async () => {
  const get = async (query: string) => (await (await fetch(`${url}/linked${query}`)).text()).split('\n');
  const as = await get('');
  expect(as[1]).toBe('<a class="btn" href="/contact">');
  expect(await get('?q=1')).toEqual(as);
  const come = await get('?utm_source=a"b<c&utm_term=&q=1&utm_campaign=%C3%BCber+all');
  const campaign = 'utm_source=a%22b%3Cc&amp;utm_campaign=%C3%BCber+all';
  expect(come.slice(1, 3)).toEqual([
    `<a class="btn" href="/contact?${campaign}">`,
    `<a href="/features?${campaign}#dates">`,
  ]);
  expect([come[0], ...come.slice(3)]).toEqual([as[0], ...as.slice(3)]);
  expect(await get(`?utm_source=${'x'.repeat(1100)}`)).toEqual(as);
});

test('a page with a campaign is compressed, and its head alone can be asked for', async () => {
  const headers = { 'Accept-Encoding': 'br' };
  const answer = await fetch(`${url}/?utm_source=post`, { headers });
  expect(answer.headers.get('content-encoding')).toBe('br');
  expect(answer.headers.get('vary')).toBe('Cookie, Accept-Encoding');
  expect(await answer.text()).toContain('https://crm.example.com/');
  const head = await fetch(`${url}/?utm_source=post`, { method: 'HEAD' });
  expect([head.status, await head.text()]).toEqual([200, '']);
});

test('a page answers with and without the slash, under its own policy', async () => {
  for (const path of ['/about', '/about/']) {
    const answer = await fetch(`${url}${path}`);
    expect([answer.status, await answer.text()]).toEqual([200, 'about']);
    expect(answer.headers.get('content-security-policy')).toBe("default-src 'self', frame-ancestors 'none'");
  }
});

test('only GET and HEAD are answered, and only what is there', async () => {
  expect((await fetch(`${url}/about`, { method: 'POST' })).status).toBe(404);
  expect((await fetch(`${url}/about/index.htm`)).status).toBe(404);
  const head = await fetch(`${url}/about`, { method: 'HEAD' });
  expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, '5', '']);
});

test('each encoding has a tag of its own', async () => {
  const tag = async (encoding: string) =>
    (await fetch(`${url}/`, { headers: { 'Accept-Encoding': encoding } })).headers.get('etag');
  expect(new Set([await tag('br'), await tag('gzip'), await tag('identity')]).size).toBe(3);
});
