import { gzipSync } from 'node:zlib';
import type { Browser, BrowserContextOptions, Response } from 'playwright';
import type { Row } from './measure.ts';

export interface Visit {
  path: string;
  /** Cookies of a member, for the dashboard's pages. */
  storageState?: BrowserContextOptions['storageState'];
}

/** JavaScript that each page loads at a first visit, in bytes after gzip. */
export async function benchPages(browser: Browser, url: string, visits: Visit[]): Promise<Row[]> {
  const rows = [];
  for (const { path, storageState } of visits) {
    const context = await browser.newContext({ baseURL: url, ...(storageState ? { storageState } : {}) });
    const page = await context.newPage();
    const scripts: Response[] = [];
    page.on('response', (response) => {
      if (response.request().resourceType() === 'script') scripts.push(response);
    });
    const answer = await page.goto(path, { waitUntil: 'networkidle' });
    if (!answer?.ok()) throw new Error(`${path} answered ${answer?.status() ?? 'nothing'}.`);
    const bodies = await Promise.all(scripts.map((script) => script.body()));
    const bytes = bodies.reduce((sum, body) => sum + gzipSync(body).length, 0);
    const name = path.replace(/[0-9a-f]{24}/, ':id');
    rows.push({ what: `  ${name}`, measured: `${(bytes / 1000).toFixed(1)} KB in ${bodies.length} files` });
    await context.close();
  }
  return [{ what: 'first-load JavaScript (gzip)', measured: '' }, ...rows];
}
