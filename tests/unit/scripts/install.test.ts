import { expect, test } from 'vitest';
import { matches } from '../../../scripts/lib/install.ts';

const locked = {
  packages: {
    '': {},
    'node_modules/a': { version: '1.0.0', integrity: 'x' },
    'node_modules/a-other-platform': { version: '1.0.0', integrity: 'y', optional: true },
    'node_modules/tool': { version: '2.0.0', integrity: 'z', dev: true },
  },
};
const [everything, withoutTool] = [
  {
    packages: {
      'node_modules/a': { version: '1.0.0', integrity: 'x' },
      'node_modules/tool': { version: '2.0.0', integrity: 'z' },
    },
  },
  { packages: { 'node_modules/a': { version: '1.0.0', integrity: 'x' } } },
];

test('a folder with all that this platform needs is up to date', () => {
  expect(matches(locked, everything, { dev: true })).toBe(true);
});

test('development packages are only missed where they are wanted', () => {
  expect(matches(locked, withoutTool, { dev: true })).toBe(false);
  expect(matches(locked, withoutTool, { dev: false })).toBe(true);
});

test.each([
  ['another version', { version: '1.0.1', integrity: 'x' }],
  ['other content', { version: '1.0.0', integrity: 'changed' }],
])('%s is out of date', (_, entry) => {
  expect(matches(locked, { packages: { ...everything.packages, 'node_modules/a': entry } }, { dev: true })).toBe(false);
});
