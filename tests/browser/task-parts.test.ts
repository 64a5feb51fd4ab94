import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { TaskPage } from '../../src/components/islands/task/task-page.ts';
import type { Task } from '../../src/lib/contracts/task.ts';
import { cardOf } from '../../src/lib/domain/task-card.ts';
import { expectAccessible } from './support/accessible.ts';
import { answering, json, problem } from './support/answers.ts';
import { modes, mountAs } from './support/modes.ts';
import { clearPage } from './support/mount.ts';
import { sidecarTells } from './support/sidecar.ts';
import { idOf, now, plannedTask, taskPage } from './support/tasks.ts';
import { forgetToasts, lastToast, toasts } from './support/toasts.ts';

const whole = plannedTask({ aiGenerated: null });
const part = (number: number, change: Partial<Task> = {}): Task =>
  plannedTask({
    id: idOf(9100 + number),
    title: `Part ${number}`,
    status: 'pending',
    aiGenerated: null,
    dueDate: null,
    parentTask: whole.id,
    parent: { id: whole.id, title: whole.title },
    ...change,
  });
const withParts = (parts: Task[], served: Task = whole) =>
  taskPage({ served, parts: { items: parts.map(cardOf), total: parts.length, nextCursor: null } });
const rows = () =>
  [...document.querySelectorAll('section[aria-labelledby=parts-title] li a')].map((a) => a.textContent);
const heading = () => document.querySelector('#parts-title')?.textContent.replaceAll(/\s+/g, ' ');
let event = 700;
const tell = (task: Task) => sidecarTells('task_update', { id: ++event, type: 'updated', task, timestamp: now });

beforeEach(forgetToasts);
afterEach(() => {
  clearPage();
});

test.each(modes)('shows its parts, how many are done, and what it is part of, accessibly (%s)', async (mode) => {
  const above = { id: idOf(9050), title: 'Keep the big three' };
  const served = plannedTask({ aiGenerated: null, parentTask: above.id, parent: above });
  const element = await mountAs(mode, TaskPage, withParts([part(1, { status: 'completed' }), part(2)], served));
  expect(rows()).toEqual(['Part 1', 'Part 2']);
  expect(heading()).toContain('1 of 2 done');
  await expect
    .element(page.getByRole('link', { name: 'Keep the big three' }))
    .toHaveAttribute('href', `/app/tasks/${above.id}`);
  await expectAccessible(element);
});

test('a part is added by its title; when it cannot be, the title stays', async () => {
  let works = false;
  const sent = answering(() =>
    works
      ? json({ task: part(3, { title: 'Book the room' }), generation: null })
      : problem(422, 'validation_failed', 'x', {
          errors: [{ path: 'parentTask', message: 'tasks are nested at most 10 levels deep' }],
        }),
  );
  await mountAs('hydrated', TaskPage, withParts([part(1)]));
  const field = page.getByLabelText('Add a task under this one');
  await userEvent.fill(field, 'Book the room');
  await userEvent.keyboard('{Enter}');
  await vi.waitFor(() =>
    expect(toasts()).toEqual(['“Book the room” was not added: tasks are nested at most 10 levels deep']),
  );
  await expect.element(field).toHaveValue('Book the room');
  works = true;
  await userEvent.keyboard('{Enter}');
  await vi.waitFor(() => expect(rows()).toEqual(['Part 1', 'Book the room']));
  expect(sent[1]).toMatchObject({
    method: 'POST',
    path: '/api/tasks',
    body: { parentTask: whole.id, generate: false },
  });
});

test('the last part done offers to complete the task, by a message and on the page', async () => {
  const sent = answering(({ body }) => json({ task: { ...whole, ...(body as object), version: 4 } }));
  await mountAs('hydrated', TaskPage, withParts([part(1, { status: 'completed' }), part(2)]));
  expect(page.getByRole('button', { name: 'Complete the task' }).elements()).toEqual([]);
  await tell(part(2, { status: 'completed', version: 4 }));
  await vi.waitFor(() => expect(lastToast()?.message).toBe('Everything under this task is done.'));
  expect(lastToast()?.action?.label).toBe('Complete the task');
  await userEvent.click(page.getByRole('button', { name: 'Complete the task' }));
  await vi.waitFor(() => expect(sent.at(-1)).toMatchObject({ method: 'PATCH', body: { status: 'completed' } }));
  await expect.element(page.getByRole('button', { name: 'Complete the task' })).not.toBeInTheDocument();
});

test('completing a task with open parts says so and asks', async () => {
  const sent = answering(
    ({ body }) => json({ task: { ...whole, ...(body as object), version: 4 } }),
    undefined,
    () => json({ items: [part(1)], total: 2, nextCursor: null }),
  );
  await mountAs('hydrated', TaskPage, withParts([part(1), part(2)]));
  const status = page.getByRole('combobox', { name: 'Status' });
  await userEvent.selectOptions(status, 'Done');
  const dialog = page.getByRole('dialog', { name: 'Complete it with open parts?' });
  await expect.element(dialog.getByText(/2 tasks under “Win the Acme renewal” are not finished yet/)).toBeVisible();
  await expectAccessible(dialog.element());
  await userEvent.click(page.getByRole('button', { name: 'Keep it open' }));
  await expect.element(status).toHaveValue('in_progress');
  expect(sent).toEqual([]);
  await userEvent.selectOptions(status, 'Done');
  await userEvent.click(page.getByRole('button', { name: 'Complete it' }));
  await vi.waitFor(() => expect(sent.at(-1)).toMatchObject({ method: 'PATCH', body: { status: 'completed' } }));
});

test('a task is moved under another one that is looked for; a refusal is said in the server’s words', async () => {
  const other = plannedTask({ id: idOf(9300), title: 'Spring campaign' });
  let refused = true;
  const sent = answering(({ method, body }) => {
    if (method === 'GET') return json({ items: [other, whole], total: 2, nextCursor: null });
    if (!refused)
      return json({
        task: { ...whole, ...(body as object), parent: { id: other.id, title: other.title }, version: 4 },
      });
    const message = 'a task cannot be part of itself, directly or through others';
    return problem(422, 'validation_failed', `parentTask: ${message}`, { errors: [{ path: 'parentTask', message }] });
  });
  await mountAs('hydrated', TaskPage, withParts([]));
  const move = async () => {
    await userEvent.click(page.getByLabelText('More actions'));
    await userEvent.click(page.getByRole('button', { name: 'Move under another task…' }));
    const dialog = page.getByRole('dialog', { name: 'Move “Win the Acme renewal” under another task' });
    await expect.element(dialog.getByRole('button', { name: 'Spring campaign' })).toBeVisible();
    await expectAccessible(dialog.element());
    await userEvent.click(dialog.getByRole('button', { name: 'Spring campaign' }));
  };
  await move();
  await vi.waitFor(() => expect(lastToast()?.message).toContain('a task cannot be part of itself'));
  refused = false;
  await userEvent.click(page.getByLabelText('More actions'));
  await move();
  await expect.element(page.getByRole('link', { name: 'Spring campaign' })).toBeVisible();
  expect(sent.at(-1)).toMatchObject({ method: 'PATCH', body: { parentTask: other.id } });
});
