import { afterAll, beforeAll, expect, test } from 'vitest';
import { serverEvents } from '../../../src/lib/contracts/socket.ts';
import type { Sidecar } from '../../../src/server/realtime/sidecar.ts';
import { newTask, quiet, realtimeWorld, type Client, type Login, type RealtimeWorld } from './world.ts';

/* Who else has a record open, over two sidecars that know of each other through the database alone. */

let world: RealtimeWorld;
let [first, second] = [] as unknown as [Sidecar, Sidecar];
let ada: Login;
let ben: Login;
beforeAll(async () => {
  world = await realtimeWorld();
  first = await world.sidecar();
  second = await world.sidecar();
  ada = await world.login({ role: 'admin' });
  ben = await world.login({ role: 'sales' });
});
afterAll(() => world.close());

const connected = async (login: Login, sidecar = first): Promise<Client> => {
  const client = world.connect(sidecar, { token: login.token });
  await client.authenticated();
  return client;
};
const enter = (client: Client, kind: string, id: string) =>
  client.socket.timeout(20_000).emitWithAck('enter_record', kind, id);
const now = (client: Client) =>
  client
    .all('presence_update')
    .at(-1)
    ?.members.map(({ id }) => id) ?? [];
const there = (client: Client, ...logins: Login[]) =>
  client.until(() => {
    const ids = now(client);
    return ids.length === logins.length && logins.every(({ user }) => ids.includes(user.id));
  });

test('members see each other come and go, on different sidecars', async () => {
  const { task } = await newTask(ada, { generate: false });
  const [one, other] = [await connected(ada), await connected(ben, second)];
  expect(await enter(one, 'task', task.id)).toEqual({ ok: true });
  await there(one, ada);
  await enter(other, 'task', task.id);
  await there(one, ada, ben);
  await there(other, ada, ben);
  for (const update of one.all('presence_update')) {
    expect(serverEvents.presence_update.parse(update)).toMatchObject({ kind: 'task', id: task.id });
  }
  // A second page of the same member is nobody new, and its end nobody's leaving.
  const again = await connected(ben, first);
  await enter(again, 'task', task.id);
  await there(again, ada, ben);
  const told = one.all('presence_update').length;
  again.close();
  await quiet();
  expect(one.all('presence_update')).toHaveLength(told);
  other.socket.emit('leave_record', 'task', task.id);
  await there(one, ada);
  await enter(other, 'task', task.id);
  await there(one, ada, ben);
  other.close();
  await there(one, ada);
});

test('only who may see a record can be there, and only as long', async () => {
  const { task } = await newTask(ada, { generate: false });
  const [one, other] = [await connected(ada), await connected(ben)];
  await enter(one, 'task', task.id);
  expect(await enter(other, 'task', world.ports.ids.next())).toEqual({ ok: false, code: 'not_found' });
  expect(await enter(other, 'user', ada.user.id)).toEqual({ ok: false, code: 'validation_failed' });
  await enter(other, 'task', task.id);
  await there(one, ada, ben);
  other.socket.emit('unsubscribe_task', task.id);
  await there(one, ada);
});

test('what a sidecar that died has written runs out, and one that stops takes its members along', async () => {
  const { task } = await newTask(ada, { generate: false });
  const one = await connected(ada);
  await enter(one, 'task', task.id);
  const rooms = [{ room: `task:${task.id}`, members: [ben.user.id] }];
  await world.ports.presence.put({ holder: 'dead', rooms, until: new Date(Date.now() + 800) });
  await there(one, ada, ben);
  await there(one, ada);
  const third = await world.sidecar();
  const other = await connected(ben, third);
  await enter(other, 'task', task.id);
  await there(one, ada, ben);
  await third.stop();
  await there(one, ada);
});

test('nothing is written while nobody comes or goes', async () => {
  const { task } = await newTask(ada, { generate: false });
  const one = await connected(ada);
  await enter(one, 'task', task.id);
  await there(one, ada);
  const untilOf = async () =>
    (await world.ports.presence.sheets()).map(({ holder, until }) => [holder, until.getTime()]);
  const before = await untilOf();
  for (let round = 0; round < 5; round += 1) await enter(one, 'task', task.id);
  await quiet();
  expect(await untilOf()).toEqual(before);
});
