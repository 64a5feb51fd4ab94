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
import { followDates } from '../../../src/server/use-cases/reminders/follow-dates.ts';
import { getReminder } from '../../../src/server/use-cases/reminders/get-reminder.ts';
import { setReminder } from '../../../src/server/use-cases/reminders/set-reminder.ts';
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

test('tell-what-is-due reminds once, at the time the task’s dates say by then, late if need be', async () => {
  const { ports, clock } = world;
  const { actor } = world.as.seller;
  const told = async () =>
    (await ports.notifications.list({ ...listNotificationsQuery.parse({}), member: actor.id })).items
      .filter(({ type }) => type === 'task_reminder')
      .map(({ title }) => title);
  const inHours = (hours: number) => new Date(clock.now().getTime() + hours * 60 * 60 * 1000).toISOString();
  const remind = (taskId: string, minutes: number) =>
    setReminder(world.as.seller, { taskId, request: { before: { of: 'due', minutes } } });
  const newest = async () => {
    const events = await world.events();
    return events.slice(-1);
  };
  const due = async (title: string) => world.task({ title, dueDate: inHours(3) });
  const [kept, moved, done] = [await due('Call Acme'), await due('Visit Acme'), await due('Pay Acme')];
  for (const { id } of [kept, moved, done]) await remind(id, 60);
  await updateTask(world.as.admin, { id: done.id, patch: { status: 'completed' } });
  await updateTask(world.as.admin, { id: moved.id, patch: { dueDate: inHours(40) } });
  // Seen twice, as after the death of a leader.
  for (let seen = 0; seen < 2; seen += 1) await followDates(ports, await newest());
  clock.advance(90 * 60 * 1000);
  await tellWhatIsDue({}, run());
  expect(await told()).toEqual([]);
  clock.advance(45 * 60 * 1000);
  await tellWhatIsDue({}, run());
  await tellWhatIsDue({}, run());
  expect(await told()).toEqual(['Reminder: “Call Acme” (15 min late)']);
  expect(await getReminder(world.as.seller, kept.id)).toMatchObject({ remindedAt: clock.now().toISOString() });
  clock.advance(37 * 60 * 60 * 1000);
  await tellWhatIsDue({}, run());
  expect(await told()).toEqual(['Reminder: “Visit Acme” (15 min late)', 'Reminder: “Call Acme” (15 min late)']);
});

test('a reminder goes on with a task that comes again', async () => {
  const { ports } = world;
  const due = new Date(ports.clock.now().getTime() + 60 * 60 * 1000).toISOString();
  const rule = { interval: 1, weekdays: [], monthDay: null, until: null, count: null, zone: 'UTC', time: '09:00' };
  const task = await world.task({ title: 'Every day', dueDate: due, recurrence: { ...rule, frequency: 'daily' } });
  await setReminder(world.as.seller, { taskId: task.id, request: { before: { of: 'due', minutes: 10 } } });
  await updateTask(world.as.seller, { id: task.id, patch: { status: 'completed' } });
  const events = (await world.events()).slice(-2);
  await followDates(ports, events);
  await followDates(ports, events);
  const next = events
    .map(({ event }) => (event.type === 'task.changed' ? event.task : null))
    .find((one) => one?.id !== task.id);
  expect(next?.series?.occurrence).toBe(2);
  const reminder = await getReminder(world.as.seller, next!.id);
  expect(Date.parse(reminder!.at!)).toBe(Date.parse(next!.dueDate!) - 10 * 60_000);
  expect(await ports.reminders.ofTasks([task.id])).toEqual([]);
});
