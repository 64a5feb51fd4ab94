// npm run screenshots [-- name …]: pictures of the real product with an invented company, each page at three widths, light and dark.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContextOptions } from 'playwright';
import { ensureBuilt } from './lib/build.ts';
import { launchOptions } from './lib/chromium.ts';
import { main } from './lib/foreground.ts';
import { freePort } from './lib/ports.ts';
import { root } from './lib/root.ts';
import { startThroughline } from './lib/supervisor.ts';
import { take } from './screenshots/camera.ts';
import { memberPictures, publicPictures, sitePictures, type Picture } from './screenshots/pages.ts';
import { tellStory } from './screenshots/story.ts';
import { invent, logIn, makeTeam, people } from './screenshots/world.ts';

const customers = 80;
const sizes = [
  { width: 1440, height: 900 },
  { width: 768, height: 1024 },
  { width: 320, height: 720 },
];
const windowsOfSite = [
  { of: '', width: 1200, height: 780, dense: 2 },
  { of: '-phone', width: 360, height: 640, dense: 3 },
];
const options = launchOptions();
/** Letters stand where their font puts them, as on dense screens, not on whole pixels. */
const evenLetters = ['--font-render-hinting=none'];
const schemes = ['light', 'dark'] as const;
const forDocs = join(root, 'docs/screenshots');
const forSite = join(root, 'src/assets/screens');

await main(async () => {
  const started = Date.now();
  const wanted = process.argv.slice(2);
  const asked = (name: string) => wanted.length === 0 || wanted.includes(name);
  await ensureBuilt();
  const folder = mkdtempSync(join(tmpdir(), 'throughline-shots-'));
  const { PATH, HOME } = process.env;
  const port = await freePort();
  const env = { PATH, HOME, NODE_ENV: 'test', TZ: 'UTC', DATA_DIR: folder, PORT: String(port), LOG_LEVEL: 'warn' };
  let product = await startThroughline({ mode: 'production', env });
  try {
    const { danaId } = await makeTeam(await product.ready);
    await product.stop();
    await invent(env, customers);
    product = await startThroughline({ mode: 'production', env });
    const baseURL = await product.ready;
    const [dana, tom] = [await logIn(baseURL, people.dana), await logIn(baseURL, people.tom)];
    const pictures = memberPictures(await tellStory({ dana, tom, danaId })).filter(({ name }) => asked(name));
    const browser = await chromium.launch({ ...options, args: [...options.args, ...evenLetters] });
    try {
      const member = await memberOf(browser, baseURL);
      await picture(browser, pictures, member);
      await picture(
        browser,
        publicPictures.filter(({ name }) => asked(name)),
        { baseURL },
      );
    } finally {
      await browser.close();
    }
  } finally {
    await product.stop();
    rmSync(folder, { recursive: true, force: true });
  }
  console.log(`Done in ${Math.round((Date.now() - started) / 1000)} s.`);
});

async function memberOf(browser: Browser, baseURL: string): Promise<BrowserContextOptions> {
  const context = await browser.newContext({ baseURL });
  const { email, password } = people.dana;
  await context.request.post('/api/auth/login', { data: { email, password } });
  const storageState = await context.storageState();
  await context.close();
  return { baseURL, storageState };
}

async function picture(browser: Browser, pictures: Picture[], context: BrowserContextOptions): Promise<void> {
  mkdirSync(forDocs, { recursive: true });
  mkdirSync(forSite, { recursive: true });
  for (const one of pictures) {
    const { name } = one;
    const frames = schemes.flatMap((colorScheme) =>
      sizes.map((size) => ({
        ...size,
        colorScheme,
        file: join(forDocs, `${name}-${size.width}-${colorScheme}.webp`),
      })),
    );
    await take(browser, one, { context, frames });
    if (sitePictures.includes(name)) await pictureForSite(browser, one, context);
    console.log(name);
  }
}

/** As a window on a desk and as a phone, sharp on dense screens. */
async function pictureForSite(browser: Browser, one: Picture, context: BrowserContextOptions): Promise<void> {
  for (const { of, dense, ...viewport } of windowsOfSite) {
    const top = of === '-phone' ? (one.phoneTop ?? one.top) : one.top;
    const frames = schemes.map((colorScheme) => ({
      ...viewport,
      colorScheme,
      file: join(forSite, `${one.name}${of}-${colorScheme}.webp`),
    }));
    const sharp = { ...context, viewport, deviceScaleFactor: dense };
    await take(browser, { ...one, ...(top !== undefined && { top }) }, { context: sharp, frames });
  }
}
