import { afterEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { TodayPage, type TodaySection } from '../../src/components/islands/tasks/today-page.ts';
import type { Task } from '../../src/lib/contracts/task.ts';
import { expectAccessible } from './support/accessible.ts';
import { modes, mountAs } from './support/modes.ts';
import { clearPage } from './support/mount.ts';
import { sidecarTells } from './support/sidecar.ts';
import { stayHere } from './support/stay.ts';
import { idOf, now, plannedTask } from './support/tasks.ts';

const renewal = plannedTask();
const call = plannedTask({ id: idOf(9002), title: 'Call Globex', aiGenerated: null });
const section = (id: string, title: string, tasks: Task[], total = tasks.length): TodaySection => ({
  id,
  title,
  tasks,
  total,
  href: `/app/tasks?section=${id}`,
});
const today = (served: TodaySection[]) => ({
  module: '/src/components/islands/tasks/today-page.ts',
  name: 'TodayPage',
  props: { served, zone: 'UTC', now },
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
let event = 100;
const tell = (type: 'updated' | 'completed' | 'deleted', task: Task) =>
  sidecarTells('task_update', { id: ++event, type, task, timestamp: now });

afterEach(clearPage);

test.each(modes)('shows the day’s lists that hold something, and where the rest is, accessibly (%s)', async (mode) => {
  const element = await mountAs(
    mode,
    TodayPage,
    today([section('overdue', 'Overdue', []), section('soon', 'Due within a week', [renewal, call], 7)]),
  );
  expect(sections()).toEqual({ 'Due within a week': ['Win the Acme renewal', 'Call Globex'] });
  await expect.element(page.getByRole('link', { name: 'All 7' })).toHaveAttribute('href', '/app/tasks?section=soon');
  await expectAccessible(element);
});

test.each(modes)('a free day says so (%s)', async (mode) => {
  const element = await mountAs(mode, TodayPage, today([section('soon', 'Due within a week', [])]));
  expect(element.textContent).toContain('Nothing waits for you');
  await expectAccessible(element);
});

test('rows change with their tasks; finished and deleted ones leave the open lists, not the recent one', async () => {
  await mountAs(
    'hydrated',
    TodayPage,
    today([section('soon', 'Soon', [renewal, call]), section('recent', 'Recent', [renewal, call])]),
  );
  await tell('updated', { ...renewal, title: 'Keep Acme', version: 4 });
  await vi.waitFor(() => expect(sections()).toMatchObject({ Soon: ['Keep Acme', 'Call Globex'] }));
  await tell('updated', { ...renewal, title: 'Older', version: 2 });
  await tell('completed', { ...renewal, title: 'Keep Acme', status: 'completed', version: 5 });
  await vi.waitFor(() => expect(sections()).toEqual({ Soon: ['Call Globex'], Recent: ['Keep Acme', 'Call Globex'] }));
  await tell('deleted', { ...call, version: 4 });
  await vi.waitFor(() => expect(sections()).toEqual({ Recent: ['Keep Acme'] }));
});

test('when the shown ones are done, the list still leads to those that are not shown', async () => {
  const element = await mountAs('hydrated', TodayPage, today([section('soon', 'Soon', [renewal], 7)]));
  await tell('completed', { ...renewal, status: 'completed', version: 4 });
  await expect.element(page.getByRole('link', { name: 'All 6' })).toBeVisible();
  expect(element.textContent).not.toContain('Nothing waits for you');
});

test('after missed events the page is loaded anew', async () => {
  const destinations = stayHere();
  await mountAs('hydrated', TodayPage, today([section('soon', 'Soon', [renewal])]));
  await sidecarTells('resync_required', { lastEventId: 500 });
  await vi.waitFor(() => expect(destinations).toEqual([expect.stringMatching(/^reload /)]));
});
