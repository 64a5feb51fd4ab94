import { existsSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ESLint } from 'eslint';
import { expect, test } from 'vitest';
import { layers } from '../../../scripts/lib/import-rules.ts';

const src = join(import.meta.dirname, '../../../src');

/** The project's own configuration. */
const eslint = new ESLint({ cwd: join(src, '..') });

const importRules = new Set(['import-x/no-restricted-paths', '@typescript-eslint/no-restricted-imports']);

/** The import rules broken by `code` standing in a file of `folder` (relative to `src`). */
async function broken(folder: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(`${code}\n`, { filePath: join(src, folder, 'probe.ts') });
  return (result?.messages ?? []).flatMap(({ ruleId }) => (ruleId && importRules.has(ruleId) ? [ruleId] : []));
}

/** Those of `targets` (modules relative to `src`) that a file of `folder` may import. */
async function reachable(folder: string, targets: string[]): Promise<string[]> {
  const reached = [];
  for (const target of targets) {
    const path = relative(join(src, folder), join(src, target));
    const faults = await broken(folder, `import '${path.startsWith('.') ? path : `./${path}`}';`);
    if (faults.length === 0) reached.push(target);
  }
  return reached;
}

/** Some TypeScript module under `src/<folder>`, relative to `src`; none while the folder is empty. */
function someModule(folder: string): string[] {
  if (!existsSync(join(src, folder))) return [];
  const files = readdirSync(join(src, folder), { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
    .slice(0, 1)
    .map((file) => join(folder, file));
}

const modules = layers.flatMap(({ folder }) => someModule(folder)).concat('server/container.ts', 'server/env.ts');

test.each(layers)(
  'src/$folder reaches what the table says and nothing else',
  async ({ folder, may }) => {
    const allowed = [folder, ...may];
    expect(await reachable(folder, modules)).toEqual(
      modules.filter((target) => allowed.some((path) => target === path || target.startsWith(`${path}/`))),
    );
  },
  120_000,
);

test('the table holds the rows of the design', () => {
  const row = (name: string) => layers.find(({ folder }) => folder === name)?.may;
  expect(row('server/embedded-mongo')).toEqual([]);
  expect(row('lib/contracts')).toEqual([]);
  expect(row('lib/planning')).not.toContain('lib/domain');
  expect(row('components')?.filter((path) => path.startsWith('server'))).toEqual([]);
  expect(row('server/use-cases')?.filter((path) => /stores|http|container/.test(path))).toEqual([]);
});

test.each([
  ['server/use-cases/tasks', 'import mongoose from "mongoose"; mongoose.set("debug", true);'],
  ['server/stores', 'import OpenAI from "openai"; new OpenAI();'],
  ['server/http', 'import { createTransport } from "nodemailer"; createTransport({});'],
  ['server/realtime', 'import { sequence } from "astro:middleware"; sequence();'],
  ['lib/contracts', 'import { parse } from "yaml"; parse("");'],
  ['lib/planning', 'import { readFileSync } from "node:fs"; readFileSync("x");'],
  ['components/islands', 'import mongoose from "mongoose"; mongoose.set("debug", true);'],
])('src/%s refuses %s', async (folder, code) => {
  expect(await broken(folder, code)).toEqual(['@typescript-eslint/no-restricted-imports']);
});

test.each([
  ['server/stores', 'import mongoose from "mongoose"; mongoose.set("debug", true);'],
  ['server/ai', 'import OpenAI from "openai"; new OpenAI();'],
  ['server/http', 'import type { Connection } from "mongoose"; export type C = Connection;'],
  ['lib/contracts', 'import { z } from "zod/mini"; z.string();'],
])('src/%s accepts %s', async (folder, code) => {
  expect(await broken(folder, code)).toEqual([]);
});

test('no folder of src/server is without a row', () => {
  const rows = layers.flatMap(({ folder }) => (folder.startsWith('server/') ? [folder.slice('server/'.length)] : []));
  const folders = readdirSync(join(src, 'server'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const named = folders.map(({ name }) => name).filter((name) => !['ports', 'records'].includes(name));
  expect(named.filter((name) => !rows.includes(name))).toEqual([]);
});
