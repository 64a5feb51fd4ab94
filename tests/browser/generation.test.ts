import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { commands, page, userEvent } from 'vitest/browser';
import { TaskPage } from '../../src/components/islands/task/task-page.ts';
import type { Generation } from '../../src/lib/contracts/generation.ts';
import { expectAccessible } from './support/accessible.ts';
import { answering, json, problem } from './support/answers.ts';
import { clearPage, mountHydrated } from './support/mount.ts';
import { connection, sidecarTells } from './support/sidecar.ts';
import { plannedTask, runningGeneration, step, taskPage, withStep } from './support/tasks.ts';
import { forgetToasts, toasts } from './support/toasts.ts';

const unplanned = plannedTask({ aiGenerated: null });
const run = runningGeneration();
const failed = runningGeneration({
  status: 'failed',
  progress: { ...run.progress, stage: 'failed', message: 'Stopped' },
  error: { code: 'ai_unavailable', message: 'The model gave no plan.' },
});
const progress = (change: Partial<Generation['progress']>, generationId = run.id) =>
  sidecarTells('ai_progress_update', {
    taskId: run.taskId,
    generationId,
    progress: { ...run.progress, ...change },
  });
const button = (name: string) => page.getByRole('button', { name, exact: true });
const stepsSoFar = () =>
  [...document.querySelectorAll('[aria-label="Steps so far"] li')].map((row) =>
    row.textContent.replaceAll(/\s+/g, ' ').trim(),
  );

beforeEach(forgetToasts);
afterEach(clearPage);

test('progress and steps show as they arrive, until the plan is there', async () => {
  const sent = answering(() => json({ task: plannedTask({ version: 4 }) }));
  const element = await mountHydrated(TaskPage, taskPage({ served: unplanned, generation: run }));
  await vi.waitFor(async () => expect(await commands.whatWasHeard()).toContain(`subscribe_ai_progress ${run.taskId}`));
  await progress({ percentage: 60, message: 'Writing step 3', estimatedTimeRemaining: 2 });
  await expect.element(page.getByText('Writing step 3')).toBeVisible();
  await expect.element(page.getByRole('progressbar')).toHaveAttribute('value', '60');
  const arriving = (index: number, title: string, dependencies: number[]) =>
    sidecarTells('ai_subtask', {
      taskId: run.taskId,
      generationId: run.id,
      subtask: { index, title, description: 'Because', estimatedTime: null, dependencies, priority: 'low' },
    });
  await arriving(2, 'Agree and sign', [0, 1]);
  await arriving(1, 'Draft', [0]);
  await arriving(1, 'Draft the proposal', [0]);
  await vi.waitFor(() =>
    expect(stepsSoFar()).toEqual([
      'Read the account history Tickets and notes 45 min',
      'Draft the proposal After 1. Because',
      'Agree and sign After 1, 2. Because',
    ]),
  );
  await expectAccessible(element);
  await progress({ stage: 'complete', percentage: 100, message: 'Done' });
  await expect.element(page.getByText('80 % sure by Mon 7 Dec, due Tue 15 Dec')).toBeVisible();
  expect(stepsSoFar()).toEqual([]);
  expect(page.getByRole('progressbar').elements()).toEqual([]);
  expect(sent.map(({ path }) => path)).toEqual([`/api/tasks/${run.taskId}`, `/api/generations/${run.id}`]);
  await progress({ percentage: 90 });
  expect(page.getByRole('progressbar').elements()).toEqual([]);
});

test('a plan is asked for, refused with the reason, and asked for again', async () => {
  let refused = true;
  const sent = answering(({ method }) => {
    if (method !== 'POST') return json({ task: unplanned });
    return refused ? problem(429, 'rate_limited', 'Too many plans today.') : json({ generation: run }, 202);
  });
  const element = await mountHydrated(TaskPage, taskPage({ served: unplanned }));
  expect(element.textContent).toContain('No plan yet');
  await userEvent.click(button('Make a plan'));
  await vi.waitFor(() => expect(toasts()).toEqual(['The plan was not started: Too many plans today.']));
  refused = false;
  await userEvent.click(button('Make a plan'));
  await expect.element(page.getByText('Writing step 2')).toBeVisible();
  expect(sent[1]).toMatchObject({ method: 'POST', path: `/api/tasks/${run.taskId}/generate-subtasks` });
});

test('a run that fails says why, and another may be tried', async () => {
  answering(({ path, method }) => {
    if (method === 'POST') return json({ generation: { ...run, id: step(77).id } }, 202);
    return json(path.includes('/generations/') ? { generation: failed } : { task: unplanned });
  });
  const element = await mountHydrated(TaskPage, taskPage({ served: unplanned, generation: failed }));
  await expect
    .element(page.getByRole('alert').getByText(/The plan was not made\.\s*The model gave no plan\./))
    .toBeVisible();
  await expectAccessible(element);
  await userEvent.click(button('Try again'));
  await expect.element(page.getByText('Writing step 2')).toBeVisible();
  expect(page.getByRole('alert').elements()).toEqual([]);
});

test('a failure that happens while one looks is said with its reason', async () => {
  answering(({ path }) => json(path.includes('/generations/') ? { generation: failed } : { task: unplanned }));
  await mountHydrated(TaskPage, taskPage({ served: unplanned, generation: run }));
  await progress({ stage: 'failed', message: 'The model gave no plan.' });
  await expect.element(page.getByRole('alert').getByText(/The model gave no plan\./)).toBeVisible();
  expect(toasts()).toEqual([]);
});

test('cancelling stops the run, and says that nothing was changed', async () => {
  let refused = true;
  answering(({ method }) => {
    if (method !== 'DELETE') return json({ task: plannedTask() });
    return refused ? problem(503, 'internal', 'The database is busy.') : json(null, 204);
  });
  await mountHydrated(TaskPage, taskPage({ generation: run }));
  await userEvent.click(button('Cancel'));
  await vi.waitFor(() => expect(toasts()).toEqual(['Not cancelled: The database is busy.']));
  refused = false;
  await userEvent.click(button('Cancel'));
  await expect.element(page.getByText('Stopping…')).toBeVisible();
  await progress({ stage: 'cancelled', message: 'Cancelled' });
  await vi.waitFor(() => expect(toasts()[1]).toBe('Planning was cancelled. Nothing was changed.'));
  expect(page.getByRole('progressbar').elements()).toEqual([]);
});

test('planning again heeds a note, and asks what becomes of people’s edits', async () => {
  const edited = withStep(plannedTask(), 1, { status: 'completed' }, 3);
  const sent = answering(() => json({ generation: run }, 202));
  const element = await mountHydrated(TaskPage, taskPage({ served: edited }));
  await userEvent.click(page.getByRole('button', { name: /^Replan with a note/ }));
  const dialog = page.getByRole('dialog', { name: 'Plan again' });
  await expect.element(dialog).toBeVisible();
  await expect.element(page.getByText('1 step was edited, started or finished by people')).toBeVisible();
  await expectAccessible(element);
  await userEvent.fill(page.getByLabelText('What should be different?'), ' The CFO first ');
  await userEvent.click(page.getByRole('radio', { name: /Quality/ }));
  await userEvent.click(page.getByRole('radio', { name: /Start from scratch/ }));
  await userEvent.click(dialog.getByRole('button', { name: 'Plan again' }));
  await expect.element(dialog).not.toBeInTheDocument();
  expect(sent[0]?.body).toEqual({
    model: 'quality',
    instructions: 'The CFO first',
    replaceEdits: true,
    propose: true,
  });
});

test('a run someone else started shows too; without a socket it is asked for', async () => {
  const other = runningGeneration({ id: step(78).id, kind: 'optimize' });
  const mine = runningGeneration({ id: step(79).id, kind: 'optimize' });
  const sent = answering(({ method, path }) => {
    if (method === 'POST') return json({ generation: mine }, 202);
    const asked = path.endsWith(mine.id) ? mine : other;
    return json(path.includes('/generations/') ? { generation: asked } : { task: plannedTask() });
  });
  await mountHydrated(TaskPage, taskPage());
  await progress({}, other.id);
  await expect.element(page.getByText('Writing step 2')).toBeVisible();
  await expect.element(button('Optimise schedule')).toBeDisabled();
  await progress({ stage: 'complete' }, other.id);
  await expect.element(button('Optimise schedule')).toBeEnabled();
  await commands.cutConnections(false);
  await connection('offline');
  sent.splice(0);
  await userEvent.click(button('Optimise schedule'));
  await vi.waitFor(() => expect(sent.map(({ path }) => path)).toContain(`/api/generations/${mine.id}`), 3000);
  await commands.cutConnections(true);
});
