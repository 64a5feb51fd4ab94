import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Container } from '../../../src/server/container.ts';
import type { JobRun } from '../../../src/server/jobs/define-job.ts';
import { listActivityQuery } from '../../../src/lib/contracts/activity.ts';
import { handle as generatePlan } from '../../../src/server/jobs/handle-generate-plan.ts';
import { handle as purgeDeleted } from '../../../src/server/jobs/handle-purge-deleted.ts';
import { handle as sendMail } from '../../../src/server/jobs/handle-send-mail.ts';
import { queueMail } from '../../../src/server/use-cases/mails/queue-mail.ts';
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
