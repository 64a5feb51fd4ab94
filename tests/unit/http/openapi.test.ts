import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { errorCodes } from '../../../src/lib/contracts/errors.ts';
import { operations, type Operation } from '../../../src/lib/contracts/operations/index.ts';
import { errorsOf, openApiDocument } from '../../../src/server/http/openapi.ts';
import { apiReference } from '../../../src/server/http/reference.ts';

const pages = join(import.meta.dirname, '../../../src/pages');
const all: Operation[] = Object.values(operations);
/** Answered by the web process itself, before Astro. */
const ofTheWebProcess = ['metrics'];

/** The operations a route file answers, by its path in OpenAPI’s form. */
const routes = readdirSync(pages, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && (file.startsWith('api/') || ['healthz.ts', 'readyz.ts'].includes(file)))
  .filter((file) => !file.includes('[...'))
  .flatMap((file) => {
    const path = `/${file.replace(/\.ts$/, '').replace(/\/index$/, '')}`.replace(/\[(\w+)\]/g, '{$1}');
    const source = readFileSync(join(pages, file), 'utf8');
    return [...source.matchAll(/export const (GET|POST|PUT|PATCH|DELETE)\b/g)].map(([, method]) => `${method} ${path}`);
  });

test('every operation has its route, and every route its operation', () => {
  const declared = all.filter(({ id }) => !ofTheWebProcess.includes(id)).map(({ method, path }) => `${method} ${path}`);
  expect(routes.toSorted()).toEqual(declared.toSorted());
});

test('every route file answers other methods too', () => {
  const files = readdirSync(join(pages, 'api'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  );
  for (const file of files) {
    expect(readFileSync(join(pages, 'api', file), 'utf8'), file).toMatch(/export const ALL\b/);
    expect(readFileSync(join(pages, 'api', file), 'utf8'), file).toMatch(/export const prerender = false/);
  }
});

test('operations are known by their key, ids are unique, and POSTs outside of accounts honour Idempotency-Key', () => {
  for (const [key, { id }] of Object.entries(operations)) expect(id).toBe(key);
  const posts = all.filter(({ method, path }) => method === 'POST' && !path.startsWith('/api/auth/'));
  expect(posts.filter(({ idempotent }) => !idempotent).map(({ id }) => id)).toEqual([]);
});

test('the document holds each operation with its answers, errors and a way to authenticate', () => {
  const document = openApiDocument('https://crm.example.com');
  expect(document.openapi).toBe('3.1.0');
  expect(document.servers).toEqual([{ url: 'https://crm.example.com' }]);
  for (const operation of all) {
    const item = document.paths?.[operation.path]?.[operation.method.toLowerCase() as 'get'];
    expect(item?.operationId).toBe(operation.id);
    const ways =
      operation.auth === 'none' ? [] : ['bearer', ...(operation.keys === false ? [] : ['apiKey']), 'session'];
    expect(item?.security?.flatMap((way) => Object.keys(way))).toEqual(ways);
    expect(item?.['x-permission']).toEqual(operation.permissions);
    for (const permission of operation.permissions ?? []) expect(item?.description).toContain(`\`${permission}\``);
    const statuses = new Set([
      ...Object.keys(operation.answers),
      ...errorsOf(operation).map((code) => String(errorCodes[code])),
    ]);
    expect(new Set(Object.keys(item?.responses ?? {}))).toEqual(statuses);
    const inPath = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const named = (item?.parameters ?? []).flatMap((one) => ('in' in one && one.in === 'path' ? [one.name] : []));
    expect(named.toSorted()).toEqual(inPath.toSorted());
  }
});

test('references lead somewhere', () => {
  const document = openApiDocument('https://crm.example.com');
  const known = new Set(Object.keys(document.components?.schemas ?? {}));
  const refs = [...JSON.stringify(document).matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name);
  expect(refs.length).toBeGreaterThan(100);
  expect(refs.filter((name) => !known.has(name ?? ''))).toEqual([]);
});

test('the reference page tells of every operation, schema and problem', () => {
  const { groups, schemas, problems } = apiReference();
  expect(groups.flatMap((group) => group.operations.map(({ id }) => id)).toSorted()).toEqual(
    all.map(({ id }) => id).toSorted(),
  );
  expect(problems.map(({ code }) => code)).toEqual(Object.keys(errorCodes));
  expect(schemas.find(({ name }) => name === 'TaskStatus')?.type).toEqual([
    { word: 'pending | in_progress | completed | cancelled', link: false },
  ]);
  const create = groups.flatMap((group) => group.operations).find(({ id }) => id === 'createTask');
  expect(create?.body).toMatchObject({ optional: false, type: [{ word: 'CreateTaskRequest', link: true }] });
});
