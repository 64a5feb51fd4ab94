import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { installedChromium } from '../../../scripts/lib/chromium.ts';

test('CHROMIUM names the browser, whatever is installed', () => {
  expect(installedChromium({ CHROMIUM: '/opt/browser', PATH: process.env.PATH })).toBe('/opt/browser');
});

test('a browser on PATH is found by any of its usual names', () => {
  const folder = mkdtempSync(join(tmpdir(), 'chromium-'));
  writeFileSync(join(folder, 'google-chrome-stable'), '');
  expect(installedChromium({ PATH: `/does/not/exist:${folder}` })).toBe(join(folder, 'google-chrome-stable'));
});

test('a headless shell is taken before a full browser', () => {
  const folder = mkdtempSync(join(tmpdir(), 'chromium-'));
  for (const name of ['chromium', 'chromium-headless-shell']) writeFileSync(join(folder, name), '');
  expect(installedChromium({ PATH: folder })).toBe(join(folder, 'chromium-headless-shell'));
});
