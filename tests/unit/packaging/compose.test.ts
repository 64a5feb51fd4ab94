import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { environmentSchema } from '../../../src/server/env.ts';
import { documentedNames } from './env-example.ts';

interface Service {
  image?: string;
  build?: { target: string };
  command?: string[];
  environment?: Record<string, string | null>;
  depends_on?: Record<string, { condition: string }>;
  healthcheck?: { test: string[] };
  ports?: string[];
  volumes?: string[];
}
interface Compose {
  services: Record<string, Service>;
  volumes: Record<string, unknown>;
}

const text = readFileSync(join(import.meta.dirname, '../../../docker-compose.yml'), 'utf8');
const { services, volumes } = parse(text, { merge: true }) as Compose;

function service(name: string): Service {
  const found = services[name];
  if (!found) throw new Error(`docker-compose.yml has no service ${name}.`);
  return found;
}

test('database, its key and its set-up, sidecar and web are there, and nothing else', () => {
  expect(Object.keys(services)).toEqual(['mongo-key', 'mongo', 'mongo-init', 'sidecar', 'web']);
});

test('the database is a replica set with authentication and a key file that a service of its own makes', () => {
  expect(service('mongo').command).toEqual(
    expect.arrayContaining(['--replSet', 'rs0', '--auth', '--keyFile', '/key/key']),
  );
  expect(service('mongo').volumes).toEqual(['mongo-data:/data/db', 'mongo-key:/key']);
  expect(service('mongo').depends_on).toEqual({ 'mongo-key': { condition: 'service_completed_successfully' } });
  expect(service('mongo-key').command?.join('')).toMatch(/\/key\/key[^]*chmod 400/);
  expect(Object.keys(volumes)).toEqual(['mongo-data', 'mongo-key']);
});

/** Runs the set-up's script as mongosh would, against a database that is new or was set up before. */
function setUp({ before }: { before: boolean }): unknown[] {
  const done: unknown[] = [];
  const admin = {
    adminCommand(command: Record<string, unknown>) {
      done.push(command);
      if ('replSetGetStatus' in command && !before) {
        throw Object.assign(new Error('no replset config'), { codeName: 'NotYetInitialized' });
      }
    },
    hello: () => ({ isWritablePrimary: true }),
    getSiblingDB: () => ({
      getUser: () => (before ? {} : null),
      createUser: ({ user, pwd }: Record<string, unknown>) => done.push({ created: user, pwd }),
      updateUser: (user: string, { pwd }: Record<string, unknown>) => done.push({ updated: user, pwd }),
    }),
  };
  const env = { MONGO_ROOT_PASSWORD: 'root', MONGO_PASSWORD: 'product' };
  runInNewContext(service('mongo-init').command?.join('') ?? '', { process: { env }, connect: () => admin });
  return structuredClone(done);
}

test('the set-up makes a new database a replica set and the user of the product', () => {
  expect(setUp({ before: false })).toEqual([
    { replSetGetStatus: 1 },
    { replSetInitiate: { _id: 'rs0', members: [{ _id: 0, host: 'mongo:27017' }] } },
    { created: 'throughline', pwd: 'product' },
  ]);
  expect(service('web').environment?.MONGODB_URI).toMatch(
    /^mongodb:\/\/throughline:.*@mongo:27017\/throughline\?replicaSet=rs0&/,
  );
});

test('run again, it only keeps the password', () => {
  expect(setUp({ before: true })).toEqual([{ replSetGetStatus: 1 }, { updated: 'throughline', pwd: 'product' }]);
});

test.each(['web', 'sidecar'])('%s waits for the database, listens on all addresses and is watched', (name) => {
  const { build, depends_on, environment, healthcheck } = service(name);
  expect(build).toEqual({ context: '.', target: name });
  expect(depends_on).toEqual({ 'mongo-init': { condition: 'service_completed_successfully' } });
  expect(environment).toMatchObject({ NODE_ENV: 'production', HOST: '0.0.0.0', REALTIME_HOST: '0.0.0.0' });
  expect(environment?.REALTIME_URL).toBe('http://sidecar:3001');
  expect(healthcheck?.test).toEqual(['CMD', 'node', 'scripts/healthcheck.mjs', name]);
});

test('only the web process is published, and by default only to this machine', () => {
  const published = Object.entries(services).flatMap(([name, { ports = [] }]) => ports.map((port) => [name, port]));
  expect(published).toEqual([['web', '${PUBLISH:-127.0.0.1:3000}:3000']]);
});

test('no secret has a default: each one that is missing is asked for', () => {
  const mentions = [...text.matchAll(/\$\{(\w*(?:SECRET|PASSWORD))(\S*)/g)];
  expect(new Set(mentions.map(([, name]) => name))).toEqual(
    new Set(['JWT_SECRET', 'JWT_REFRESH_SECRET', 'MONGO_PASSWORD', 'MONGO_ROOT_PASSWORD']),
  );
  for (const [, , then] of mentions) expect(then).toMatch(/^:\?/);
});

test('every variable is documented in .env.example', () => {
  const used = [...text.matchAll(/\$\{(\w+)/g)].map(([, name]) => name);
  expect(used.filter((name) => !documentedNames.includes(name ?? ''))).toEqual([]);
});

test('the product gets every variable it reads, but for where its embedded database would be', () => {
  const passed = Object.keys(service('web').environment ?? {});
  const read = Object.keys(environmentSchema.in.shape);
  expect(read.filter((name) => !passed.includes(name))).toEqual(['DATA_DIR', 'EMBEDDED_DATABASE']);
  expect(passed.filter((name) => !read.includes(name))).toEqual([]);
});
