import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { commands } from 'vitest/browser';
import { connect, follow, on, onResync, onState, type ConnectionState } from '../../src/lib/client/socket.ts';
import { connection, sidecarTells } from './support/sidecar.ts';
import { idOf, now, plannedTask } from './support/tasks.ts';

const task = plannedTask();
const heard = async (expected: readonly string[]) => {
  const all: string[] = [];
  await vi.waitFor(async () => {
    all.push(...(await commands.whatWasHeard()));
    expect(all).toEqual(expected);
  });
};
const update = (id: number) => sidecarTells('task_update', { id, type: 'updated', task, timestamp: now });

beforeAll(async () => {
  await commands.whatWasHeard();
  const position = Object.assign(document.createElement('meta'), { name: 'stream-position', content: '100' });
  document.head.append(position);
  await connect();
  await connection('live');
  // What happened between the page's rendering and now is asked for.
  await heard(['connected after 100']);
});
afterAll(() => commands.cutConnections(true));

test('a room is joined with its first follower and left after its last', async () => {
  const stops = [follow({ kind: 'task', id: task.id }), follow({ kind: 'task', id: task.id })];
  await heard([`subscribe_task ${task.id}`]);
  stops[0]?.();
  stops[0]?.();
  const other = follow({ kind: 'customer', id: idOf(5001) });
  await heard([`subscribe_customer ${idOf(5001)}`]);
  stops[1]?.();
  other();
  await heard([`unsubscribe_task ${task.id}`, `unsubscribe_customer ${idOf(5001)}`]);
});

test('a listener at fault does not silence the others', async () => {
  const told = vi.fn<(id: number) => void>();
  const complaint = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const stops = [
    on('task_update', () => {
      throw new Error('broken island');
    }),
    on('task_update', ({ id }) => told(id)),
  ];
  await update(101);
  await vi.waitFor(() => expect(told).toHaveBeenCalledWith(101));
  expect(complaint).toHaveBeenCalledOnce();
  for (const stop of stops) stop();
  await update(102);
  await update(103);
  const { promise, resolve } = Promise.withResolvers<number>();
  on('task_update', ({ id }) => resolve(id));
  await update(104);
  await promise;
  expect(told).toHaveBeenCalledOnce();
});

test('after a loss it comes back by itself, says where it stood, and joins its rooms again', async () => {
  const states: ConnectionState[] = [];
  const resync = vi.fn();
  const stops = [follow({ kind: 'tasks' }), onState((state) => states.push(state)), onResync(resync)];
  await heard(['subscribe_tasks']);
  await commands.cutConnections(false);
  await connection('offline');
  await commands.cutConnections(true);
  await connection('live');
  await heard(['connected after 104', 'subscribe_tasks']);
  expect(states).toEqual(['live', 'offline', 'live']);
  expect(resync).not.toHaveBeenCalled();
  await sidecarTells('resync_required', { lastEventId: 300 });
  await vi.waitFor(() => expect(resync).toHaveBeenCalledOnce());
  for (const stop of stops) stop();
});

test('ended by the server it tries again a little later: the session may have been renewed', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  await commands.endConnections();
  await connection('offline');
  vi.advanceTimersByTime(3000);
  vi.useRealTimers();
  await connection('live');
  await heard(['connected after 300']);
});
