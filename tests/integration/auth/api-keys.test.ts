import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { operations } from '../../../src/lib/contracts/operations/index.ts';
import type { AuditEntry } from '../../../src/lib/contracts/audit.ts';
import { startServer, type TestServer } from '../../support/server.ts';
import type { ApiClient } from '../../support/api-client.ts';

let server: TestServer;
let admin: ApiClient;
let seller: ApiClient;
let sellerId: string;
beforeAll(async () => {
  server = await startServer({ env: { RATE_LIMIT_API: '400', LOG_LEVEL: 'debug' } });
  [admin, seller] = [server.client(), server.client()];
  await admin.register('admin@example.com');
  ({ id: sellerId } = await seller.register('seller@example.com', { firstName: 'Ava', lastName: 'Okafor' }));
});
afterAll(() => server.stop());

type Asked = Parameters<typeof make>[1];
const make = (client: ApiClient, body: { name?: string; permissions?: string[]; expiresAt?: string | null } = {}) =>
  client.ok(operations.createApiKey, {
    body: { name: 'Zapier', permissions: ['customers.read', 'customers.write'], ...body } as never,
  });
function withKey(secret: string): ApiClient {
  const client = server.client();
  client.token = secret;
  return client;
}
const keyed = async (client: ApiClient, body?: Asked) => withKey((await make(client, body)).secret);
const newCustomer = { body: { contactInfo: { company: 'Made by a program' } } };

describe('a key', () => {
  test('does what it was given for its member, under its own name, and nothing else', async () => {
    const { apiKey, secret } = await make(seller);
    expect(secret).toMatch(/^tl_[\w-]{43}$/);
    expect(secret.startsWith(apiKey.start)).toBe(true);
    const client = withKey(secret);
    expect((await client.ok(operations.getMe)).user.id).toBe(sellerId);
    const { customer } = await client.ok(operations.createCustomer, newCustomer);
    expect(customer.assignedTo).toBe(sellerId);
    const params = { id: customer.id };
    const { items } = await seller.ok(operations.listCustomerActivity, { params });
    expect(items[0]?.actor).toEqual({ kind: 'api_key', id: apiKey.id, name: 'API key Zapier' });
    expect((await client.refused(operations.deleteCustomer, { params })).code).toBe('forbidden');
    expect((await client.refused(operations.listTasks)).code).toBe('forbidden');
  });

  test('opens no pages', async () => {
    const client = await keyed(admin, { permissions: ['settings.write'] });
    const answer = await client.fetch('/app/settings/roles');
    expect(answer.headers.get('location')).toMatch(/^\/login/);
  });

  test('may never do more than its member: not when it is made, nor when the member may less', async () => {
    const refused = await seller.refused(operations.createApiKey, {
      body: { name: 'More', permissions: ['tasks.read', 'users.write'] },
    });
    expect(refused.errors).toEqual([
      { path: 'permissions', message: expect.stringContaining('users.write') as string },
    ]);
    const second = server.client();
    const { id } = await second.register('second@example.com');
    const asAdmin = (role: 'admin' | 'sales') => admin.ok(operations.updateUser, { params: { id }, body: { role } });
    await asAdmin('admin');
    const client = await keyed(second, { permissions: ['users.read', 'tasks.read'] });
    await client.ok(operations.listUsers);
    await asAdmin('sales');
    expect((await client.refused(operations.listUsers)).code).toBe('forbidden');
    await client.ok(operations.listTasks);
    await admin.ok(operations.updateUser, { params: { id }, body: { isActive: false } });
    expect((await client.refused(operations.listTasks)).code).toBe('unauthenticated');
  });

  test('opens nothing from the moment it is revoked, by its member or who manages accounts', async () => {
    for (const by of [seller, admin]) {
      const { apiKey, secret } = await make(seller, { name: 'To be revoked' });
      const client = withKey(secret);
      await client.ok(operations.getMe);
      await by.ok(operations.revokeApiKey, { params: { id: apiKey.id } });
      expect((await client.refused(operations.getMe)).code).toBe('unauthenticated');
    }
    const { apiKey } = await make(admin);
    expect((await seller.refused(operations.revokeApiKey, { params: { id: apiKey.id } })).code).toBe('not_found');
  });

  test('ends by itself', async () => {
    const past = { name: 'Late', permissions: ['tasks.read'], expiresAt: '2020-01-01T00:00:00Z' };
    const { errors } = await seller.refused(operations.createApiKey, { body: past as never });
    expect(errors?.[0]?.path).toBe('expiresAt');
    const at = Date.now() + 1500;
    const client = await keyed(seller, { expiresAt: new Date(at).toISOString() });
    await client.ok(operations.getMe);
    await expect.poll(async () => (await client.call(operations.getMe)).status, { timeout: 10_000 }).toBe(401);
    expect(Date.now()).toBeGreaterThanOrEqual(at);
    const { items } = await seller.ok(operations.listApiKeys);
    expect(items[0]).toMatchObject({ state: 'expired', lastUsedAt: expect.any(String) as string });
  });

  test('has an allowance of its own', async () => {
    const [one, other] = [await keyed(admin), await keyed(admin)];
    const used = async () => (await one.call(operations.getMe)).status;
    const answers = await Promise.all(Array.from({ length: 401 }, used));
    expect(answers).toContain(429);
    expect(answers.every((status) => status === 200 || status === 429)).toBe(true);
    await other.ok(operations.getMe);
    await admin.ok(operations.getMe);
  });
});

test('what is no key opens nothing, whatever cookies come with it', async () => {
  const { secret } = await make(seller);
  const flipped = `${secret.slice(0, -1)}${secret.endsWith('A') ? 'B' : 'A'}`;
  for (const token of ['tl_', flipped, secret.slice(0, -1), `${secret}A`, secret.slice(3)]) {
    expect((await withKey(token).call(operations.getMe)).status, token).toBe(401);
  }
});

test('lists tell of keys and never the keys, those of others to who manages accounts', async () => {
  const { secret } = await make(seller, { name: 'Listed' });
  const { items } = await seller.ok(operations.listApiKeys);
  expect(items.map(({ name }) => name)).toContain('Listed');
  expect(JSON.stringify(items)).not.toContain(secret);
  const everyone = { query: { of: 'everyone' } };
  expect((await seller.refused(operations.listApiKeys, everyone)).code).toBe('forbidden');
  const all = await admin.ok(operations.listApiKeys, everyone);
  expect(all.items.find(({ name }) => name === 'Listed')?.member?.name).toBe('Ava Okafor');
});

test('the audit log knows who made and revoked it, the log of the server never what it is', async () => {
  const { apiKey, secret } = await make(seller, { name: 'Watched' });
  const client = withKey(secret);
  await client.ok(operations.createCustomer, newCustomer);
  await seller.ok(operations.revokeApiKey, { params: { id: apiKey.id } });
  const { items } = await admin.ok(operations.listAudit, { query: { kind: 'key_made,key_revoked', limit: 2 } });
  expect(items.map(({ kind, actor, subject }: AuditEntry) => [kind, actor.name, subject?.name])).toEqual([
    ['key_revoked', 'Ava Okafor', 'Watched'],
    ['key_made', 'Ava Okafor', 'Watched'],
  ]);
  expect(server.log.join('\n')).not.toContain(secret);
});
