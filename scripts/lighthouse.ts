// npm run lighthouse [-- --runs 5 path …]: every page for visitors as Lighthouse sees it on a phone; fails below 100.
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import lighthouse from 'lighthouse';
import { chromium } from 'playwright';
import { ensureBuilt } from './lib/build.ts';
import { ensureChromium } from './lib/chromium-install.ts';
import { launchOptions } from './lib/chromium.ts';
import { StartError } from './lib/environment.ts';
import { main } from './lib/foreground.ts';
import { freePort } from './lib/ports.ts';
import { startThroughline } from './lib/supervisor.ts';
import { printTable } from './lib/table.ts';

const categories = ['performance', 'accessibility', 'best-practices', 'seo'] as const;
type Category = (typeof categories)[number];
type Scores = Record<Category, number>;

await main(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { runs: { type: 'string', default: '5' } },
  });
  const runs = Number(values.runs);
  if (!Number.isInteger(runs) || runs < 1) throw new StartError('--runs takes a whole number from 1.');
  const missing = ensureChromium();
  if (missing) throw new StartError(missing);
  await ensureBuilt();
  await withProduct(async (url) => {
    const paths = positionals.length > 0 ? positionals : await pathsOfSite(url);
    const found = await measureAll({ url, paths, runs });
    const load = loadavg()
      .map((value) => value.toFixed(1))
      .join(', ');
    console.log(`\nMedian of ${runs} ${runs === 1 ? 'run' : 'runs'}, ${cpus().length} cores, load ${load}\n`);
    printTable(
      ['page', ...categories],
      found.map(({ path, scores }) => [path, ...categories.map((category) => String(scores[category]))]),
    );
    const short = found.filter(({ scores }) => categories.some((category) => scores[category] < 100));
    if (short.length > 0) {
      throw new StartError(`Below 100: ${short.map(({ path }) => path).join(', ')}. What was found is told above.`);
    }
  });
});

async function withProduct(work: (url: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-lighthouse-'));
  const { PATH, HOME } = process.env;
  const port = String(await freePort());
  const env = { PATH, HOME, NODE_ENV: 'test', DATA_DIR: folder, PORT: port, LOG_LEVEL: 'error' };
  const product = await startThroughline({ mode: 'production', env });
  try {
    await work(await product.ready);
  } finally {
    await product.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What the site map lists. */
async function pathsOfSite(url: string): Promise<string[]> {
  const map = await (await fetch(`${url}/sitemap.xml`)).text();
  return [...map.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, address]) => new URL(address ?? '').pathname);
}

/** Page by page, each in a browser that has seen nothing; what costs points is printed as it is found. */
async function measureAll({ url, paths, runs }: { url: string; paths: string[]; runs: number }) {
  const found: { path: string; scores: Scores }[] = [];
  for (const path of paths) {
    const all: Scores[] = [];
    for (let run = 0; run < runs; run += 1) all.push(await measure(`${url}${path}`));
    const scores = Object.fromEntries(
      categories.map((category) => [category, median(all.map((scored) => scored[category]))]),
    ) as Scores;
    console.log(`${path}: ${categories.map((category) => scores[category]).join(' · ')}`);
    found.push({ path, scores });
  }
  return found;
}

async function measure(address: string): Promise<Scores> {
  const port = await freePort();
  const { args, ...options } = launchOptions();
  const browser = await chromium.launch({ ...options, args: [...args, `--remote-debugging-port=${port}`] });
  try {
    const result = await lighthouse(address, {
      port,
      logLevel: 'error',
      output: 'json',
      onlyCategories: [...categories],
    });
    if (!result) throw new Error(`Lighthouse gave no result for ${address}.`);
    const { lhr } = result;
    if (lhr.runtimeError) throw new Error(`${address}: ${lhr.runtimeError.message}`);
    for (const category of categories) {
      for (const { id, weight } of lhr.categories[category]?.auditRefs ?? []) {
        const audit = lhr.audits[id];
        if (weight === 0 || !audit || audit.score === null || audit.score >= 0.9) continue;
        console.log(`  ${category}: ${audit.title} (${audit.displayValue ?? audit.score})`);
      }
    }
    return Object.fromEntries(
      categories.map((category) => [category, Math.round((lhr.categories[category]?.score ?? 0) * 100)]),
    ) as Scores;
  } finally {
    await browser.close();
  }
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
}
