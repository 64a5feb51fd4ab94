import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { smallHeap } from '../../../scripts/lib/small-heap.ts';

const root = join(import.meta.dirname, '../../..');
const dockerfile = readFileSync(join(root, 'Dockerfile'), 'utf8').replaceAll('\\\n', ' ');
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
const lines = dockerfile.split('\n').filter((line) => line && !line.startsWith('#'));

/** The last instruction of that name in a stage, as the image will have it. */
function instruction(stage: string, name: string): string | undefined {
  const start = lines.findIndex((line) => line.startsWith('FROM') && line.endsWith(` AS ${stage}`));
  const rest = lines.slice(start + 1);
  const next = rest.findIndex((line) => line.startsWith('FROM'));
  return rest.slice(0, next < 0 ? undefined : next).findLast((line) => line.startsWith(name));
}

test('it runs only scripts that the project has', () => {
  const run = [...dockerfile.matchAll(/npm run ([\w:-]+)/g)].map(([, name]) => name ?? '');
  expect(run).toEqual(['build']);
  expect(run.filter((name) => !(name in scripts))).toEqual([]);
});

test('each file it copies or starts is there', () => {
  const files = [...dockerfile.matchAll(/(?:src|scripts)\/[\w/.-]+\.(?:ts|mjs)/g)].map(([path]) => path);
  expect(files).toContain('src/server/web/main.ts');
  expect(files.filter((file) => !existsSync(join(root, file)))).toEqual([]);
});

test('what is built is made from the lockfile, and what runs has no development packages', () => {
  expect(instruction('build', 'RUN npm ci')).toBe('RUN npm ci --include=dev');
  expect(instruction('packages', 'RUN')).toBe('RUN npm ci --omit=dev');
});

test('the product runs in production, not as root, reachable from outside its container', () => {
  expect(instruction('product', 'USER')).toBe('USER node');
  expect(instruction('product', 'ENV')).toMatch(/NODE_ENV=production +HOST=0\.0\.0\.0 .*REALTIME_HOST=0\.0\.0\.0/);
});

test.each(['web', 'sidecar'])('%s is a target with a health check of its own', (stage) => {
  expect(instruction(stage, 'HEALTHCHECK')).toContain(`CMD ["node", "scripts/healthcheck.mjs", "${stage}"]`);
  const main = `src/server/${stage === 'web' ? 'web' : 'realtime'}/main.ts`;
  expect(instruction(stage, 'CMD')).toBe(`CMD ${JSON.stringify(['node', ...smallHeap, main]).replaceAll(',', ', ')}`);
});

test('web is what an unnamed target builds', () => {
  expect(lines.findLast((line) => line.startsWith('FROM'))).toBe('FROM product AS web');
});

test('no secret and no local data reaches the build', () => {
  const ignore = readFileSync(join(root, '.dockerignore'), 'utf8').split('\n').filter(Boolean);
  expect(ignore[0]).toBe('*');
  expect(ignore.slice(1).filter((line) => !line.startsWith('!'))).toEqual([]);
  expect(ignore.filter((line) => /env|data|dist|node_modules|git/.test(line))).toEqual([]);
});
