import { gzipSync } from 'node:zlib';
import type { Browser, BrowserContext } from 'playwright';
import type { Row } from './measure.ts';

/** JavaScript that each page loads at a first visit, in bytes after gzip. */
export async function benchPages(browser: Browser, visits: { path: string; state: State }[]): Promise<Row[]> {
  const rows = [];
  for (const { path, state } of visits) {
    const context = await browser.newContext({ storageState: state });
    const { files, bytes } = await scriptsOf(context, path);
    rows.push({ what: `  ${path}`, measured: `${(bytes / 1000).toFixed(1)} KB in ${files} files` });
    await context.close();
  }
  return [{ what: 'first-load JavaScript (gzip)', measured: '' }, ...rows];
}

export type State = Awaited<ReturnType<BrowserContext['storageState']>>;
