import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { TaskCalendar } from '../../src/components/islands/tasks/task-calendar.ts';
import { TaskTimeline } from '../../src/components/islands/tasks/task-timeline.ts';
import type { Task } from '../../src/lib/contracts/task.ts';
import { dayBounds } from '../../src/lib/domain/day-bounds.ts';
import { cardOf } from '../../src/lib/domain/task-card.ts';
import { expectAccessible } from './support/accessible.ts';
import { answering, json, problem } from './support/answers.ts';
import { modes, mountAs } from './support/modes.ts';
import { clearPage } from './support/mount.ts';
import { sidecarTells } from './support/sidecar.ts';
import { idOf, now, plannedTask } from './support/tasks.ts';
import { forgetToasts, lastToast, toasts } from './support/toasts.ts';

const call = plannedTask({
  id: idOf(9003),
  title: 'Call Globex',
  aiGenerated: null,
  dueDate: '2026-12-03T15:00:00.000Z',
});
const late = plannedTask({
  id: idOf(9004),
  title: 'Pay Initech',
  aiGenerated: null,
  dueDate: '2026-12-01T09:00:00.000Z',
});

const calendarOf = (tasks: Task[], more: Record<string, number> = {}) => ({
  days: dayBounds({ from: '2026-11-30', days: 35, zone: 'UTC' }).map(({ day }) => {
    const found = tasks.filter(({ dueDate }) => dueDate?.startsWith(day)).map(cardOf);
    return { day, total: found.length + (more[day] ?? 0), tasks: found };
  }),
  corrections: [],
});
const calendar = (tasks: Task[], more: Record<string, number> = {}) => ({
  module: '/src/components/islands/tasks/task-calendar.ts',
  name: 'TaskCalendar',
  props: {
    served: calendarOf(tasks, more),
    query: 'assignedTo=me',
    day: '2026-12-02',
    month: '2026-12',
    zone: 'UTC',
    now,
  },
});
const dayOf = (title: string) =>
  [...document.querySelectorAll<HTMLElement>('[data-place]')].find((day) =>
    [...day.querySelectorAll('.calendar-title')].some((shown) => shown.textContent === title),
  )?.dataset.place;
const obliging = (task: Task) => {
  let { version } = task;
  return answering(({ method, body }) =>
    method === 'PATCH'
      ? json({ task: { ...task, ...(body as object), version: ++version } })
      : json(calendarOf([{ ...task, title: 'Read anew', version }])),
  );
};

beforeEach(async () => {
  forgetToasts();
  await page.viewport(1200, 900);
});
afterEach(clearPage);

test.each(modes)('has tasks on their days, today, what is overdue and how many more, accessibly (%s)', async (mode) => {
  const element = await mountAs(mode, TaskCalendar, calendar([call, late], { '2026-12-03': 4 }));
  expect([dayOf('Call Globex'), dayOf('Pay Initech')]).toEqual(['2026-12-03', '2026-12-01']);
  expect(element.querySelector('[aria-current=date]')?.textContent).toContain('Wed 2 Dec, no tasks');
  expect(page.getByRole('link', { name: /Pay Initech/ }).element().textContent).toContain('overdue');
  const more = page.getByRole('link', { name: '+ 4 more' });
  await expect
    .element(more)
    .toHaveAttribute(
      'href',
      '/app/tasks?assignedTo=me&view=list&dueAfter=2026-12-03T00%3A00%3A00.000Z&dueBefore=2026-12-04T00%3A00%3A00.000Z&sort=dueDate',
    );
  await expectAccessible(element);
});

test('a task is moved to another day by keys, keeps its time, and the move can be undone', async () => {
  const sent = obliging(call);
  await mountAs('hydrated', TaskCalendar, calendar([call]));
  (page.getByRole('link', { name: /Call Globex/ }).element() as HTMLElement).focus();
  await userEvent.keyboard(' {ArrowDown}{ArrowRight} ');
  await vi.waitFor(() => expect(dayOf('Call Globex')).toBe('2026-12-11'));
  expect(sent[0]).toMatchObject({ path: `/api/tasks/${call.id}`, body: { dueDate: '2026-12-11T15:00:00.000Z' } });
  await vi.waitFor(() => expect(lastToast()?.message).toBe('“Call Globex” is due Fri 11 Dec.'));
  lastToast()?.action?.run();
  await vi.waitFor(() => expect(sent[1]?.body).toEqual({ dueDate: call.dueDate }));
  await vi.waitFor(() => expect(dayOf('Call Globex')).toBe('2026-12-03'));
});

test('on a small screen keys keep to the week that is shown', async () => {
  await page.viewport(400, 800);
  const element = await mountAs('hydrated', TaskCalendar, calendar([call]));
  (page.getByRole('link', { name: /Call Globex/ }).element() as HTMLElement).focus();
  await userEvent.keyboard(' {ArrowDown}');
  expect(element.querySelector('[role=status]')?.textContent).toContain('no place further');
});

test('a task is dragged to another day; a refusal brings it back and says why', async () => {
  answering(() => problem(403, 'forbidden', 'You may not change tasks.'));
  const element = await mountAs('hydrated', TaskCalendar, calendar([call]));
  await vi.waitFor(() => expect(element.querySelector('[data-movable]')?.getAttribute('draggable')).toBe('true'));
  await userEvent.dragAndDrop(
    element.querySelector<HTMLElement>('[data-movable]')!,
    element.querySelector<HTMLElement>('[data-place="2026-12-17"]')!,
  );
  await vi.waitFor(() => expect(toasts()).toEqual(['“Call Globex” was not moved: You may not change tasks.']));
  expect(dayOf('Call Globex')).toBe('2026-12-03');
});

test('what others change is read anew', async () => {
  const sent = obliging(call);
  await mountAs('hydrated', TaskCalendar, calendar([call]));
  await sidecarTells('task_update', { id: 900, type: 'updated', task: { ...late, version: 9 }, timestamp: now });
  await vi.waitFor(() => expect(dayOf('Read anew')).toBe('2026-12-03'), { timeout: 5000 });
  expect(sent[0]?.path).toBe('/api/tasks/calendar?assignedTo=me&from=2026-11-30&days=35&by=due&perDay=3&zone=UTC');
});

test.each(modes)('a timeline has parts below their whole, with dates in words, accessibly (%s)', async (mode) => {
  const whole = plannedTask();
  const part = plannedTask({
    ...call,
    parent: { id: whole.id, title: whole.title },
    scheduledFor: '2026-12-02T09:00:00.000Z',
  });
  const element = await mountAs(mode, TaskTimeline, {
    module: '/src/components/islands/tasks/task-timeline.ts',
    name: 'TaskTimeline',
    props: {
      served: { items: [part, whole, late].map(cardOf), total: 60, nextCursor: 'next', corrections: [] },
      query: '',
      from: '2026-11-30',
      days: 84,
      zoom: 'week',
      page: '/app/tasks?view=timeline',
      zone: 'UTC',
      now,
    },
  });
  const rows = [...element.querySelectorAll('.timeline-row')].map((row) => row.textContent.replaceAll(/\s+/g, ' '));
  expect(rows[0]).toMatch(/Win the Acme renewal.*Wed 2 Dec to Fri 4 Dec, due Tue 15 Dec, in progress/);
  expect(rows[1]).toMatch(/Call Globex.*Wed 2 Dec to Thu 3 Dec/);
  expect(element.querySelectorAll('.timeline-name')[1]?.className).toContain('depth-1');
  expect(rows[2]).toMatch(/Pay Initech.*overdue since Tue 1 Dec/);
  const labels = [...element.querySelectorAll('.timeline-axis text')];
  const first = labels.slice(0, 3).map((label) => [label.textContent, label.classList.contains('crowded')]);
  expect(first).toEqual([
    ['30 Nov', true],
    ['7 Dec', false],
    ['14', true],
  ]);
  await expect
    .element(page.getByRole('link', { name: 'Show more' }))
    .toHaveAttribute('href', '/app/tasks?view=timeline&cursor=next');
  await expectAccessible(element);
});
