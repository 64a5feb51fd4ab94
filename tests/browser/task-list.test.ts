import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { commands, page, userEvent } from 'vitest/browser';
import { TaskList } from '../../src/components/islands/tasks/task-list.ts';
import type { Task } from '../../src/lib/contracts/task.ts';
import { expectAccessible } from './support/accessible.ts';
import { answering, json, problem } from './support/answers.ts';
import { modes, mountAs } from './support/modes.ts';
import { clearPage, mountClientOnly } from './support/mount.ts';
import { connection, sidecarTells } from './support/sidecar.ts';
import { idOf, now, plannedTask } from './support/tasks.ts';
import { forgetToasts, lastToast, toasts } from './support/toasts.ts';

const renewal = plannedTask();
const letter = plannedTask({
  id: idOf(9002),
  title: 'Write to Initech',
  description: '',
  priority: 'low',
  status: 'pending',
  aiGenerated: null,
  assignee: null,
  dueDate: '2026-12-01T17:30:00.000Z',
});
const listed = (items: Task[], more: object = {}) => ({
  module: '/src/components/islands/tasks/task-list.ts',
  name: 'TaskList',
  props: {
    served: { items, total: items.length, nextCursor: null },
    query: 'status=pending',
    zone: 'UTC',
    now,
    ...more,
  },
});
const titles = () => [...document.querySelectorAll('.task-link')].map((link) => link.textContent);
const change = (id: number, type: 'created' | 'updated' | 'deleted', task: Task) =>
  sidecarTells('task_update', { id, type, task, timestamp: now });

beforeEach(forgetToasts);
afterEach(clearPage);

test.each(modes)('shows each task with its plan, who has it and until when, accessibly (%s)', async (mode) => {
  const element = await mountAs(mode, TaskList, listed([renewal, letter]));
  const rows = [...element.querySelectorAll('.record-row')];
  expect(rows[0]?.textContent).toMatch(/Win the Acme renewal[\s\S]*In progress[\s\S]*High[\s\S]*0 of 3 steps, 3 h/);
  expect(rows[0]?.textContent).toMatch(/Planned locally[\s\S]*72 % confident[\s\S]*Tue 15 Dec[\s\S]*Dana Kim/);
  expect(rows[1]?.textContent).toMatch(/Write to Initech[\s\S]*Not started[\s\S]*Overdue, yesterday[\s\S]*Nobody/);
  // High and urgent stand out; low is said quietly.
  expect([...element.querySelectorAll('.chip.hot')].map(({ textContent }) => textContent)).toEqual(['High']);
  await expectAccessible(element);
});

test.each(modes)('an empty list says what to do (%s)', async (mode) => {
  const element = await mountAs(mode, TaskList, listed([]));
  expect(element.textContent).toMatch(/No tasks yet[\s\S]*Write a goal above/);
  await expectAccessible(element);
});

test('rows follow what others do to their tasks', async () => {
  await mountAs('hydrated', TaskList, listed([renewal, letter]));
  await connection('live');
  await vi.waitFor(async () => expect(await commands.whatWasHeard()).toContain('subscribe_tasks'));
  await change(101, 'updated', { ...renewal, version: 4, title: 'Keep Acme' });
  await expect.element(page.getByRole('link', { name: 'Keep Acme' })).toBeVisible();
  await change(102, 'updated', { ...renewal, version: 3, title: 'An older title' });
  await change(103, 'deleted', { ...letter, version: 9 });
  await vi.waitFor(() => expect(titles()).toEqual(['Keep Acme']));
  await expect.element(page.getByText('1 of 1')).toBeVisible();
});

test('new tasks are announced, and shown when asked for', async () => {
  const arrived = { ...letter, id: idOf(9003), title: 'Call Globex' };
  const sent = answering(() => json({ items: [arrived, renewal], total: 2, nextCursor: null }));
  await mountAs('hydrated', TaskList, listed([renewal]));
  await change(104, 'created', arrived);
  await change(105, 'created', { ...letter, id: idOf(9004) });
  await change(106, 'deleted', { ...letter, id: idOf(9004) });
  const button = page.getByRole('button', { name: 'Show 1 new task' });
  await expect.element(button).toBeVisible();
  expect(titles()).toEqual(['Win the Acme renewal']);
  await userEvent.click(button);
  await vi.waitFor(() => expect(titles()).toEqual(['Call Globex', 'Win the Acme renewal']));
  expect(sent[0]?.path).toBe('/api/tasks?status=pending');
  await expect.element(button).not.toBeInTheDocument();
});

test('the next page is added below; a failed reading says why and is repeated', async () => {
  let works = false;
  const sent = answering(() =>
    works
      ? json({ items: [renewal, letter], total: 2, nextCursor: null })
      : problem(503, 'ai_unavailable', 'The database is busy.'),
  );
  const element = await mountAs('hydrated', TaskList, {
    ...listed([renewal], { served: { items: [renewal], total: 2, nextCursor: 'after renewal' } }),
  });
  const more = page.getByRole('link', { name: 'Show more' });
  await expect.element(more).toHaveAttribute('href', '/app/tasks?status=pending&cursor=after%20renewal');
  await userEvent.click(more);
  await expect.element(page.getByRole('alert').getByText('The database is busy.')).toBeVisible();
  expect(titles()).toEqual(['Win the Acme renewal']);
  await expectAccessible(element);
  works = true;
  await userEvent.click(page.getByRole('button', { name: 'Try again' }));
  await vi.waitFor(() => expect(titles()).toEqual(['Win the Acme renewal', 'Write to Initech']));
  expect(sent.map(({ path }) => path)).toEqual(Array(2).fill('/api/tasks?status=pending&cursor=after+renewal'));
  expect(page.getByRole('alert').elements()).toEqual([]);
  await expect.element(page.getByText('2 of 2')).toBeVisible();
  await expect.element(more).not.toBeInTheDocument();
});

test('a task just deleted is brought back from the message, and refusals are said', async () => {
  let refused = true;
  const sent = answering(({ method }) => {
    if (method === 'POST' && refused) return problem(403, 'forbidden', 'You may not restore it.');
    return json(method === 'POST' ? { task: letter } : { items: [letter], total: 1, nextCursor: null });
  });
  history.replaceState(null, '', `${location.pathname}?deleted=${letter.id}&keep=1`);
  await mountClientOnly(TaskList, listed([], { deleted: letter.id }).props);
  expect(location.search).toBe('?keep=1');
  expect(toasts()).toEqual(['Task moved to the bin.']);
  const { action } = lastToast() ?? {};
  action?.run();
  await vi.waitFor(() => expect(lastToast()?.message).toBe('Not restored: You may not restore it.'));
  refused = false;
  action?.run();
  await vi.waitFor(() => expect(titles()).toEqual(['Write to Initech']));
  expect(sent.map(({ method, path }) => `${method} ${path}`)).toContain(`POST /api/tasks/${letter.id}/restore`);
});
