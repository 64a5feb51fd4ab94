import { afterAll, beforeAll, expect, test } from 'vitest';
import { io } from 'socket.io-client';
import type { Sidecar } from '../../../src/server/realtime/sidecar.ts';
import { updateCompanySettings } from '../../../src/server/use-cases/company/update-settings.ts';
import { createApiKey } from '../../../src/server/use-cases/api-keys/create-key.ts';
import { revokeApiKey } from '../../../src/server/use-cases/api-keys/revoke-key.ts';
import { updateTask } from '../../../src/server/use-cases/tasks/update-task.ts';
import { system } from '../../support/ports.ts';
import { aCustomer, aGeneration } from '../../support/records.ts';
import { allowedOrigin, newTask, quiet, realtimeWorld, type Login, type RealtimeWorld } from './world.ts';

let world: RealtimeWorld;
let sidecar: Sidecar;
let dana: Login;
beforeAll(async () => {
  world = await realtimeWorld();
  sidecar = await world.sidecar();
  dana = await world.login({ role: 'sales' });
});
afterAll(() => world.close());

const connect = (login: Login) => world.connect(sidecar, { token: login.token });

test('a token in the handshake opens the socket and tells who one is', async () => {
  const client = connect(dana);
  expect(await client.authenticated()).toEqual({
    status: 'success',
    user: { id: dana.user.id, role: 'sales', firstName: 'Dana', lastName: dana.user.profile.lastName, avatar: null },
    lastEventId: expect.any(Number) as number,
  });
});

test('so does the session cookie, and a token sent later', async () => {
  const byCookie = world.connect(sidecar, {}, { Cookie: `other=1; session=${dana.sessionId}` });
  expect((await byCookie.authenticated()).user.id).toBe(dana.user.id);
  const later = world.connect(sidecar, {});
  later.socket.on('connect', () => later.socket.emit('authenticate', dana.token));
  expect((await later.authenticated()).user.id).toBe(dana.user.id);
});

test('an API key opens a socket for what it may, until it is revoked', async () => {
  const request = { name: 'Listener', permissions: ['tasks.read' as const], expiresAt: null };
  const { apiKey, secret } = await createApiKey(dana, request);
  const { task } = await newTask(dana, { generate: false });
  const [client, byMember] = [world.connect(sidecar, { token: secret }), connect(dana)];
  expect((await client.authenticated()).user.id).toBe(dana.user.id);
  await byMember.authenticated();
  expect(await client.ask('subscribe_task', task.id)).toEqual({ ok: true });
  expect(await client.ask('subscribe_customers')).toEqual({ ok: false, code: 'forbidden' });
  await revokeApiKey(dana, apiKey.id);
  await client.first('auth_error');
  await client.closed();
  const again = world.connect(sidecar, { token: secret });
  await again.first('auth_error');
  expect(byMember.socket.connected).toBe(true);
});

test('what is no valid token is told so and cut off', async () => {
  const [header, payload] = dana.token.split('.');
  const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload ?? ''}.`;
  for (const token of ['nonsense', unsigned, `${header ?? ''}.${payload ?? ''}.AAAA`, 'x'.repeat(5000)]) {
    const client = world.connect(sidecar, { token });
    client.socket.on('connect', () => token.length > 4096 && client.socket.emit('authenticate', 'nonsense'));
    expect((await client.first('auth_error')).message).toMatch(/Log in/);
    await client.closed();
  }
  const later = world.connect(sidecar, {});
  later.socket.on('connect', () => later.socket.emit('authenticate', { token: dana.token } as never));
  await later.first('auth_error');
});

test('who says nothing for five seconds is cut off, and cannot subscribe before', async () => {
  const client = world.connect(sidecar, {});
  const answer = client.ask('subscribe_tasks').catch(() => null);
  expect((await client.first('auth_error')).message).toBe('Log in to connect.');
  await client.closed();
  expect((await answer)?.ok ?? false).toBe(false);
});

test('a role limited to its own records hears of no others from then on, also in the replay', async () => {
  const admin = await world.login({ role: 'admin' });
  const marketer = await world.login({ role: 'marketing' });
  const limit = (marketing: boolean) => updateCompanySettings(admin, { patch: { ownRecordsOnly: { marketing } } });
  const { task: others } = await newTask(dana, { generate: false });
  const client = connect(marketer);
  await client.authenticated();
  for (const event of ['subscribe_task', 'subscribe_ai_progress'] as const) {
    expect(await client.ask(event, others.id)).toEqual({ ok: true });
  }
  await client.ask('subscribe_tasks');
  await updateTask(dana, { id: others.id, patch: { priority: 'high' } });
  const { id: seen } = await client.first('task_update', ({ task }) => task.id === others.id && task.version === 2);

  await limit(true);
  while ((await client.ask('subscribe_task', others.id)).ok) await quiet();
  await updateTask(dana, { id: others.id, patch: { priority: 'low' } });
  const { task: own } = await newTask(marketer, { generate: false });
  await client.first('task_update', ({ task }) => task.id === own.id);
  expect(client.all('task_update').filter(({ id, task }) => task.id === others.id && id > seen)).toEqual([]);
  const progress = { stage: 'analyzing', percentage: 1, message: '', estimatedTimeRemaining: null } as const;
  const run = aGeneration(world.ports.ids.next(), others.id, { progress });
  await world.ports.commit({ actor: system, events: [], write: (tx) => world.ports.generations.insert(run, tx) });

  const again = world.connect(sidecar, { token: marketer.token, lastEventId: seen - 1 });
  await again.authenticated();
  await again.first('task_update', ({ task }) => task.id === own.id);
  expect(again.all('task_update').map(({ task }) => task.id)).not.toContain(others.id);
  await quiet();
  expect(client.all('ai_progress_update')).toEqual([]);
  await limit(false);
});

test('foreign origins are refused, by polling and by WebSocket; ours are welcome', async () => {
  const get = (origin: string) =>
    fetch(`${sidecar.url}/socket.io/?EIO=4&transport=polling`, {
      headers: { Origin: origin, Cookie: `session=${dana.sessionId}` },
    });
  const foreign = await get('https://evil.example');
  expect(foreign.status).toBe(403);
  expect(foreign.headers.get('access-control-allow-origin')).toBeNull();
  const ours = await get(allowedOrigin);
  expect(ours.status).toBe(200);
  expect(ours.headers.get('access-control-allow-origin')).toBe(allowedOrigin);
  const socket = io(sidecar.url, {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    extraHeaders: { Origin: 'https://evil.example', Cookie: `session=${dana.sessionId}` },
  });
  const failed = await new Promise((resolve) => socket.on('connect_error', resolve).on('connect', () => resolve(null)));
  expect(failed).not.toBeNull();
  socket.close();
});

test('rooms are joined only by who may see them, and bad targets are refused', async () => {
  const client = connect(dana);
  await client.authenticated();
  const { task } = await newTask(dana);
  const customer = aCustomer(world.ports.ids.next());
  await world.ports.commit({ actor: system, events: [], write: (tx) => world.ports.customers.insert(customer, tx) });
  expect(await client.ask('subscribe_task', task.id)).toEqual({ ok: true });
  expect(await client.ask('subscribe_ai_progress', task.id)).toEqual({ ok: true });
  expect(await client.ask('subscribe_customer', customer.id)).toEqual({ ok: true });
  expect(await client.ask('subscribe_tasks')).toEqual({ ok: true });
  expect(await client.ask('subscribe_customers')).toEqual({ ok: true });
  const nowhere = 'f'.repeat(24);
  for (const event of [
    'subscribe_task',
    'subscribe_ai_progress',
    'subscribe_customer',
    'subscribe_pipeline',
  ] as const) {
    expect(await client.ask(event, nowhere)).toEqual({ ok: false, code: 'not_found' });
    for (const target of ['', 'nonsense', { $ne: null }, 17, null, ['a']]) {
      expect(await client.ask(event, target)).toEqual({ ok: false, code: 'validation_failed' });
    }
  }
  expect(await client.ask('unsubscribe_task', task.id)).toEqual({ ok: true });
});

test('a client that floods is refused, then cut off', async () => {
  const client = connect(dana);
  await client.authenticated();
  const answers = await Promise.all(Array.from({ length: 60 }, () => client.ask('subscribe_tasks')));
  expect(answers.filter(({ ok }) => ok).length).toBeGreaterThanOrEqual(40);
  expect(answers.at(-1)).toEqual({ ok: false, code: 'rate_limited' });
  for (let sent = 0; sent < 400; sent += 1) client.socket.emit('subscribe_tasks');
  await client.closed();
});

test('too long a message closes the socket', async () => {
  const client = connect(dana);
  await client.authenticated();
  client.socket.emit('subscribe_task', 'x'.repeat(20_000));
  await client.until(() => !client.socket.connected);
});

test('a session that ends takes its sockets along, and only its own', async () => {
  const one = await world.login();
  const client = connect(one);
  const other = connect(dana);
  await Promise.all([client.authenticated(), other.authenticated()]);
  const { sessionHash, id } = one.actor;
  await world.ports.commit({
    actor: one.actor,
    events: [{ type: 'session.ended', userId: id, sessionHash }],
    write: (tx) => world.ports.sessions.remove(sessionHash, tx),
  });
  expect((await client.first('auth_error')).message).toMatch(/session has ended/);
  await client.closed();
  expect(other.socket.connected).toBe(true);
  const again = connect(one);
  await again.first('auth_error');
});

test('a session that expires takes its sockets along', async () => {
  const brief = await world.login({}, { expiresAt: new Date(Date.now() + 4000) });
  const client = connect(brief);
  await client.authenticated();
  await client.first('auth_error');
  await client.closed();
});

test('rights that go take the rooms along; a member who is put out loses the socket', async () => {
  const granted = await world.login({ role: 'sales' });
  const client = connect(granted);
  await client.authenticated();
  const admin = await world.login({ role: 'admin' });
  expect(await client.ask('subscribe_tasks')).toEqual({ ok: true });

  const change = async (changes: Partial<Login['user']>) => {
    const user = (await world.ports.users.find(granted.user.id))!;
    await world.ports.commit({
      actor: admin.actor,
      events: [{ type: 'access.changed', userId: user.id }],
      write: (tx) => world.ports.users.replace({ ...user, ...changes, version: user.version + 1 }, tx),
    });
  };
  await change({ role: 'admin' });
  await client.until(() => true);
  const { task } = await newTask(admin, { priority: 'urgent', generate: false });
  await client.first('high_priority_task', (payload) => payload.task.id === task.id);

  await change({ role: 'sales' });
  const { task: next } = await newTask(admin, { priority: 'urgent', generate: false });
  await client.first('task_update', (payload) => payload.task.id === next.id);
  await quiet();
  expect(client.all('high_priority_task').map((payload) => payload.task.id)).toEqual([task.id]);

  await change({ isActive: false });
  await client.first('auth_error');
  await client.closed();
});

test('the health of the sidecar can be asked', async () => {
  const response = await fetch(`${sidecar.url}/healthz`);
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({ status: 'ok', database: 'up', leads: true });
  // Longer than the web process keeps one: else it would now and then write into one that has just been closed.
  expect(response.headers.get('keep-alive')).toBe('timeout=65');
  expect((await fetch(`${sidecar.url}/anything`)).status).toBe(404);
});
