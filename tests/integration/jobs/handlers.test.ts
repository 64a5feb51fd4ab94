import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Container } from '../../../src/server/container.ts';
import type { JobRun } from '../../../src/server/jobs/define-job.ts';
import { listNotificationsQuery } from '../../../src/lib/contracts/notification.ts';
import { listActivityQuery } from '../../../src/lib/contracts/activity.ts';
import { handle as generatePlan } from '../../../src/server/jobs/handle-generate-plan.ts';
import { handle as purgeDeleted } from '../../../src/server/jobs/handle-purge-deleted.ts';
import { handle as tellWhatIsDue } from '../../../src/server/jobs/handle-tell-what-is-due.ts';
import { handle as sendMail } from '../../../src/server/jobs/handle-send-mail.ts';
import { queueMail } from '../../../src/server/use-cases/mails/queue-mail.ts';
import { updateTask } from '../../../src/server/use-cases/tasks/update-task.ts';
import { deleteTask } from '../../../src/server/use-cases/tasks/delete-task.ts';
import { generationWorld, type GenerationWorld } from '../generations/world.ts';

let world: GenerationWorld;
beforeAll(async () => {
  world = await generationWorld();
});
afterAll(() => world.close());

const run = (signal = new AbortController().signal): JobRun => ({
  container: { ports: world.ports } as Container,
  signal,
  attempt: 1,
  isLastAttempt: false,
});

test('generate-plan runs the generation; one that is over is left alone', async () => {
  const { task, generation } = await world.queued();
  await generatePlan({ generationId: generation.id }, run());
  expect(await world.ports.tasks.find(task.id)).toMatchObject({ version: 2 });
  await generatePlan({ generationId: generation.id }, run());
  expect(await world.ports.tasks.find(task.id)).toMatchObject({ version: 2 });
});

test('generate-plan waits for a worker that may be dead, and takes the run up when its lease is over', async () => {
  const { generation } = await world.queued();
  const now = world.clock.now();
  await world.ports.generations.claim(generation.id, { now, until: new Date(now.getTime() + 1000) });
  const waiting = generatePlan({ generationId: generation.id }, run());
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(await world.ports.generations.find(generation.id)).toMatchObject({ status: 'running', fence: 1 });
  world.clock.advance(2000);
  await waiting;
  expect(await world.ports.generations.find(generation.id)).toMatchObject({ status: 'complete', fence: 2 });
});

test('send-mail keeps what cannot be delivered', async () => {
  const letter = { to: 'dana@example.com', subject: 'Hello', text: 'Hello, Dana' };
  const { event, write } = queueMail(world.ports, letter);
  await world.ports.commit({ actor: world.as.admin.actor, events: [event], write });
  const mailId = event.type === 'mail.requested' ? event.mailId : '';
  await sendMail({ mailId }, run());
  expect(await world.ports.mails.find(mailId)).toMatchObject({ status: 'kept' });
});

test('purge-deleted empties the bin of what is older than 30 days', async () => {
  const [old, young, living] = [await world.task(), await world.task(), await world.task()];
  await deleteTask(world.as.admin, { id: old.id });
  world.clock.advance(29 * 24 * 60 * 60 * 1000);
  await deleteTask(world.as.admin, { id: young.id });
  await purgeDeleted({}, run());
  expect(await world.ports.tasks.find(old.id)).not.toBeNull();
  world.clock.advance(2 * 24 * 60 * 60 * 1000);
  await purgeDeleted({}, run());
  expect(await world.ports.tasks.find(old.id)).toBeNull();
  const history = async (taskId: string) =>
    (await world.ports.activities.list({ ...listActivityQuery.parse({}), of: { taskId } })).total;
  expect([await history(old.id), await history(young.id)]).toEqual([0, 2]);
  expect(await world.ports.tasks.find(young.id)).not.toBeNull();
  expect(await world.ports.tasks.find(living.id)).not.toBeNull();
});

test('tell-what-is-due tells of a task that became overdue, once for each due date, also after a pause', async () => {
  const member = await world.member();
  const told = async () =>
    (await world.ports.notifications.list({ ...listNotificationsQuery.parse({}), member: member.id })).items.map(
      ({ title }) => title,
    );
  const inHours = (hours: number) => new Date(world.clock.now().getTime() + hours * 60 * 60 * 1000).toISOString();
  const due = async (title: string, hours: number) =>
    world.task({ title, assignedTo: member.id, dueDate: inHours(hours) });
  await due('Late already', -1);
  await tellWhatIsDue({}, run());
  const soon = await due('Due soon', 1);
  const done = await due('Done in time', 1);
  await updateTask(world.as.admin, { id: done.id, patch: { status: 'completed' } });
  await tellWhatIsDue({}, run());
  expect(await told()).toEqual([]);
  world.clock.advance(5 * 60 * 60 * 1000);
  await tellWhatIsDue({}, run());
  await tellWhatIsDue({}, run());
  expect(await told()).toEqual(['“Due soon” is overdue']);
  // A look that ended before it kept its place sees the same again.
  await world.connection.collection('positions').updateOne({ _id: 'overdue' as never }, { $set: { sequence: 1 } });
  await tellWhatIsDue({}, run());
  expect(await told()).toEqual(['“Late already” is overdue', '“Due soon” is overdue']);
  await updateTask(world.as.admin, { id: soon.id, patch: { dueDate: inHours(1) } });
  world.clock.advance(2 * 60 * 60 * 1000);
  await tellWhatIsDue({}, run());
  expect((await told()).filter((title) => title.includes('Due soon'))).toHaveLength(2);
});
