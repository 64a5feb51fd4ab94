import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { listActivityQuery } from '../../../src/lib/contracts/activity.ts';
import { createTimeRequest, listTimeQuery } from '../../../src/lib/contracts/time.ts';
import type { Context } from '../../../src/server/ports/index.ts';
import { listTaskActivity } from '../../../src/server/use-cases/activity/list-task-activity.ts';
import { companyCalendar } from '../../../src/server/use-cases/plans/calendar.ts';
import { paceOf, similarTasks } from '../../../src/server/use-cases/generations/experience.ts';
import { deleteTask } from '../../../src/server/use-cases/tasks/delete-task.ts';
import { deleteTime } from '../../../src/server/use-cases/time/delete-time.ts';
import { getTimer } from '../../../src/server/use-cases/time/get-timer.ts';
import { listTime } from '../../../src/server/use-cases/time/list-time.ts';
import { logTime } from '../../../src/server/use-cases/time/log-time.ts';
import { startTimer } from '../../../src/server/use-cases/time/start-timer.ts';
import { stopTimer } from '../../../src/server/use-cases/time/stop-timer.ts';
import { updateTime } from '../../../src/server/use-cases/time/update-time.ts';
import { aPlan } from '../../support/records.ts';
import { refusal, taskWorld, type TaskWorld } from './world.ts';

let world: TaskWorld;
beforeAll(async () => {
  world = await taskWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  const running = await getTimer(world.as.seller);
  if (running) await stopTimer(world.as.seller, { minutes: 0 });
});

const planned = async () => {
  const { ids } = world.ports;
  const [first, second] = [ids.next(), ids.next()];
  return { task: await world.task({}, aPlan(first, second)), first, second };
};
const spent = async (id: string) => {
  const task = (await world.ports.tasks.find(id))!;
  return [task.actualMinutes, ...(task.aiGenerated?.subtasks ?? []).map(({ actualMinutes }) => actualMinutes)];
};
const log = (who: Context, taskId: string, minutes: number, subtaskId: string | null = null) =>
  logTime(who, { taskId, input: createTimeRequest.parse({ minutes, subtaskId }) });
const minute = 60_000;

test('time by hand counts for the task and its step, is changed and removed, and stands in the history', async () => {
  const { seller } = world.as;
  const { task, first } = await planned();
  await log(seller, task.id, 90);
  const entry = await log(seller, task.id, 30, first);
  expect(await spent(task.id)).toEqual([120, 30, 0]);
  expect(await updateTime(seller, { taskId: task.id, entryId: entry.id, patch: { minutes: 50 } })).toMatchObject({
    minutes: 50,
    member: { id: seller.actor.id },
  });
  expect(await spent(task.id)).toEqual([140, 50, 0]);
  await updateTime(seller, { taskId: task.id, entryId: entry.id, patch: { note: 'With Priya' } });
  const { items, total } = await listTime(seller, { taskId: task.id, query: listTimeQuery.parse({}) });
  expect([total, items.map(({ minutes, note }) => `${minutes} ${note}`)]).toEqual([2, ['50 With Priya', '90 ']]);
  await deleteTime(seller, { taskId: task.id, entryId: entry.id });
  expect(await spent(task.id)).toEqual([90, 0, 0]);
  const history = await listTaskActivity(seller, { id: task.id, query: listActivityQuery.parse({}) });
  expect(history.items.slice(0, 4).map(({ changes: [change] }) => [change?.from, change?.to])).toEqual([
    [140, 90],
    [120, 140],
    [90, 120],
    [0, 90],
  ]);
  expect(await refusal(log(seller, task.id, 5, 'f'.repeat(24)))).toMatchObject({ paths: ['subtaskId'] });
});

test('entries noted at the same moment all count', async () => {
  const { task } = await planned();
  await Promise.all([10, 20, 30].map((minutes) => log(world.as.seller, task.id, minutes)));
  expect((await spent(task.id))[0]).toBe(60);
});

test('others’ entries are changed by administrators only', async () => {
  const { task } = await planned();
  const other = { ...world.as.seller, actor: { ...world.as.seller.actor, id: (await world.member()).id } };
  const entry = await log(world.as.seller, task.id, 30);
  const which = { taskId: task.id, entryId: entry.id };
  expect(await refusal(updateTime(other, { ...which, patch: { minutes: 5 } }))).toMatchObject({ code: 'forbidden' });
  expect(await refusal(deleteTime(other, which))).toMatchObject({ code: 'forbidden' });
  expect(await spent(task.id)).toEqual([30, 0, 0]);
  await updateTime(world.as.admin, { ...which, patch: { minutes: 5 } });
  expect(await spent(task.id)).toEqual([5, 0, 0]);
  const elsewhere = { ...which, taskId: (await world.task()).id };
  expect(await refusal(deleteTime(world.as.admin, elsewhere))).toMatchObject({ code: 'not_found' });
});

test('a timer runs until it is stopped; starting another stops and notes the first', async () => {
  const { seller } = world.as;
  const { task, second } = await planned();
  const other = await world.task({ title: 'Another' });
  await startTimer(seller, { taskId: task.id, subtaskId: second });
  expect(await getTimer(seller)).toMatchObject({ task: { id: task.id }, step: { title: 'Write the offer' } });
  expect(await getTimer(world.as.admin)).toBeNull();
  world.clock.advance(25 * minute);
  const { stopped } = await startTimer(seller, { taskId: other.id, subtaskId: null });
  expect(stopped).toMatchObject({ minutes: 25, subtaskId: second, source: 'timer' });
  expect(await spent(task.id)).toEqual([25, 0, 25]);
  world.clock.advance(20_000);
  expect(await stopTimer(seller, {})).toEqual({ entry: null });
  expect(await getTimer(seller)).toBeNull();
  expect(await refusal(stopTimer(seller, {}))).toMatchObject({ code: 'not_found' });
  const told = (await world.events()).flatMap(({ event }) =>
    event.type === 'timer.changed' ? [event.timer?.task.title ?? null] : [],
  );
  expect(told.slice(-3)).toEqual([null, 'Another', null]);
});

test('a forgotten timer asks how much of it was work', async () => {
  const { seller } = world.as;
  const { task } = await planned();
  await startTimer(seller, { taskId: task.id, subtaskId: null });
  world.clock.advance(14 * 60 * minute);
  expect(await refusal(stopTimer(seller, {}))).toMatchObject({ code: 'conflict' });
  expect(await refusal(startTimer(seller, { taskId: task.id, subtaskId: null }))).toMatchObject({ code: 'conflict' });
  expect((await stopTimer(seller, { minutes: 45 })).entry).toMatchObject({ minutes: 45 });
  expect((await spent(task.id))[0]).toBe(45);
});

test('a timer of a task that is gone is stopped without a trace', async () => {
  const { seller } = world.as;
  const { task } = await planned();
  await startTimer(seller, { taskId: task.id, subtaskId: null });
  world.clock.advance(5 * minute);
  await deleteTask(world.as.admin, { id: task.id });
  expect(await stopTimer(seller, {})).toEqual({ entry: null });
  expect(await getTimer(seller)).toBeNull();
});

test('noted time takes the place of guesses in what the planner learns', async () => {
  const finished = async (minutes: number) => {
    const { task, first, second } = await planned();
    await log(world.as.seller, task.id, minutes, first);
    await log(world.as.seller, task.id, minutes, second);
    return (await world.ports.tasks.find(task.id))!;
  };
  const calendar = await companyCalendar(world.ports);
  // Estimated at an hour a step.
  const past = await Promise.all([90, 90, 90].map(finished));
  expect(paceOf({ past, calendar })).toBe(1.5);
  const customer = await world.customer();
  const mine = past.map((task) => ({ ...task, customerId: customer.id }));
  const next = { ...mine[0]!, id: 'f'.repeat(24) };
  expect(similarTasks(next, { past: mine, calendar })[0]).toMatchObject({
    minutes: 180,
    steps: [{ minutes: 90 }, { minutes: 90 }],
  });
  const { task } = await planned();
  await log(world.as.seller, task.id, 200);
  const asWhole = { ...(await world.ports.tasks.find(task.id))!, customerId: customer.id };
  expect(similarTasks(next, { past: [asWhole], calendar })[0]?.minutes).toBe(200);
});
