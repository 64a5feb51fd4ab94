import { afterEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { TodayPage } from '../../src/components/islands/tasks/today-page.ts';
import type { Today } from '../../src/lib/contracts/dashboard.ts';
import type { Task } from '../../src/lib/contracts/task.ts';
import { expectAccessible } from './support/accessible.ts';
import { answering, json } from './support/answers.ts';
import { modes, mountAs } from './support/modes.ts';
import { clearPage } from './support/mount.ts';
import { sidecarTells } from './support/sidecar.ts';
import { idOf, now, plannedTask } from './support/tasks.ts';

const renewal = plannedTask();
const call = plannedTask({ id: idOf(9002), title: 'Call Globex', aiGenerated: null });
const some = (items: Task[], total = items.length) => ({ items, total });
const none = some([]);
const day = (lists: Partial<Today>): Today => ({
  ...{ overdue: none, due: none, starting: none, upcoming: none, underWay: none, recent: none },
  ...lists,
});
const today = (lists: Partial<Today>) => ({
  module: '/src/components/islands/tasks/today-page.ts',
  name: 'TodayPage',
  props: { served: day(lists), zone: 'UTC', now },
});
const sections = () =>
  Object.fromEntries<(string | null)[]>(
    page
      .getByRole('region')
      .elements()
      .map((each) => [
        each.querySelector('h2')?.textContent ?? '',
        [...each.querySelectorAll('.task-link')].map((link) => link.textContent),
      ]),
  );

afterEach(clearPage);

test.each(modes)('shows the day’s lists that hold something, and where the rest is, accessibly (%s)', async (mode) => {
  const element = await mountAs(mode, TodayPage, today({ upcoming: some([renewal, call], 7), starting: some([call]) }));
  expect(sections()).toEqual({
    'Starting today': ['Call Globex'],
    'Due within a week': ['Win the Acme renewal', 'Call Globex'],
  });
  await expect
    .element(page.getByRole('link', { name: 'All 7' }))
    .toHaveAttribute('href', '/app/tasks?assignedTo=me&status=pending,in_progress&sort=dueDate');
  await expectAccessible(element);
});

test.each(modes)('a free day says so (%s)', async (mode) => {
  const element = await mountAs(mode, TodayPage, today({}));
  expect(element.textContent).toContain('Nothing waits for you');
  await expectAccessible(element);
});

test('what falls due moves to the overdue as time passes, and a new day has lists of its own', async () => {
  const due = { ...call, dueDate: '2026-12-02T11:00:00.000Z' };
  const sent = answering(() => json({ today: day({ overdue: some([due]) }) }));
  const element = await mountAs('hydrated', TodayPage, today({ due: some([due]) }));
  element.tick('2026-12-02T10:59:00.000Z');
  await element.updateComplete;
  expect(sections()).toEqual({ 'Due today': ['Call Globex'] });
  expect(sent).toEqual([]);
  element.tick('2026-12-02T11:00:30.000Z');
  await vi.waitFor(() => expect(sections()).toEqual({ Overdue: ['Call Globex'] }));
  expect(sent.map(({ path }) => path)).toEqual(['/api/dashboard/today?zone=UTC']);
  expect(element.textContent).toContain('Overdue, today');
  element.tick('2026-12-03T00:00:10.000Z');
  await vi.waitFor(() => expect(sent).toHaveLength(2));
});

test('the day is read anew when a task changes, and after missed events', async () => {
  const sent = answering(() => json({ today: day({ upcoming: some([{ ...renewal, title: 'Keep Acme' }]) }) }));
  await mountAs('hydrated', TodayPage, today({ upcoming: some([renewal]) }));
  await sidecarTells('task_update', { id: 101, type: 'updated', task: renewal, timestamp: now });
  await vi.waitFor(() => expect(sections()).toEqual({ 'Due within a week': ['Keep Acme'] }));
  await sidecarTells('resync_required', { lastEventId: 500 });
  await vi.waitFor(() => expect(sent).toHaveLength(2), { timeout: 5000 });
});
