import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { listTasksQuery, taskStatuses } from '../../../src/lib/contracts/task.ts';
import { taskCalendarQuery, taskTimelineQuery } from '../../../src/lib/contracts/task-views.ts';
import type { Tx } from '../../../src/server/ports/index.ts';
import { deleteTask } from '../../../src/server/use-cases/tasks/delete-task.ts';
import { getBoard } from '../../../src/server/use-cases/tasks/get-board.ts';
import { getCalendar } from '../../../src/server/use-cases/tasks/get-calendar.ts';
import { getTimeline } from '../../../src/server/use-cases/tasks/get-timeline.ts';
import { system } from '../../support/ports.ts';
import { aPlan, aTask } from '../../support/records.ts';
import { refusal, taskWorld, type TaskWorld } from './world.ts';

let world: TaskWorld;
beforeAll(async () => {
  world = await taskWorld();
});
afterAll(() => world.close());
let tag = 0;
beforeEach(() => {
  tag += 1;
});
const tags = () => [`t${tag}`];
const due = (title: string, dueDate: string, more: object = {}) =>
  world.task({ title, dueDate, tags: tags(), ...more });

const calendar = (values: Record<string, string>) =>
  getCalendar(world.as.seller, taskCalendarQuery.parse({ from: '2026-11-30', days: '7', tag: `t${tag}`, ...values }));
const timeline = (values: Record<string, string>) =>
  getTimeline(world.as.seller, taskTimelineQuery.parse({ from: '2026-11-30', days: '7', tag: `t${tag}`, ...values }));

test('a calendar has each task on its day in the zone, the first of them and how many there are', async () => {
  await due('Late in the evening', '2026-12-01T23:30:00Z');
  for (const hour of ['08', '09', '10', '11']) await due(`At ${hour}`, `2026-12-03T${hour}:00:00Z`);
  await due('Before the window', '2026-11-29T12:00:00Z');
  const gone = await due('In the bin', '2026-12-02T12:00:00Z');
  await deleteTask(world.as.admin, { id: gone.id });
  const { days } = await calendar({ zone: 'Europe/Berlin' });
  expect(days.map(({ day, total }) => `${day} ${total}`)).toEqual([
    '2026-11-30 0',
    '2026-12-01 0',
    '2026-12-02 1',
    '2026-12-03 4',
    '2026-12-04 0',
    '2026-12-05 0',
    '2026-12-06 0',
  ]);
  expect(days[3]?.tasks.map(({ title }) => title)).toEqual(['At 08', 'At 09', 'At 10']);
  expect((await calendar({ zone: 'UTC' })).days[1]?.total).toBe(1);
});

test('a calendar by start takes that date, and the filters of the list', async () => {
  await due('Mine', '2026-12-20T09:00:00Z', { scheduledFor: '2026-12-02T09:00:00Z', priority: 'urgent' });
  await due('Calm', '2026-12-20T09:00:00Z', { scheduledFor: '2026-12-02T10:00:00Z', priority: 'low' });
  const { days } = await calendar({ by: 'start', priority: 'urgent' });
  expect(days.flatMap(({ tasks }) => tasks.map(({ title }) => title))).toEqual(['Mine']);
  expect((await calendar({})).days.every(({ total }) => total === 0)).toBe(true);
});

test('a window with more tasks than are read at once is read day by day', async () => {
  const { ports } = world;
  const many = Array.from({ length: 230 }, (_, index) =>
    aTask(ports.ids.next(), { tags: tags(), dueDate: new Date(Date.UTC(2026, 11, 1 + (index % 2), 9, index % 60)) }),
  );
  for (let at = 0; at < many.length; at += 50) {
    const write = (tx: Tx) => ports.tasks.insertMany(many.slice(at, at + 50), tx);
    await ports.commit({ actor: system, events: [], write });
  }
  const { days } = await calendar({ perDay: '2' });
  expect(days.map(({ total, tasks }) => [total, tasks.length])).toEqual([
    [0, 0],
    [115, 2],
    [115, 2],
    [0, 0],
    [0, 0],
    [0, 0],
    [0, 0],
  ]);
});

test('a timeline has what overlaps its window, the first to end first, page by page', async () => {
  await due('Ends in it', '2026-12-02T17:00:00Z', { scheduledFor: '2026-11-01T09:00:00Z' });
  await due('Reaches beyond it', '2026-12-20T17:00:00Z', { scheduledFor: '2026-12-04T09:00:00Z' });
  await due('Spans it', '2027-01-20T17:00:00Z', { scheduledFor: '2026-10-04T09:00:00Z' });
  await due('Was before', '2026-11-20T17:00:00Z');
  await due('Comes after', '2027-01-20T17:00:00Z', { scheduledFor: '2027-01-04T09:00:00Z' });
  await world.task({ title: 'Has no dates', tags: tags() });
  const { ports } = world;
  // The plan's dates count where the task has none of its own.
  const plan = aPlan(ports.ids.next(), ports.ids.next());
  const start = new Date('2026-12-01T09:00:00Z');
  await world.task(
    { title: 'Is planned in it', tags: tags() },
    { ...plan, timeline: { ...plan.timeline!, estimatedStartDate: start, estimatedEndDate: start } },
  );
  const all = await timeline({});
  expect(all.items.map(({ title }) => title)).toEqual([
    'Is planned in it',
    'Ends in it',
    'Reaches beyond it',
    'Spans it',
  ]);
  expect(all.items[0]?.plan).toMatchObject({ steps: 2, done: 0, minutes: 120, start: start.toISOString() });
  const first = await timeline({ limit: '3' });
  expect([first.items.length, first.total]).toEqual([3, 4]);
  const rest = await timeline({ limit: '3', cursor: first.nextCursor ?? '' });
  expect(rest.items.map(({ title }) => title)).toEqual(['Spans it']);
});

test('a board has the first of each status with how many there are', async () => {
  const query = listTasksQuery.parse({ tag: `t${tag}`, limit: '2', sort: 'title' });
  for (const title of ['C', 'A', 'B']) await world.task({ title, tags: tags() });
  await world.task({ title: 'Done', tags: tags(), status: 'completed' });
  const columns = await getBoard(world.as.seller, query, taskStatuses);
  expect(columns.map(({ status, cards }) => [status, cards.items.map(({ title }) => title), cards.total])).toEqual([
    ['pending', ['A', 'B'], 3],
    ['in_progress', [], 0],
    ['completed', ['Done'], 1],
    ['cancelled', [], 0],
  ]);
});

test('a part names what it is part of, as long as that is there', async () => {
  const whole = await world.task({ title: 'The whole', tags: tags() });
  await due('The part', '2026-12-02T09:00:00Z', { parentTask: whole.id });
  const parentOf = async () => (await calendar({})).days[2]?.tasks[0]?.parent;
  expect(await parentOf()).toEqual({ id: whole.id, title: 'The whole' });
  await deleteTask(world.as.admin, { id: whole.id });
  expect(await parentOf()).toBeNull();
});

test('whoever may not read tasks sees none of the views', async () => {
  const { nobody } = world.as;
  expect(await refusal(getCalendar(nobody, taskCalendarQuery.parse({ from: '2026-12-01' })))).toMatchObject({
    code: 'forbidden',
  });
  expect(await refusal(getTimeline(nobody, taskTimelineQuery.parse({ from: '2026-12-01' })))).toMatchObject({
    code: 'forbidden',
  });
});
