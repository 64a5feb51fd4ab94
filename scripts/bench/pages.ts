import type { Browser, BrowserContextOptions } from 'playwright';
import { weighPage } from '../lib/page-weight.ts';
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
    const { scriptBytes, scripts } = await weighPage(context, path);
    const name = path.replace(/[0-9a-f]{24}/, ':id');
    rows.push({ what: `  ${name}`, measured: `${(scriptBytes / 1000).toFixed(1)} KB in ${scripts} files` });
    await context.close();
  }
  return [{ what: 'first-load JavaScript (gzip)', measured: '' }, ...rows];
}
