import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { TaskPage } from '../../src/components/islands/task/task-page.ts';
import type { Subtask, Task } from '../../src/lib/contracts/task.ts';
import { expectAccessible } from './support/accessible.ts';
import { answering, json, problem, type Sent } from './support/answers.ts';
import { enter } from './support/enter.ts';
import { modes, mountAs } from './support/modes.ts';
import { clearPage, mountHydrated } from './support/mount.ts';
import { sidecarTells } from './support/sidecar.ts';
import { dana, now, plannedTask, step, taskPage, withStep } from './support/tasks.ts';
import { forgetToasts, lastToast, toasts } from './support/toasts.ts';

const title = page.getByLabelText('Step', { exact: true });
const row = (number: number) => document.querySelector(`[data-step="${step(number).id}"]`);
const open = (number: number) => userEvent.click(row(number)!.querySelector('.plan-text')!);
/** Answers as the server does: each edit makes the next version. */
const saving = (): Sent[] => {
  let task = plannedTask();
  return answering(({ path, body }) => {
    const number = [1, 2, 3].find((each) => path.endsWith(step(each).id));
    if (number) task = withStep(task, number, body as Partial<Subtask>, task.version + 1);
    return json({ task });
  });
};
const othersSave = (task: Task) =>
  sidecarTells('task_update', { id: 100 + task.version, type: 'updated', task, timestamp: now });

beforeEach(forgetToasts);
afterEach(clearPage);

test.each(modes)('opens under its step with everything about it, accessibly (%s)', async (mode) => {
  const element = await mountAs(mode, TaskPage, taskPage());
  await open(2);
  await expect.element(title).toHaveValue('Draft the proposal');
  await expect.element(page.getByLabelText('Minutes', { exact: true })).toHaveValue(60);
  await expect.element(page.getByLabelText('Priority', { exact: true }).last()).toHaveValue('medium');
  await expect.element(page.getByLabelText('Who')).toHaveValue('');
  await expect.element(page.getByLabelText('1. Read the account history')).toBeChecked();
  // The third waits for this one: choosing it would be a circle.
  expect(page.getByLabelText('3. Agree and sign').elements()).toEqual([]);
  await expectAccessible(element);
  await userEvent.click(page.getByRole('button', { name: 'Done' }));
  await expect.element(title).not.toBeInTheDocument();
});

test('each field saves itself when one leaves it', async () => {
  const sent = saving();
  await mountHydrated(TaskPage, taskPage());
  await open(2);
  await enter(title, '  Write the proposal ');
  await enter(page.getByLabelText('Minutes', { exact: true }), '90');
  await userEvent.fill(page.getByLabelText('How and why'), 'Two pages');
  await userEvent.tab();
  await userEvent.selectOptions(page.getByLabelText('Who'), dana.id);
  await userEvent.click(page.getByLabelText('1. Read the account history'));
  await vi.waitFor(() =>
    expect(sent.map(({ body }) => body)).toEqual([
      { title: 'Write the proposal' },
      { estimatedTime: 90 },
      { description: 'Two pages' },
      { assignedTo: dana.id },
      { dependencies: [] },
    ]),
  );
  expect(row(2)?.textContent).toMatch(/Write the proposal[\s\S]*1 h 30 min/);
  expect(row(2)?.querySelector('.plan-text')?.textContent).not.toContain('After 1');
  await vi.waitFor(() => expect(toasts().at(-1)).toBe('Dependencies changed.'));
});

test('an empty title and an impossible estimate go back to what they were', async () => {
  const sent = saving();
  await mountHydrated(TaskPage, taskPage());
  await open(1);
  await enter(title, '   ');
  await expect.element(title).toHaveValue('Read the account history');
  await enter(page.getByLabelText('Minutes', { exact: true }), '90000');
  await expect.element(page.getByLabelText('Minutes', { exact: true })).toHaveValue(60);
  expect(sent).toEqual([]);
});

test('an undone change is gone from its field too', async () => {
  saving();
  await mountHydrated(TaskPage, taskPage());
  await open(1);
  await enter(title, 'Read everything');
  await vi.waitFor(() => expect(toasts()).toEqual(['Step renamed.']));
  await userEvent.click(page.getByRole('button', { name: 'Undo' }));
  await vi.waitFor(() =>
    expect(row(1)?.querySelector('.plan-text')?.textContent).toContain('Read the account history'),
  );
  await expect.element(title).toHaveValue('Read the account history');
});

test('what is typed stays while others change the step, and when it is refused', async () => {
  answering(() => problem(503, 'internal', 'The database is busy.'));
  await mountHydrated(TaskPage, taskPage());
  await open(1);
  await userEvent.fill(title, 'Half a thou');
  await othersSave(withStep(plannedTask(), 1, { title: 'Renamed by Ines', estimatedTime: 45 }, 4));
  await expect.element(page.getByLabelText('Minutes', { exact: true })).toHaveValue(45);
  await expect.element(title).toHaveValue('Half a thou');
  await userEvent.tab();
  await vi.waitFor(() => expect(toasts()[0]).toContain('The database is busy.'));
  await expect.element(title).toHaveValue('Half a thou');
  await othersSave(withStep(plannedTask(), 1, { title: 'Renamed by Ines', estimatedTime: 50 }, 5));
  await expect.element(page.getByLabelText('Minutes', { exact: true })).toHaveValue(50);
  await expect.element(title).toHaveValue('Half a thou');
});

test('two people’s dependencies are compared in words', async () => {
  answering(() =>
    problem(409, 'conflict', 'Someone else changed it.', {
      conflicts: ['dependencies'],
      current: withStep(plannedTask(), 3, { dependencies: [step(1).id] }, 5),
    }),
  );
  await mountHydrated(TaskPage, taskPage());
  await open(3);
  await userEvent.click(page.getByLabelText('2. Draft the proposal'));
  const notice = page.getByRole('alertdialog');
  await expect.element(notice).toBeVisible();
  expect(notice.element().textContent).toMatch(/Theirs\s*Read the account history\s*Yours\s*waits for nothing/);
  await userEvent.click(page.getByRole('button', { name: 'Keep theirs' }));
  await expect.element(page.getByLabelText('1. Read the account history')).toBeChecked();
  await expect.element(page.getByLabelText('2. Draft the proposal')).not.toBeChecked();
});

test('started and finished before the server answered: no conflict with oneself', async () => {
  const { promise: first, resolve: release } = Promise.withResolvers<Response>();
  const sent = answering(() =>
    sent.length === 1 ? first : json({ task: withStep(plannedTask(), 1, { status: 'completed' }, 5) }),
  );
  await mountHydrated(TaskPage, taskPage());
  const button = (name: string) => page.elementLocator(row(1)!).getByRole('button', { name, exact: true });
  await userEvent.click(button('Start'));
  await userEvent.click(button('Finish'));
  release(json({ task: withStep(plannedTask(), 1, { status: 'in_progress' }, 4) }));
  await vi.waitFor(() =>
    expect(sent.map(({ headers, body }) => [headers.get('If-Match'), body])).toEqual([
      ['"3"', { status: 'in_progress' }],
      ['"4"', { status: 'completed' }],
    ]),
  );
});

test('a deleted step is brought back by its own name', async () => {
  const base = plannedTask();
  const without: Task = {
    ...withStep(base, 3, { dependencies: [], order: 1 }, 4),
    aiGenerated: {
      ...base.aiGenerated!,
      subtasks: [base.aiGenerated!.subtasks[0]!, step(3, { title: 'Agree and sign', order: 1 })],
    },
  };
  const sent = answering(({ method }) => json({ task: method === 'DELETE' ? without : { ...base, version: 5 } }));
  await mountHydrated(TaskPage, taskPage());
  await open(2);
  await userEvent.click(page.getByRole('button', { name: 'Delete step' }));
  await vi.waitFor(() => expect(toasts()).toEqual(['Deleted “Draft the proposal”.']));
  expect(row(2)).toBeNull();
  lastToast()?.action?.run();
  await vi.waitFor(() => expect(row(2)).not.toBeNull());
  const place = `/api/tasks/${base.id}/subtasks/${step(2).id}`;
  await vi.waitFor(() =>
    expect(sent.map(({ method, path, headers }) => [method, path, headers.get('If-Match')])).toEqual([
      ['DELETE', place, '"3"'],
      ['POST', `${place}/restore`, '"4"'],
    ]),
  );
});

test('a step is locked and unlocked by a button, and its line says so', async () => {
  const sent = saving();
  const element = await mountHydrated(TaskPage, taskPage());
  await open(2);
  const lock = page.getByRole('button', { name: 'Lock' });
  await expect.element(lock).toHaveAttribute('aria-pressed', 'false');
  lock.element().focus();
  await userEvent.keyboard('{Enter}');
  await expect.element(lock).toHaveAttribute('aria-pressed', 'true');
  expect(row(2)?.querySelector('.locked')?.textContent.trim()).toBe('Locked');
  await vi.waitFor(() => expect(toasts()).toEqual(['Step locked.']));
  await expectAccessible(element);
  await userEvent.click(lock);
  await vi.waitFor(() => expect(row(2)?.querySelector('.locked')).toBeNull());
  await vi.waitFor(() => expect(sent.map(({ body }) => body)).toEqual([{ locked: true }, { locked: false }]));
});
