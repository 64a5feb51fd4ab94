import type { APIContext, APIRoute } from 'astro';
import { createConnection, type Connection } from 'mongoose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Problem } from '../../../src/lib/contracts/errors.ts';
import { operations, type Operation } from '../../../src/lib/contracts/operations/index.ts';
import { permissions, type Permission } from '../../../src/lib/contracts/permission.ts';
import { roles, type Role } from '../../../src/lib/contracts/user.ts';
import type { MemberActor } from '../../../src/lib/domain/actor.ts';
import { rolePermissions } from '../../../src/lib/domain/permissions.ts';
import type { ApiClient } from '../../support/api-client.ts';
import { digestOf } from '../../support/digest.ts';
import { requestOf, type Targets } from '../../support/requests.ts';
import { startServer, type TestServer } from '../../support/server.ts';
import { aDeal, aPlan } from '../../support/records.ts';
import { system } from '../../support/ports.ts';
import { listPipelinesQuery, type Pipeline } from '../../../src/lib/contracts/pipeline.ts';
import { makeDefaultPipelines } from '../../../src/server/use-cases/pipelines/make-default-pipelines.ts';
import { listPipelines } from '../../../src/server/use-cases/pipelines/list-pipelines.ts';
import { createCustomField } from '../../../src/server/use-cases/custom-fields/create-field.ts';
import { taskWorld, type TaskWorld } from '../tasks/world.ts';

/* Every operation, asked by everyone: what the table of operations says, what the matrix of roles says, and what the
   use-cases do are the same. */

type ForMembers = Extract<Operation, { auth: 'member' }>;
const all: Operation[] = Object.values(operations);
const forMembers = all.filter((operation): operation is ForMembers => operation.auth === 'member');

test('only these are open to visitors', () => {
  const open = all.filter(({ auth }) => auth === 'none').map(({ id }) => id);
  expect(open.toSorted()).toEqual(
    [
      ...['register', 'login', 'refresh', 'requestPasswordReset', 'confirmPasswordReset'],
      'createLead',
      ...['healthz', 'readyz', 'metrics', 'openapi'],
    ].toSorted(),
  );
});

describe('over HTTP', () => {
  let server: TestServer;
  let connection: Connection;
  let targets: Targets;
  const clients = new Map<Role | 'visitor', ApiClient>();

  beforeAll(async () => {
    server = await startServer();
    connection = await createConnection(server.database.uri, { autoIndex: false }).asPromise();
    const as = async (role: Role) => {
      const client = server.client();
      clients.set(role, client);
      return client.register(`${role}@example.com`, { firstName: role, ...(role !== 'admin' && { role }) });
    };
    await as('admin');
    await as('sales');
    await as('marketing');
    clients.set('visitor', server.client());
    targets = await someTargets(clients.get('admin')!);
  });
  afterAll(async () => {
    await connection.close();
    await server.stop();
  });

  const ask = async (operation: Operation, who: Role | 'visitor'): Promise<{ status: number; code: string | null }> => {
    const { path, init } = requestOf(operation, targets);
    const answer = await clients.get(who)!.fetch(path, init);
    const text = await answer.text();
    const { code } = answer.ok ? { code: null } : (JSON.parse(text) as Problem);
    return { status: answer.status, code };
  };
  const lacks = (role: Role, operation: ForMembers) =>
    operation.permissions.some((permission) => !rolePermissions[role].has(permission));

  test('visitors are asked to log in, and change nothing', async () => {
    const before = await digestOf(connection);
    for (const operation of forMembers) {
      expect(await ask(operation, 'visitor'), operation.id).toEqual({ status: 401, code: 'unauthenticated' });
    }
    expect(await digestOf(connection)).toEqual(before);
  });

  test.each(roles)('%s is refused what the role may not, and changes nothing by it', async (role) => {
    const before = await digestOf(connection);
    const refused = forMembers.filter((operation) => lacks(role, operation));
    for (const operation of refused) {
      expect(await ask(operation, role), operation.id).toEqual({ status: 403, code: 'forbidden' });
    }
    expect(await digestOf(connection)).toEqual(before);
    expect(refused.length > 0).toBe(role !== 'admin');
  });

  test.each(roles.toReversed())('%s is let through to everything else', async (role) => {
    targets = await someTargets(clients.get('admin')!);
    const last = ['logout'];
    const allowed = forMembers.filter((operation) => !lacks(role, operation));
    for (const operation of allowed.toSorted((one, other) => last.indexOf(one.id) - last.indexOf(other.id))) {
      const { status, code } = await ask(operation, role);
      expect(['unauthenticated', 'forbidden', 'validation_failed'], operation.id).not.toContain(code);
      expect(status, operation.id).toBeLessThan(500);
    }
  });
});

describe('with an API key', () => {
  let server: TestServer;
  let connection: Connection;
  let targets: Targets;
  let admin: ApiClient;
  beforeAll(async () => {
    server = await startServer();
    connection = await createConnection(server.database.uri, { autoIndex: false }).asPromise();
    admin = server.client();
    await admin.register('admin@example.com');
    const marketing = { firstName: 'marketing', role: 'marketing' } as const;
    await server.client().register('marketing@example.com', marketing);
    targets = await someTargets(admin);
  });
  afterAll(async () => {
    await connection.close();
    await server.stop();
  });

  async function keyed(rights: readonly Permission[]): Promise<ApiClient> {
    const body = { name: `Of ${rights.length}`, permissions: [...rights] };
    const client = server.client();
    client.token = (await admin.ok(operations.createApiKey, { body })).secret;
    return client;
  }
  async function codeOf(client: ApiClient, operation: Operation): Promise<string | null> {
    const { path, init } = requestOf(operation, targets);
    const answer = await client.fetch(path, init);
    const text = await answer.text();
    return answer.ok ? null : (JSON.parse(text) as Problem).code;
  }

  test('nothing is opened by one that may not do it, however much its member may', async () => {
    const before = await digestOf(connection);
    for (const permission of permissions) {
      const client = await keyed(permissions.filter((each) => each !== permission));
      const needing = forMembers.filter((operation) => operation.permissions.includes(permission));
      for (const operation of needing) expect(await codeOf(client, operation), operation.id).toBe('forbidden');
    }
    expect(await digestOf(connection)).toEqual(before);
  });

  test('accounts, sessions and keys are closed to every key, all else is open to one that may do it', async () => {
    const client = await keyed(permissions);
    const closed = forMembers.filter(({ keys }) => keys === false);
    expect(closed.map(({ id }) => id).toSorted()).toEqual(
      [
        ...['logout', 'updateMe', 'changePassword', 'listSessions', 'endSessions', 'endSession'],
        ...['listApiKeys', 'createApiKey', 'revokeApiKey'],
      ].toSorted(),
    );
    const before = await digestOf(connection);
    for (const operation of closed) expect(await codeOf(client, operation), operation.id).toBe('forbidden');
    expect(await digestOf(connection)).toEqual(before);
    for (const operation of forMembers.filter(({ keys }) => keys !== false)) {
      const code = await codeOf(client, operation);
      expect(['unauthenticated', 'forbidden', 'validation_failed', 'internal'], operation.id).not.toContain(code);
    }
  });
});

describe('whatever rights a member has', () => {
  let world: TaskWorld;
  let targets: Targets;
  beforeAll(async () => {
    world = await taskWorld();
    const { ports } = world;
    const step = ports.ids.next();
    await makeDefaultPipelines(ports);
    const [customer, other] = [await world.customer(), await world.customer()];
    const deal = aDeal(ports.ids.next(), { customerId: customer.id });
    await ports.commit({ actor: system, events: [], write: (tx) => ports.deals.insert(deal, tx) });
    const { id: task } = await world.task({}, aPlan(ports.ids.next(), step));
    const { id: user } = await world.member();
    const field = await createCustomField(
      world.as.admin,
      operations.createCustomField.body.parse({ label: 'Target', type: 'text' }),
    );
    targets = {
      customer: customer.id,
      other: other.id,
      deal: deal.id,
      task,
      step,
      user,
      import: 'f'.repeat(24),
      field: field.key,
      ...(await aPipeline(() => listPipelines(world.as.admin, listPipelinesQuery.parse({})))),
    };
  });
  afterAll(() => world.close());

  /** Asks the route itself, as a member with just these rights. */
  async function ask(operation: Operation, rights: readonly Permission[]): Promise<string | null> {
    const actor: MemberActor = { ...world.as.seller.actor, permissions: new Set(rights) };
    const { path, params, init } = requestOf(operation, targets);
    const url = new URL(path, 'http://site');
    const locals = {
      ...{ requestId: 'request-1', clientAddress: '127.0.0.1', env: { NODE_ENV: 'test' } },
      ...{ ports: world.ports, actor, user: null },
    };
    const request = new Request(url, init);
    const context = { locals, request, url, params, cookies: {} } as unknown as APIContext;
    const answer = await (await routeOf(operation))(context);
    const text = await answer.text();
    return answer.ok ? null : (JSON.parse(text) as Problem).code;
  }

  const guarded = forMembers.filter((operation) => operation.permissions.length > 0);

  test.each(guarded)('$id needs all of $permissions', async (operation) => {
    const before = await digestOf(world.connection);
    for (const missing of operation.permissions) {
      const rights = permissions.filter((permission) => permission !== missing);
      expect(await ask(operation, rights), `without ${missing}`).toBe('forbidden');
    }
    expect(await digestOf(world.connection)).toEqual(before);
    const code = await ask(operation, operation.permissions);
    expect(['forbidden', 'validation_failed', 'internal']).not.toContain(code);
  });
});

async function routeOf({ path, method }: Operation): Promise<APIRoute> {
  const file = path.replace(/\{(\w+)\}/g, '[$1]');
  const place = `../../../src/pages${file}`;
  const module = await (import(/* @vite-ignore */ `${place}.ts`) as Promise<Record<string, APIRoute>>).catch(
    () => import(/* @vite-ignore */ `${place}/index.ts`) as Promise<Record<string, APIRoute>>,
  );
  const route = module[method];
  if (!route) throw new Error(`There is no route for ${method} ${path}`);
  return route;
}

async function someTargets(admin: ApiClient): Promise<Targets> {
  const customer = async (company: string) =>
    (await admin.ok(operations.createCustomer, { body: { contactInfo: { company } } })).customer.id;
  const [first, other] = [await customer('Target'), await customer('Another')];
  const { deal } = await admin.ok(operations.createDeal, { body: { title: 'Target', customerId: first } });
  const { task } = await admin.ok(operations.createTask, { body: { title: 'Target', generate: false } });
  const planned = await admin.ok(operations.createSubtask, { params: { id: task.id }, body: { title: 'First' } });
  const { fields } = await admin.ok(operations.listCustomFields);
  const field =
    fields.find(({ label }) => label === 'Target') ??
    (await admin.ok(operations.createCustomField, { body: { label: 'Target', type: 'text' } })).field;
  const user = await admin.ok(operations.listUsers, { query: { q: 'marketing' } });
  const { path, init } = requestOf(operations.createImport, {} as Targets);
  const uploaded = (await (await admin.fetch(path, init)).json()) as { import: { id: string } };
  return {
    customer: first,
    other,
    deal: deal.id,
    task: task.id,
    step: planned.task.aiGenerated!.subtasks[0]!.id,
    user: user.items[0]!.id,
    import: uploaded.import.id,
    field: field.key,
    ...(await aPipeline(() => admin.ok(operations.listPipelines))),
  };
}

/** The first pipeline and its first stage. */
async function aPipeline(list: () => Promise<{ items: Pipeline[] }>): Promise<Pick<Targets, 'pipeline' | 'stage'>> {
  const [pipeline] = (await list()).items;
  return { pipeline: pipeline!.id, stage: pipeline!.stages[0]!.id };
}
