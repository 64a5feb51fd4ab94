import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startServer, type TestServer } from '../../support/server.ts';

const site = 'https://crm.example.com';
let server: TestServer;
let paths: string[];
beforeAll(async () => {
  server = await startServer({ env: { SITE_URL: site } });
  paths = pathsIn(await text('/sitemap.xml'));
});
afterAll(() => server.stop());

const get = (path: string, headers: Record<string, string> = {}) => fetch(`${server.url}${path}`, { headers });
const text = async (path: string) => (await get(path)).text();
const all = (html: string, pattern: RegExp) => [...html.matchAll(pattern)].map(([, found]) => found ?? '');
const pathsIn = (map: string) => all(map, /<loc>(.*?)<\/loc>/g).map((address) => new URL(address).pathname);
const content = (html: string, name: string) =>
  new RegExp(`<meta (?:name|property)="${name}" content="([^"]*)"`).exec(html)?.[1];
const asText = (attribute = '') => attribute.replaceAll('&amp;', '&').replaceAll('&#39;', "'");

interface Thing {
  '@type': string;
  url?: string;
  mainEntity?: { name: string; acceptedAnswer: { text: string } }[];
  itemListElement?: { item: string }[];
}
const thingsOf = (html: string) =>
  all(html, /<script type="application\/ld\+json">(.*?)<\/script>/gs).flatMap(
    (json) => (JSON.parse(json) as { '@graph': Thing[] })['@graph'],
  );

test('robots.txt names the site map, which lists pages under the address people type', async () => {
  const robots = await get('/robots.txt');
  expect(robots.headers.get('content-type')).toBe('text/plain; charset=utf-8');
  expect(await robots.text()).toContain(`Sitemap: ${site}/sitemap.xml`);
  const map = await get('/sitemap.xml');
  expect(map.headers.get('content-type')).toBe('application/xml');
  expect(all(await map.text(), /<loc>(.*?)<\/loc>/g).every((address) => address.startsWith(`${site}/`))).toBe(true);
  expect(paths).toEqual(expect.arrayContaining(['/', '/pricing', '/features/ai-planning', '/legal/privacy']));
  expect(new Set(paths).size).toBe(paths.length);
});

test('each page of the site map has one heading, a title and words of its own, and its one address', async () => {
  const seen = { titles: new Set<string>(), descriptions: new Set<string>() };
  for (const path of paths) {
    const answer = await get(path);
    const html = await answer.text();
    expect.soft(answer.status, path).toBe(200);
    expect.soft(answer.headers.get('x-robots-tag'), path).toBeNull();
    expect.soft(content(html, 'robots'), path).toBeUndefined();
    expect.soft(all(html, /<link rel="canonical" href="([^"]*)"/g), path).toEqual([`${site}${path}`]);
    expect.soft(content(html, 'og:url'), path).toBe(`${site}${path}`);
    expect.soft(all(html, /<(h1)[ >]/g), path).toHaveLength(1);
    expect.soft(html, path).not.toContain('site-url.invalid');
    const description = content(html, 'description') ?? '';
    expect.soft(description.length, path).toBeGreaterThan(30);
    expect.soft(description.length, path).toBeLessThan(180);
    seen.titles.add(/<title>(.*?)<\/title>/.exec(html)?.[1] ?? path);
    seen.descriptions.add(description);
  }
  expect(seen.titles.size).toBe(paths.length);
  expect(seen.descriptions.size).toBe(paths.length);
});

test('pages without a form send no script', async () => {
  let without = 0;
  for (const path of paths) {
    const html = await text(path);
    if (html.includes('<form')) continue;
    without += 1;
    expect.soft(all(html, /<(script)(?! type="application\/ld\+json")/g), path).toEqual([]);
    expect.soft(html, path).not.toContain('modulepreload');
  }
  expect(without).toBeGreaterThan(15);
});

test('each page has a picture for link previews', async () => {
  for (const path of paths) {
    const address = content(await text(path), 'og:image') ?? '';
    expect.soft(address, path).toMatch(new RegExp(`^${site}/og/`));
    const picture = await get(new URL(address).pathname);
    const bytes = new DataView(await picture.arrayBuffer());
    expect.soft([picture.status, picture.headers.get('content-type')], path).toEqual([200, 'image/png']);
    expect.soft([bytes.getUint32(16), bytes.getUint32(20)], path).toEqual([1200, 630]);
  }
});

test('what search engines are told can be read, and names this site', async () => {
  const home = thingsOf(await text('/'));
  expect(home.map((thing) => thing['@type'])).toEqual(['SoftwareApplication', 'Organization']);
  expect(home.every(({ url }) => url === `${site}/`)).toBe(true);
  for (const path of paths) {
    for (const { itemListElement = [] } of thingsOf(await text(path))) {
      for (const { item } of itemListElement) expect(paths, path).toContain(new URL(item).pathname);
    }
  }
});

test('the questions told to search engines are those on the page', async () => {
  const html = await text('/pricing');
  const [faq] = thingsOf(html).filter((thing) => thing['@type'] === 'FAQPage');
  const shown = all(html, /<summary>(.*?)<\/summary>/g);
  expect(faq?.mainEntity?.length).toBeGreaterThan(3);
  for (const { name, acceptedAnswer } of faq?.mainEntity ?? []) {
    expect(shown).toContain(name);
    expect(html).toContain(`<p>${acceptedAnswer.text}</p>`);
  }
});

test('the feed has the entries of the changelog, newest first, each at its address', async () => {
  const answer = await get('/rss.xml');
  expect(answer.headers.get('content-type')).toBe('application/xml');
  const feed = await answer.text();
  const links = all(feed, /<guid isPermaLink="true">(.*?)<\/guid>/g);
  const dates = all(feed, /<pubDate>(.*?)<\/pubDate>/g).map((date) => Date.parse(date));
  expect(links.length).toBeGreaterThan(0);
  expect(dates).toEqual(dates.toSorted((a, b) => b - a));
  for (const [index, link] of links.entries()) {
    const page = await text(new URL(link).pathname);
    expect(link.startsWith(`${site}/changelog/`)).toBe(true);
    expect(page).toContain(`datetime="${new Date(dates[index] ?? 0).toISOString().slice(0, 10)}"`);
  }
  expect(await text('/')).toContain('type="application/rss+xml"');
});

test('no link on these pages leads nowhere', async () => {
  const pages = new Map(await Promise.all(paths.map(async (path) => [path, await text(path)] as const)));
  const links = new Set([...pages.values()].flatMap((html) => all(html, / href="(\/[^"]*)"/g)));
  for (const link of links) {
    const [path = '', fragment] = asText(link).split('#');
    const answer = await get(path);
    expect.soft(answer.status, link).toBe(200);
    const html = await answer.text();
    if (fragment) expect.soft(html.includes(`id="${fragment}"`), link).toBe(true);
  }
});

describe('private pages are kept out of search', () => {
  test.each(['/login', '/register', '/forgot-password', '/app', '/nothing-here'])('%s', async (path) => {
    const answer = await get(path);
    expect(answer.headers.get('x-robots-tag')).toBe('noindex');
    expect(content(await answer.text(), 'robots')).toBe('noindex');
  });

  test('answers of the API, too', async () => {
    expect((await get('/api/auth/me')).headers.get('x-robots-tag')).toBe('noindex');
  });
});

test('the theme someone chose holds on these pages', async () => {
  for (const path of ['/', '/nothing-here']) {
    const html = await (await get(path, { Cookie: 'theme=dark' })).text();
    expect(html, path).toMatch(/<html[^>]* data-theme="dark"/);
    expect(await text(path), path).not.toMatch(/<html[^>]* data-theme/);
  }
});

test('while nobody wrote in who runs the site, the legal pages say so', async () => {
  for (const path of ['/legal/imprint', '/legal/privacy']) expect(await text(path)).toContain('is not named yet');
});
