import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { TaskPage } from '../../src/components/islands/task/task-page.ts';
import { RunningTimer, clockSince } from '../../src/components/islands/time/running-timer.ts';
import type { TimeEntry, Timer } from '../../src/lib/contracts/time.ts';
import { expectAccessible } from './support/accessible.ts';
import { answering, json, problem } from './support/answers.ts';
import { modes, mountAs } from './support/modes.ts';
import { clearPage } from './support/mount.ts';
import { sidecarTells } from './support/sidecar.ts';
import { stayHere } from './support/stay.ts';
import { dana, idOf, now, plannedTask, taskPage } from './support/tasks.ts';
import { forgetToasts, lastToast } from './support/toasts.ts';

const task = plannedTask({ actualMinutes: 130 });
const entry: TimeEntry = {
  id: idOf(8001),
  taskId: task.id,
  subtaskId: idOf(2),
  userId: dana.id,
  member: { id: dana.id, name: dana.name, avatar: null },
  minutes: 130,
  at: '2026-12-01T09:00:00.000Z',
  note: 'With Priya',
  source: 'hand',
  createdAt: now,
  updatedAt: now,
};
const timer: Timer = { task: { id: task.id, title: task.title }, step: null, startedAt: '2026-12-02T08:55:00.000Z' };
const served = (more: object = {}) =>
  taskPage({ served: task, time: { items: [entry], total: 1, nextCursor: null }, ...more });
const bar = (value: Timer | null) => ({
  module: '/src/components/islands/time/running-timer.ts',
  name: 'RunningTimer',
  props: { served: value, now },
});

beforeEach(forgetToasts);
afterEach(clearPage);

test('the clock counts hours and minutes', () => {
  expect(clockSince('2026-12-02T08:55:00.000Z', now)).toBe('1:05');
  expect(clockSince(now, '2026-12-02T09:59:59.000Z')).toBe('0:00');
});

test.each(modes)('time stands beside the estimate, with who spent it on what, accessibly (%s)', async (mode) => {
  const element = await mountAs(mode, TaskPage, served());
  const section = element.querySelector('section[aria-labelledby=time-title]')!;
  expect(section.textContent).toContain('2 h 10 min of 3 h estimated');
  expect(section.textContent).toContain('Draft the proposal: With Priya');
  await expectAccessible(section);
});

test('time is noted by hand, changed and removed with a way back', async () => {
  const sent = answering(({ method }) =>
    method === 'GET'
      ? json({ items: [], total: 0, nextCursor: null })
      : json({ entry }, method === 'DELETE' ? 204 : 200),
  );
  await mountAs('hydrated', TaskPage, served());
  const changes = () => sent.filter(({ method }) => method !== 'GET').map(({ method, body }) => [method, body]);
  const minutes = page.getByLabelText('Minutes on Tue 1 Dec');
  await userEvent.fill(minutes, '90');
  await userEvent.tab();
  await vi.waitFor(() => expect(changes()).toEqual([['PATCH', { minutes: 90 }]]));
  await userEvent.fill(page.getByLabelText('Time spent, in minutes'), '45');
  await userEvent.fill(page.getByLabelText('What for'), 'Calls');
  await userEvent.click(page.getByRole('button', { name: 'Note time' }));
  await vi.waitFor(() => expect(changes()[1]).toEqual(['POST', { minutes: 45, note: 'Calls' }]));
});

test('removed time can be brought back', async () => {
  const sent = answering(({ method }) =>
    method === 'GET'
      ? json({ items: [], total: 0, nextCursor: null })
      : json({ entry }, method === 'DELETE' ? 204 : 200),
  );
  await mountAs('hydrated', TaskPage, served());
  await userEvent.click(page.getByRole('button', { name: 'Remove 2 h 10 min on Tue 1 Dec' }));
  await vi.waitFor(() => expect(lastToast()?.message).toBe('Time removed.'));
  lastToast()?.action?.run();
  await vi.waitFor(() =>
    expect(sent.find(({ method }) => method === 'POST')?.body).toEqual({
      minutes: 130,
      at: entry.at,
      note: 'With Priya',
      subtaskId: idOf(2),
    }),
  );
});

test('the timer is started on the task’s page and shows in the head at once', async () => {
  const sent = answering(({ method }) =>
    method === 'GET'
      ? json({ items: [], total: 0, nextCursor: null })
      : method === 'POST'
        ? json({ timer, stopped: null }, 201)
        : json({ entry: { ...entry, minutes: 65 } }),
  );
  await mountAs('hydrated', TaskPage, served());
  await mountAs('hydrated', RunningTimer, bar(timer));
  document.dispatchEvent(new CustomEvent('throughline:timer', { detail: null }));
  await expect.element(page.getByRole('button', { name: 'Stop the timer' })).not.toBeInTheDocument();
  await userEvent.click(page.getByRole('button', { name: 'Start timer' }));
  await expect.element(page.getByRole('button', { name: 'Stop the timer' })).toBeVisible();
  expect(sent.find(({ method }) => method === 'POST')?.body).toEqual({ taskId: task.id, subtaskId: null });
  await userEvent.click(page.getByRole('button', { name: 'Stop the timer' }));
  await vi.waitFor(() => expect(lastToast()?.message).toBe('Timer stopped. Noted 1 h 5 min.'));
  await expect.element(page.getByRole('button', { name: 'Start timer' })).toBeVisible();
});

test.each(modes)('the head says what the timer runs for and how long, accessibly (%s)', async (mode) => {
  const element = await mountAs(
    mode,
    RunningTimer,
    bar({ ...timer, step: { id: idOf(2), title: 'Draft the proposal' } }),
  );
  expect(element.textContent.replaceAll(/\s+/g, ' ')).toMatch(/Timer for Draft the proposal: 1:05/);
  await expectAccessible(element);
});

test('a timer started elsewhere shows; a forgotten one leads to where one says how much was work', async () => {
  const destinations = stayHere();
  answering(() => problem(409, 'conflict', 'This timer has run for 14 hours.'));
  await mountAs('hydrated', RunningTimer, { ...bar(timer), props: { served: timer, now } });
  await sidecarTells('timer_update', {
    id: 950,
    timer: { ...timer, task: { id: idOf(9010), title: 'Call Globex' } },
    timestamp: now,
  });
  await expect.element(page.getByRole('link', { name: /Call Globex/ })).toBeVisible();
  await userEvent.click(page.getByRole('button', { name: 'Stop the timer' }));
  await vi.waitFor(() => expect(destinations).toEqual([expect.stringMatching(/ \/app\/timer$/)]));
});
