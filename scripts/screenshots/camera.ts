import { writeFile } from 'node:fs/promises';
import type { Browser, BrowserContextOptions, Page } from 'playwright';
import sharp from 'sharp';
import { notThere, type Picture } from './pages.ts';

export interface Frame {
  width: number;
  height: number;
  colorScheme: 'light' | 'dark';
  file: string;
}

/** Opens a page once, waits until it is at rest, and keeps each frame as WebP: nearly lossless, which for
 * flat colours and text is smaller than lossy. */
export async function take(
  browser: Browser,
  picture: Picture,
  { context: options, frames }: { context: BrowserContextOptions; frames: Frame[] },
): Promise<void> {
  const context = await browser.newContext({ ...options, reducedMotion: 'reduce' });
  try {
    const page = await context.newPage();
    const answer = await page.goto(picture.path, { waitUntil: 'networkidle' });
    if (!answer?.ok() && picture.path !== notThere) {
      throw new Error(`${picture.path} answered ${answer?.status() ?? 'nothing'}.`);
    }
    // Letters that came too late for the first view are there for the second.
    await page.reload({ waitUntil: 'networkidle' });
    await picture.prepare?.(page);
    for (const frame of frames) {
      const png = await frameOf(page, picture, frame);
      await writeFile(frame.file, await sharp(png).webp({ nearLossless: true, quality: 40, effort: 5 }).toBuffer());
    }
  } finally {
    await context.close();
  }
}

async function frameOf(page: Page, { top }: Picture, { width, height, colorScheme }: Frame): Promise<Buffer> {
  await page.emulateMedia({ colorScheme });
  await page.setViewportSize({ width, height });
  await page.evaluate((selector) => {
    const first = selector === null ? null : document.querySelector(selector);
    if (first) first.scrollIntoView({ block: 'start' });
    else window.scrollTo(0, 0);
  }, top ?? null);
  await page.waitForLoadState('networkidle');
  return page.screenshot();
}
