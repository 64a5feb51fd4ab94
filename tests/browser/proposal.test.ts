import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { TaskPage } from '../../src/components/islands/task/task-page.ts';
import type { Generation } from '../../src/lib/contracts/generation.ts';
import type { Proposal } from '../../src/lib/contracts/proposal.ts';
import { expectAccessible } from './support/accessible.ts';
import { answering, json, problem } from './support/answers.ts';
import { modes, mountAs } from './support/modes.ts';
import { clearPage, mountHydrated } from './support/mount.ts';
import { idOf, plannedTask, runningGeneration, step, taskPage } from './support/tasks.ts';
import { forgetToasts, toasts } from './support/toasts.ts';

beforeEach(forgetToasts);
afterEach(clearPage);

const stated = (title: string, estimatedTime = 60) => ({
  ...{ title, description: '', estimatedTime },
  ...{ dependencies: [], priority: 'medium' as const },
});
const proposal: Proposal = {
  state: 'open',
  changes: [
    {
      ...{ id: step(1).id, kind: 'changed', fields: ['estimatedTime', 'dependencies'] },
      before: stated('Read the account history'),
      after: { ...stated('Read the account history', 90), dependencies: [idOf(44)] },
    },
    { id: step(2).id, kind: 'kept', fields: [], before: stated('Draft'), after: stated('Draft') },
    { id: step(3).id, kind: 'removed', fields: [], before: stated('Agree and sign'), after: null },
    { id: idOf(44), kind: 'added', fields: [], before: null, after: stated('Ask the CFO') },
  ],
  ends: { before: '2026-12-04T10:00:00.000Z', after: '2026-12-08T10:00:00.000Z' },
};
const run = (change: Partial<Proposal> = {}): Generation =>
  runningGeneration({ status: 'complete', subtasks: [], proposal: { ...proposal, ...change } });
const apply = `/api/tasks/${plannedTask().id}/proposals/${run().id}/apply`;

test.each(modes)('a proposed plan shows what it would change, each ticked, accessibly (%s)', async (mode) => {
  answering(() => json({}));
  const element = await mountAs(mode, TaskPage, taskPage({ generation: run() }));
  const region = element.querySelector('.proposal');
  const text = region?.textContent.replaceAll(/\s+/g, ' ');
  expect(text).toContain('1 new, 1 changed, 1 removed. With all of them the plan ends Tue 8 Dec instead of Fri 4 Dec.');
  expect(text).toMatch(/Time was 1 h → becomes 1 h 30 min/);
  expect(text).toMatch(/Waits for was nothing → becomes Ask the CFO/);
  expect(text).toContain('1 step stays as it is');
  const boxes = page.getByRole('checkbox').elements() as HTMLInputElement[];
  expect(boxes.map(({ checked }) => checked)).toEqual([true, true, true]);
  expect(region?.querySelectorAll('[style]')).toHaveLength(0);
  await expectAccessible(element);
});

test('the ticked changes are applied with the version one saw, and what was mended is told', async () => {
  const sent = answering(({ method }) =>
    method === 'POST'
      ? json({ task: { ...plannedTask(), version: 4 }, repairs: ['“Sign” waits for nothing now'] })
      : json({ generation: run({ state: 'applied', changes: [] }) }),
  );
  await mountHydrated(TaskPage, taskPage({ generation: run() }));
  await userEvent.click(page.getByRole('checkbox', { name: /Agree and sign/ }));
  await userEvent.click(page.getByRole('button', { name: 'Apply ticked' }));
  await expect.element(page.getByRole('heading', { name: 'Proposed changes' })).not.toBeInTheDocument();
  expect(sent[0]).toMatchObject({ method: 'POST', path: apply, body: { accept: [step(1).id, idOf(44)] } });
  expect(sent[0]?.headers.get('If-Match')).toBe('"3"');
  expect(toasts()[0]).toBe('The changes are applied. “Sign” waits for nothing now.');
  await expect.element(page.getByRole('tab', { name: 'Plan' })).toHaveFocus();
});

test('all are applied by one button; with none ticked nothing is sent; a refusal keeps the proposal', async () => {
  let refused = true;
  const sent = answering(({ method }) => {
    if (method !== 'POST') return json({ generation: run(refused ? {} : { state: 'applied', changes: [] }) });
    return refused
      ? problem(409, 'conflict', 'A newer plan was asked for.')
      : json({ task: plannedTask(), repairs: [] });
  });
  await mountHydrated(TaskPage, taskPage({ generation: run() }));
  for (const box of page.getByRole('checkbox').all()) await userEvent.click(box);
  await userEvent.click(page.getByRole('button', { name: 'Apply ticked' }));
  await vi.waitFor(() => expect(toasts()[0]).toContain('Tick at least one change'));
  expect(sent).toEqual([]);
  await userEvent.click(page.getByRole('button', { name: 'Apply all' }));
  await vi.waitFor(() => expect(toasts()[1]).toContain('A newer plan was asked for.'));
  await expect.element(page.getByRole('heading', { name: 'Proposed changes' })).toHaveFocus();
  refused = false;
  await userEvent.click(page.getByRole('button', { name: 'Apply all' }));
  await expect.element(page.getByRole('heading', { name: 'Proposed changes' })).not.toBeInTheDocument();
  expect(sent.filter(({ method }) => method === 'POST').map(({ body }) => body)).toEqual([{}, {}]);
});

test('a proposal is discarded, and the plan is as it was', async () => {
  const sent = answering(({ method }) =>
    method === 'DELETE' ? json(null, 204) : json({ generation: run({ state: 'discarded', changes: [] }) }),
  );
  await mountHydrated(TaskPage, taskPage({ generation: run() }));
  await userEvent.click(page.getByRole('button', { name: 'Discard' }));
  await expect.element(page.getByRole('heading', { name: 'Proposed changes' })).not.toBeInTheDocument();
  expect(sent[0]).toMatchObject({ method: 'DELETE', path: apply.replace('/apply', '') });
  expect(toasts()).toEqual(['3 proposed changes discarded. The plan is as it was.']);
});
