import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdapter, type MongoAdapter } from '@socket.io/mongo-adapter';
import { Emitter } from '@socket.io/mongo-emitter';
import { type Collection, MongoClient } from 'mongodb';
import { Server } from 'socket.io';
import { connect, type Socket as Client } from 'socket.io-client';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { launch, type Server as Database, temporary } from './support.ts';

/** Socket.IO's own Mongo adapter and emitter, unchanged, between two servers with a connection each. */

interface Instance {
  io: Server;
  http: HttpServer;
  mongo: MongoClient;
  client: Client;
}

const { path, remove } = temporary();
let database: Database;
let one: Instance;
let two: Instance;
let emitterClient: MongoClient;

const events = (mongo: MongoClient): Collection => mongo.db().collection('socket.io-events');

async function instance(): Promise<Instance> {
  const mongo = await new MongoClient(database.uri).connect();
  const http = createServer();
  const io = new Server(http, { connectionStateRecovery: {}, transports: ['websocket'] });
  io.adapter(createAdapter(events(mongo), { addCreatedAtField: true, heartbeatInterval: 200 }));
  io.on('connection', (socket) => {
    socket.on('join', (room: string, done: () => void) => {
      void Promise.resolve(socket.join(room)).then(done);
    });
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const { port } = http.address() as AddressInfo;
  const client = connect(`http://127.0.0.1:${port}`, { transports: ['websocket'], reconnectionDelay: 50 });
  await new Promise<void>((resolve) => client.once('connect', resolve));
  return { io, http, mongo, client };
}

beforeAll(async () => {
  database = await launch(path);
  emitterClient = await new MongoClient(database.uri).connect();
  // In place of a capped collection: the adapter's documentation names both.
  await events(emitterClient).createIndex({ createdAt: 1 }, { expireAfterSeconds: 3600, background: true }, {});
  [one, two] = await Promise.all([instance(), instance()]);
  for (const { io } of [one, two]) {
    const adapter = io.of('/').adapter as MongoAdapter;
    await vi.waitFor(async () => expect(await adapter.serverCount()).toBe(2), { timeout: 20_000 });
  }
});

afterAll(async () => {
  for (const { io, mongo, client } of [one, two]) {
    client.disconnect();
    await io.close();
    await mongo.close();
  }
  await emitterClient.close();
  await database.stop();
  remove();
});

/** What comes with the next event of a name; behind it stands where the client is to go on after a break. */
function next({ client }: Instance, name: string): Promise<unknown> {
  return new Promise((resolve) => client.once(name, (value: unknown) => resolve(value)));
}

const all = (name: string) => Promise.all([next(one, name), next(two, name)]);

test('a broadcast of one server reaches the clients of both', async () => {
  const got = all('news');
  const news = { text: 'new', bytes: Buffer.from([1, 2]) };
  one.io.emit('news', news);
  expect(await got).toEqual([news, news]);
});

test('a room has members on either server, and nobody else gets what is sent to it', async () => {
  await two.client.emitWithAck('join', 'room');
  const strays: unknown[] = [];
  one.client.on('to the room', (value) => strays.push(value));
  const got = next(two, 'to the room');
  one.io.to('room').emit('to the room', 'hello');
  expect(await got).toBe('hello');
  const both = all('after');
  one.io.emit('after');
  await both;
  expect(strays).toEqual([]);
});

test('sockets are found, moved and told apart across servers', async () => {
  const ids = (await one.io.fetchSockets()).map(({ id }) => id).sort();
  expect(ids).toEqual([one.client.id, two.client.id].sort());
  const got = all('in the hall');
  two.io.socketsJoin('hall');
  await expect.poll(async () => (await one.io.in('hall').fetchSockets()).length).toBe(2);
  two.io.in('hall').emit('in the hall');
  await got;
});

test('acknowledgements come from the clients of both servers', async () => {
  for (const [i, { client }] of [one, two].entries()) {
    client.once('question', (answer: (value: string) => void) => answer(`answer ${i}`));
  }
  const answers = (await one.io.timeout(20_000).emitWithAck('question')) as string[];
  expect(answers.sort()).toEqual(['answer 0', 'answer 1']);
});

test('servers ask each other', async () => {
  two.io.once('sum', (a: number, b: number, answer: (sum: number) => void) => answer(a + b));
  expect(await one.io.serverSideEmitWithAck('sum', 1, 2)).toEqual([3]);
});

test('a process without sockets reaches them through the emitter', async () => {
  const emitter = new Emitter(events(emitterClient), '/', { addCreatedAtField: true });
  const got = all('from outside');
  emitter.emit('from outside', 7);
  expect(await got).toEqual([7, 7]);
  await one.client.emitWithAck('join', 'only one');
  const toRoom = next(one, 'to one');
  emitter.to('only one').emit('to one', 8);
  expect(await toRoom).toBe(8);
});

test('a client that was away for a moment gets what it missed', async () => {
  const seen = next(one, 'before');
  two.io.emit('before');
  await seen;
  const back = new Promise<void>((resolve) => one.client.once('connect', resolve));
  const missed = next(one, 'missed');
  const away = new Promise<void>((resolve) => one.client.once('disconnect', () => resolve()));
  one.client.io.engine.close();
  await away;
  two.io.emit('missed', 'while away');
  await back;
  expect(one.client.recovered).toBe(true);
  expect(await missed).toBe('while away');
});
