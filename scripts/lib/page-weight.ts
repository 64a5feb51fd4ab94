import { gzipSync } from 'node:zlib';
import type { BrowserContext, Response } from 'playwright';

export interface PageWeight {
  /** Of all scripts the page loads by itself at a first visit, after gzip. */
  scriptBytes: number;
  scripts: number;
}

/** Opens a page in a browser that has nothing of it yet, and weighs its scripts once the network is at rest. */
export async function weighPage(context: BrowserContext, path: string): Promise<PageWeight> {
  const page = await context.newPage();
  const scripts: Response[] = [];
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script') scripts.push(response);
  });
  const answer = await page.goto(path, { waitUntil: 'networkidle' });
  if (!answer?.ok()) throw new Error(`${path} answered ${answer?.status() ?? 'nothing'}.`);
  const bodies = await Promise.all(scripts.map((script) => script.body()));
  await page.close();
  return { scriptBytes: bodies.reduce((sum, body) => sum + gzipSync(body).length, 0), scripts: bodies.length };
}
