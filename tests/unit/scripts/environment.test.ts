import { mkdtempSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ensureSecrets } from '../../../scripts/lib/environment.ts';

function emptyFolder(): string {
  return mkdtempSync(join(tmpdir(), 'environment-'));
}

test('secrets are made once, differ, and are readable by their owner only', () => {
  const DATA_DIR = emptyFolder();
  const made = ensureSecrets({ DATA_DIR });
  expect(made.JWT_SECRET).toMatch(/^[0-9a-f]{64}$/);
  expect(made.JWT_REFRESH_SECRET).toMatch(/^[0-9a-f]{64}$/);
  expect(made.JWT_SECRET).not.toBe(made.JWT_REFRESH_SECRET);
  expect(ensureSecrets({ DATA_DIR })).toEqual(made);
  const file = join(DATA_DIR, 'secrets.json');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(made);
});

test('a secret of the environment wins over the kept one', () => {
  const DATA_DIR = emptyFolder();
  const kept = ensureSecrets({ DATA_DIR });
  expect(ensureSecrets({ DATA_DIR, JWT_SECRET: 'given' })).toEqual({ ...kept, JWT_SECRET: 'given' });
});

test('production makes none of its own and says which are missing', () => {
  const DATA_DIR = emptyFolder();
  const attempt = () => ensureSecrets({ DATA_DIR, NODE_ENV: 'production', JWT_SECRET: 'given' });
  expect(attempt).toThrow('NODE_ENV=production needs JWT_REFRESH_SECRET. Make each with "openssl rand -hex 32"');
  expect(() => statSync(join(DATA_DIR, 'secrets.json'))).toThrow('ENOENT');
});

test('production with both secrets keeps nothing on disk', () => {
  const DATA_DIR = emptyFolder();
  const given = { JWT_SECRET: 'a', JWT_REFRESH_SECRET: 'b' };
  expect(ensureSecrets({ DATA_DIR, NODE_ENV: 'production', ...given })).toEqual(given);
  expect(() => statSync(join(DATA_DIR, 'secrets.json'))).toThrow('ENOENT');
});
