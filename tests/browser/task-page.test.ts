import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { defaultCalendar } from '../../src/lib/planning/calendar.ts';
import { TaskPage } from '../../src/components/islands/task/task-page.ts';
import { expectAccessible } from './support/accessible.ts';
import { answering, json, problem } from './support/answers.ts';
import { modes, mountAs } from './support/modes.ts';
import { clearPage, mountHydrated } from './support/mount.ts';
import { now, plannedTask, runningGeneration, step, taskPage, withStep } from './support/tasks.ts';
import { forgetToasts, toasts } from './support/toasts.ts';

const row = (number: number) => document.querySelector(`[data-step="${step(number).id}"]`);

const warn = vi.spyOn(console, 'warn');

beforeEach(() => {
  forgetToasts();
  warn.mockClear();
});
afterEach(clearPage);

test.each(modes)('shows the plan as its line, dates and facts, accessibly (%s)', async (mode) => {
  answering(() => json({}));
  const element = await mountAs(mode, TaskPage, taskPage());
  expect(warn).not.toHaveBeenCalled();
  await expect.element(page.getByRole('heading', { name: 'Win the Acme renewal' })).toBeVisible();
  expect(
    [...element.querySelectorAll('[data-step]')].map((each) => each.querySelector('.plan-text')?.textContent),
  ).toEqual([
    expect.stringContaining('Read the account history'),
    expect.stringMatching(/Draft the proposal[\s\S]*After 1\./),
    expect.stringMatching(/Agree and sign[\s\S]*After 2\./),
  ]);
  await expect.element(page.getByText('80 % sure by Mon 7 Dec, due Tue 15 Dec')).toBeVisible();
  await expect.element(page.getByText('The budget is approved')).toBeVisible();
  await expect.element(page.getByText(/that dependency was removed/)).toBeVisible();
  expect(element.querySelectorAll('[style]')).toHaveLength(0);
  await expectAccessible(element);
});

test('an edit shows at once and is sent with the version it was based on', async () => {
  const { promise: answer, resolve: release } = Promise.withResolvers<Response>();
  const sent = answering(() => answer);
  await mountHydrated(TaskPage, taskPage());
  await userEvent.click(page.getByRole('button', { name: 'Start next step' }));
  await vi.waitFor(() => expect(row(1)?.textContent).toContain('In progress'));
  await vi.waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]).toMatchObject({
    method: 'PATCH',
    path: `/api/tasks/${plannedTask().id}/subtasks/${step(1).id}`,
    body: { status: 'in_progress' },
  });
  expect(sent[0]?.headers.get('If-Match')).toBe('"3"');
  release(json({ task: withStep(plannedTask(), 1, { status: 'in_progress', startedAt: now }, 4) }));
  await expect.element(page.getByRole('button', { name: 'Finish current step' })).toBeVisible();
  await vi.waitFor(() => expect(toasts()).toEqual(['Started “Read the account history”.']));
});

test('a refused edit is taken back, with the reason', async () => {
  answering(() => problem(403, 'forbidden', 'You may not change this task.'));
  await mountHydrated(TaskPage, taskPage());
  await userEvent.click(page.getByRole('button', { name: 'Start next step' }));
  await vi.waitFor(() => expect(toasts()[0]).toContain('You may not change this task.'));
  expect(row(1)?.textContent).not.toContain('In progress');
});

test('what another person changed meanwhile is shown beside one’s own, and the choice decides', async () => {
  const theirs = withStep(plannedTask(), 1, { status: 'cancelled' }, 5);
  const sent = answering(({ headers }) =>
    headers.get('If-Match') === '"3"'
      ? problem(409, 'conflict', 'Someone else changed it.', { conflicts: ['status'], current: theirs })
      : json({ task: withStep(plannedTask(), 1, { status: 'in_progress' }, 6) }),
  );
  await mountHydrated(TaskPage, taskPage());
  await userEvent.click(page.getByRole('button', { name: 'Start next step' }));
  const notice = await vi.waitFor(() => page.getByRole('alertdialog').element());
  expect(notice.textContent).toMatch(/Theirs\s*Cancelled\s*Yours\s*In progress/);
  await userEvent.click(page.getByRole('button', { name: 'Use mine' }));
  await vi.waitFor(() => expect(row(1)?.textContent).toContain('In progress'));
  expect(sent.map(({ headers }) => headers.get('If-Match'))).toEqual(['"3"', '"5"']);
});

test('the last edit is undone by one button', async () => {
  const sent = answering(({ body }) => json({ task: withStep(plannedTask(), 1, body as object, 3 + sent.length) }));
  await mountHydrated(TaskPage, taskPage());
  const undo = page.getByRole('button', { name: 'Undo' });
  await expect.element(undo).toBeDisabled();
  await userEvent.click(page.getByRole('button', { name: 'Start next step' }));
  await expect.element(undo).toBeEnabled();
  await userEvent.click(undo);
  await vi.waitFor(() => expect(sent[1]?.body).toEqual({ status: 'pending' }));
  await expect.element(page.getByRole('button', { name: 'Start next step' })).toBeVisible();
});

test('a running generation shows stage, share, message and time left, and its steps; it can be cancelled', async () => {
  const sent = answering(({ method }) =>
    method === 'DELETE' ? json(null, 204) : json({ generation: runningGeneration() }),
  );
  await mountHydrated(
    TaskPage,
    taskPage({ served: plannedTask({ aiGenerated: null }), generation: runningGeneration() }),
  );
  expect(warn).not.toHaveBeenCalled();
  await expect.element(page.getByText('Writing step 2')).toBeVisible();
  await expect.element(page.getByRole('progressbar')).toHaveAttribute('value', '40');
  expect(document.body.textContent).toMatch(/40\s+%, 6\s+s left/);
  await expect.element(page.getByText('Read the account history')).toBeVisible();
  await userEvent.click(page.getByRole('button', { name: 'Cancel' }));
  await vi.waitFor(() =>
    expect(sent.some(({ method, path }) => method === 'DELETE' && path.endsWith('/generation'))).toBe(true),
  );
});

test('a step moves by keyboard, but never before what it waits for', async () => {
  const free = plannedTask();
  free.aiGenerated!.subtasks[2] = step(3, { title: 'Book the room' });
  const sent = answering(() => json({ task: { ...free, version: 4 } }));
  await mountHydrated(TaskPage, taskPage({ served: free }));
  row(2)?.querySelector<HTMLElement>('.plan-text')?.focus();
  await userEvent.keyboard('{Alt>}{ArrowUp}{/Alt}');
  await vi.waitFor(() => expect(toasts()[0]).toContain('cannot stand there'));
  expect(sent).toEqual([]);
  row(3)?.querySelector<HTMLElement>('.plan-text')?.focus();
  await userEvent.keyboard('{Alt>}{ArrowUp}{/Alt}');
  await vi.waitFor(() =>
    expect(sent[0]?.body).toEqual({
      subtasks: [step(1).id, step(3).id, step(2).id].map((id, order) => ({ id, order })),
    }),
  );
});

test('a plan is rated with a reason, and the rating taken back; Enter in the reason chooses neither', async () => {
  const rating = { useful: false, reason: 'Too vague', ratedAt: now };
  const sent = answering(({ method }) => (method === 'PUT' ? json({ rating }) : new Response(null, { status: 204 })));
  const element = await mountHydrated(TaskPage, taskPage());
  const reason = page.getByRole('textbox', { name: 'Why' });
  await userEvent.fill(reason, 'Too vague');
  await userEvent.keyboard('{Enter}');
  expect(sent).toEqual([]);
  await userEvent.click(page.getByRole('button', { name: 'Not useful' }));
  await expect.element(page.getByText(/You called it not useful/)).toBeVisible();
  expect(sent).toHaveLength(1);
  expect(sent[0]).toMatchObject({
    method: 'PUT',
    path: `/api/tasks/${plannedTask().id}/plan-rating`,
    body: { useful: false, reason: 'Too vague' },
  });
  await expect.element(page.getByRole('button', { name: 'Not useful' })).toHaveAttribute('aria-pressed', 'true');
  await expectAccessible(element);
  await userEvent.click(page.getByRole('button', { name: 'Take it back' }));
  await vi.waitFor(() => expect(document.body.textContent).not.toContain('You called it'));
  expect(sent[1]).toMatchObject({ method: 'DELETE' });
});

test('the end of a bar is a slider for the estimate: arrows preview all dates, one save, one undo', async () => {
  await page.viewport(1280, 900);
  const sent = answering(({ body }) => json({ task: withStep(plannedTask(), 1, body as object, 3 + sent.length) }));
  const element = await mountHydrated(TaskPage, taskPage({ calendar: defaultCalendar('UTC') }));
  const grip = page.getByRole('slider', { name: 'Estimate of Read the account history' });
  await expect.element(grip).toHaveAttribute('aria-valuenow', '60');
  (grip.element() as unknown as HTMLElement).focus();
  await userEvent.keyboard('{ArrowRight>}');
  await expect.element(grip).toHaveAttribute('aria-valuenow', '75');
  await expect.element(grip).toHaveAttribute('aria-valuetext', expect.stringMatching(/^1 h 15 min, done by /));
  await userEvent.keyboard('{Escape}{/ArrowRight}');
  await expect.element(grip).toHaveAttribute('aria-valuenow', '60');
  expect(sent).toEqual([]);
  await userEvent.keyboard('{ArrowRight}');
  await vi.waitFor(() => expect(sent.map(({ body }) => body)).toEqual([{ estimatedTime: 75 }]));
  await vi.waitFor(() => expect(toasts()).toEqual(['“Read the account history” takes 1 h 15 min now.']));
  await expectAccessible(element);
  await userEvent.click(page.getByRole('button', { name: 'Undo' }));
  await vi.waitFor(() => expect(sent[1]?.body).toEqual({ estimatedTime: 60 }));
});

test('dragging the end of a bar changes the estimate when one lets go', async () => {
  await page.viewport(1280, 900);
  const sent = answering(({ body }) => json({ task: withStep(plannedTask(), 1, body as object, 4) }));
  await mountHydrated(TaskPage, taskPage({ calendar: defaultCalendar('UTC') }));
  const grip = document.querySelector('.grip')!;
  const at = (type: string, clientX: number) =>
    grip.dispatchEvent(new PointerEvent(type, { clientX, pointerId: 1, bubbles: true, cancelable: true }));
  vi.spyOn(grip, 'setPointerCapture').mockImplementation(() => undefined);
  at('pointerdown', 100);
  at('pointermove', 120);
  await vi.waitFor(() => expect(grip.getAttribute('aria-valuenow')).toBe('390'));
  expect(sent).toEqual([]);
  at('pointerup', 120);
  await vi.waitFor(() => expect(sent.map(({ body }) => body)).toEqual([{ estimatedTime: 390 }]));
});
