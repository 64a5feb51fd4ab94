import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { listNotificationsQuery } from '../../../src/lib/contracts/notification.ts';
import { StaleRecordError } from '../../../src/server/ports/index.ts';
import type { Worker } from '../../../src/server/jobs/worker.ts';
import { startLeader, type Leader } from '../../../src/server/realtime/leader.ts';
import { until } from '../generations/world.ts';
import { newTask, realtimeWorld, type Login, type RealtimeWorld } from './world.ts';

let world: RealtimeWorld;
let dana: Login;
const leaders: Leader[] = [];
beforeAll(async () => {
  world = await realtimeWorld();
  dana = await world.login();
});
afterEach(async () => {
  for (const leader of leaders.splice(0)) await leader.stop();
});
afterAll(() => world.close());

/** A queue that notes what it is given. */
function queue() {
  const queued: string[] = [];
  let failing = 0;
  const worker: Pick<Worker, 'enqueue'> = {
    enqueue({ data }) {
      if (failing > 0) {
        failing -= 1;
        return Promise.reject(new Error('The queue is away'));
      }
      queued.push(String(data.generationId));
      return Promise.resolve();
    },
  };
  return { worker, queued, fail: (times: number) => (failing = times) };
}
function lead(worker: Pick<Worker, 'enqueue'>): Leader {
  const leader = startLeader({ ports: world.ports, worker, onSequenced: () => undefined, onRuns: () => undefined });
  leaders.push(leader);
  return leader;
}

test('of two processes one leads; when it stops the other takes over where it was', async () => {
  const [one, two] = [queue(), queue()];
  const first = lead(one.worker);
  await until(() => first.isLeading());
  const second = lead(two.worker);
  const before = await newTask(dana);
  await until(() => one.queued.includes(before.generation!.id));
  expect(second.isLeading()).toBe(false);
  await first.stop();
  const after = await newTask(dana);
  await until(() => two.queued.includes(after.generation!.id));
  expect(two.queued).toEqual([after.generation!.id]);
});

test('events are numbered without gaps and become jobs once, in order', async () => {
  const { worker, queued } = queue();
  lead(worker);
  const created = await Promise.all(Array.from({ length: 8 }, () => newTask(dana)));
  await until(() => queued.length >= 8);
  expect([...queued].sort()).toEqual(created.map(({ generation }) => generation!.id).sort());
  const last = await world.ports.outbox.last();
  const events = await world.ports.outbox.after(0, 1000);
  expect(events.map(({ sequence }) => sequence)).toEqual(Array.from({ length: last }, (_, index) => index + 1));
});

test('while the queue is away nothing is lost', async () => {
  const { worker, queued, fail } = queue();
  fail(2);
  lead(worker);
  const { generation } = await newTask(dana);
  await until(() => queued.includes(generation!.id));
  expect(queued.filter((id) => id === generation!.id)).toHaveLength(1);
});

test('a leader that died without saving its place: its successor sees the same events again', async () => {
  const [one, two] = [queue(), queue()];
  const first = lead(one.worker);
  const { generation } = await newTask(dana);
  await until(() => one.queued.includes(generation!.id));
  await first.stop();
  const { sequence } = (await world.ports.outbox.after(0, 1000)).find(
    ({ event }) => event.type === 'generation.requested' && event.generationId === generation!.id,
  )!;
  await world.connection
    .collection('positions')
    .updateOne({ _id: 'jobs' as never }, { $set: { sequence: sequence! - 1 } });
  lead(two.worker);
  await until(() => two.queued.includes(generation!.id));
});

test('what is told is told once, whoever leads and whoever dies on the way', async () => {
  const assignee = await world.login();
  const leader = lead(queue().worker);
  const told = async () =>
    (await world.ports.notifications.list({ ...listNotificationsQuery.parse({}), member: assignee.user.id })).items;
  const { task } = await newTask(dana, { assignedTo: assignee.user.id, generate: false });
  await until(async () => (await told()).length > 0);
  await leader.stop();
  // The place and what was told are kept together: a successor cannot be behind what it has told.
  const place = await world.ports.outbox.position('jobs');
  const step = { from: place! - 1, to: place! };
  const late = world.ports.commit({
    actor: dana.actor,
    events: [],
    write: (tx) => world.ports.outbox.movePosition('jobs', step, tx),
  });
  await expect(late).rejects.toThrow(StaleRecordError);
  lead(queue().worker);
  const second = await newTask(dana, { assignedTo: assignee.user.id, generate: false });
  await until(async () => (await told()).length > 1);
  expect((await told()).map(({ link }) => link)).toEqual([`/app/tasks/${second.task.id}`, `/app/tasks/${task.id}`]);
});
