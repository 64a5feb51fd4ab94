import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join, relative, sep } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { framePolicy } from '../http/security-headers.ts';
import { campaignOf, withCampaign } from './campaign.ts';
import { acceptedEncoding, compressResponse, worthwhileBytes, type Encoding } from './compression.ts';
import { isCompressible, mediaTypeOf } from './media-types.ts';
import { siteUrlPlaceholder } from './site-url.ts';
import { chosenTheme, withTheme, type Theme } from './theme.ts';

/** One text of a file: its bytes, their digest, and their compressed forms. */
interface Content {
  bytes: Buffer;
  etag: string;
  /** Compressed at first use. */
  encoded: Map<Encoding, Buffer>;
}

interface StaticFile {
  content: Content;
  type: string;
  headers: Record<string, string>;
  /** A page in a theme the reader chose; made at first use. Absent for what is no page. */
  themed?: Map<Theme, Content>;
}

export type StaticFiles = ReadonlyMap<string, StaticFile>;

const year = 'public, max-age=31536000, immutable';
const hour = 'public, max-age=3600';
const revalidate = 'no-cache';

/** The URL paths a file of the build answers to: a page's folder with and without the slash at its end. */
function urlsOf(path: string): string[] {
  const url = `/${path.split(sep).join('/')}`;
  if (!url.endsWith('/index.html')) return [url];
  const folder = url.slice(0, -'/index.html'.length);
  return folder === '' ? ['/'] : [folder, `${folder}/`];
}

/** Files under `_astro` carry a digest of their content in their name: they never change. */
const cachingOf = (path: string, type: string): string => {
  if (path.startsWith(`_astro${sep}`)) return year;
  return type.startsWith('text/html') ? revalidate : hour;
};

/** The policy Astro wrote for each prerendered page, by its path without a slash at the end. */
function readPagePolicies(file: string): Map<string, string> {
  if (!existsSync(file)) return new Map();
  const pages = JSON.parse(readFileSync(file, 'utf8')) as {
    pathname: string;
    headers: { key: string; value: string }[];
  }[];
  return new Map(
    pages.flatMap(({ pathname, headers }) => {
      const policy = headers.find(({ key }) => key.toLowerCase() === 'content-security-policy');
      return policy ? [[withoutSlash(pathname), policy.value] as const] : [];
    }),
  );
}
const withoutSlash = (path: string) => (path.length > 1 ? path.replace(/\/$/, '') : path);

const contentOf = (bytes: Buffer): Content => ({
  bytes,
  etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`,
  encoded: new Map(),
});

/** What names the address of the site: pages, the site map, feeds. */
const namesTheSite = (type: string) => /^(text\/(html|plain)|application\/([\w.-]+\+)?xml)/.test(type);

/**
 * Reads the build's files into memory, some megabytes, so that nothing outside of them can ever be asked for.
 * The address of the site is put into its pages and feeds.
 */
export function loadStaticFiles(folder: string, headersFile: string, siteUrl: string): StaticFiles {
  const policies = readPagePolicies(headersFile);
  const files = new Map<string, StaticFile>();
  if (!existsSync(folder)) return files;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const full = join(entry.parentPath, entry.name);
    const path = relative(folder, full);
    const type = mediaTypeOf(path);
    const urls = urlsOf(path);
    const isPage = type.startsWith('text/html');
    const raw = readFileSync(full);
    const bytes = namesTheSite(type) ? Buffer.from(raw.toString('utf8').replaceAll(siteUrlPlaceholder, siteUrl)) : raw;
    const vary = [...(isCompressible(type) ? ['Accept-Encoding'] : []), ...(isPage ? ['Cookie'] : [])];
    const policy = isPage ? policies.get(withoutSlash(urls[0] ?? '')) : undefined;
    const file: StaticFile = {
      content: contentOf(bytes),
      type,
      headers: {
        'Content-Type': type,
        'Cache-Control': cachingOf(path, type),
        'Content-Security-Policy': policy ? `${policy}, ${framePolicy}` : framePolicy,
        ...(vary.length > 0 && { Vary: vary.join(', ') }),
      },
      ...(isPage && { themed: new Map() }),
    };
    for (const url of urls) files.set(url, file);
  }
  return files;
}

function encode(content: Content, encoding: Encoding): Buffer {
  const known = content.encoded.get(encoding);
  if (known) return known;
  const made = encoding === 'br' ? brotliCompressSync(content.bytes) : gzipSync(content.bytes, { level: 9 });
  content.encoded.set(encoding, made);
  return made;
}

/** The text for this reader: a page in the theme their cookie names, if any. */
function contentFor({ content, themed }: StaticFile, request: IncomingMessage): Content {
  const theme = themed && chosenTheme(request.headers.cookie);
  if (!theme) return content;
  const known = themed.get(theme);
  if (known) return known;
  const made = contentOf(Buffer.from(withTheme(content.bytes.toString('utf8'), theme)));
  themed.set(theme, made);
  return made;
}

/** A page as it is for this request alone: there are too many campaigns to keep it. */
function serveOnce(html: string, { headers }: StaticFile, request: IncomingMessage, response: ServerResponse): void {
  compressResponse(request, response);
  for (const [name, value] of Object.entries({ ...headers, Vary: 'Cookie' })) response.setHeader(name, value);
  response.writeHead(200);
  response.end(request.method === 'HEAD' ? undefined : html);
}

/** Answers with a file of the build. False when there is none at this path: the request is someone else's. */
export function serveStatic(
  files: StaticFiles,
  pathname: string,
  request: IncomingMessage,
  response: ServerResponse,
): boolean {
  if (request.method !== 'GET' && request.method !== 'HEAD') return false;
  const file = files.get(pathname);
  if (!file) return false;
  const content = contentFor(file, request);
  const campaign = file.themed ? campaignOf(request.url) : '';
  if (campaign) {
    serveOnce(withCampaign(content.bytes.toString('utf8'), campaign), file, request, response);
    return true;
  }
  const worthwhile = content.bytes.length >= worthwhileBytes && isCompressible(file.type);
  const encoding = worthwhile ? acceptedEncoding(request.headers['accept-encoding']) : null;
  const etag = encoding ? content.etag.replace(/"$/, `-${encoding}"`) : content.etag;
  for (const [name, value] of Object.entries(file.headers)) response.setHeader(name, value);
  response.setHeader('ETag', etag);
  if (request.headers['if-none-match']?.split(/\s*,\s*/).includes(etag)) {
    response.writeHead(304).end();
    return true;
  }
  const body = encoding ? encode(content, encoding) : content.bytes;
  if (encoding) response.setHeader('Content-Encoding', encoding);
  response.writeHead(200, { 'Content-Length': body.length });
  response.end(request.method === 'HEAD' ? undefined : body);
  return true;
}
