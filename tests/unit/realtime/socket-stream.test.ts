import { expect, test } from 'vitest';
import { SocketStream } from '../../../src/server/realtime/socket-stream.ts';
import type { Message } from '../../../src/server/realtime/types.ts';

const message = (sequence: number, ...rooms: string[]): Message => ({
  sequence,
  name: 'notification',
  payload: null,
  rooms,
  permission: null,
  owners: null,
  ofRecord: [],
});

function stream() {
  const sent: number[] = [];
  let now = 0;
  const opened = new SocketStream(
    ({ sequence }) => sent.push(sequence),
    () => now,
  );
  return { stream: opened, sent, pass: (milliseconds: number) => (now += milliseconds) };
}

test('what comes during the replay is sent after it', () => {
  const { stream: it, sent } = stream();
  it.send(message(3));
  it.open([message(1), message(2)]);
  it.send(message(4));
  expect(sent).toEqual([1, 2, 3, 4]);
});

test('what passed by before a room was joined is sent when it is, once', () => {
  const { stream: it, sent } = stream();
  it.open([]);
  it.passBy(message(1, 'task:a', 'tasks'));
  it.passBy(message(2, 'task:b', 'tasks'));
  it.joined('task:a');
  expect(sent).toEqual([1]);
  it.joined('tasks');
  expect(sent).toEqual([1, 2]);
  it.joined('tasks');
  expect(sent).toEqual([1, 2]);
});

test('what passes by later is not kept: who joins then reads the record as it is', () => {
  const { stream: it, sent, pass } = stream();
  it.open([]);
  it.passBy(message(1, 'tasks'));
  pass(31_000);
  it.passBy(message(2, 'tasks'));
  it.joined('tasks');
  expect(sent).toEqual([]);
});
