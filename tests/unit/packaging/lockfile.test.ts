import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { faultsOf, type Lockfile } from '../../../scripts/lib/lockfile.ts';

const root = join(import.meta.dirname, '../../..');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<string, never>;
const lockfile = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as Lockfile;

test("the project's lockfile is complete for every platform and names no registry", () => {
  expect(faultsOf(lockfile, manifest)).toEqual([]);
});

test('another platform without an entry is a fault, wherever it is looked for', () => {
  const packages = {
    '': { dependencies: { a: '1' } },
    'node_modules/a': { optionalDependencies: { 'a-mac': '1', 'a-linux': '1', 'a-own': '1' } },
    'node_modules/a/node_modules/a-own': {},
    'node_modules/a-linux': {},
  };
  expect(faultsOf({ packages }, { dependencies: { a: '1' } })).toEqual([
    'node_modules/a has no entry for its optional dependency a-mac',
  ]);
});

test('a scoped package nested in another finds what lies further up', () => {
  const packages = {
    'node_modules/@s/a': {},
    'node_modules/@s/a/node_modules/@t/b': { optionalDependencies: { '@t/b-mac': '1', '@u/c': '1' } },
    'node_modules/@s/a/node_modules/@t/b-mac': {},
    'node_modules/@u/c': {},
  };
  expect(faultsOf({ packages }, {})).toEqual([]);
});

test('an address is a fault', () => {
  const packages = { 'node_modules/a': { resolved: 'https://registry.example/a.tgz' } };
  expect(faultsOf({ packages }, {})).toEqual(['node_modules/a names an address: https://registry.example/a.tgz']);
});

test('a dependency that the lockfile does not know is a fault', () => {
  expect(faultsOf({ packages: { '': {} } }, { dependencies: { a: '1' } })).toEqual([
    'dependencies differ from package.json',
  ]);
});
