import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { PipelineEditor } from '../../src/components/islands/pipelines/pipeline-editor.ts';
import type { PipelineLine } from '../../src/lib/contracts/pipeline.ts';
import { expectAccessible } from './support/accessible.ts';
import { answering, json, problem } from './support/answers.ts';
import { modes, mountAs } from './support/modes.ts';
import { clearPage, mountHydrated } from './support/mount.ts';
import { idOf, now } from './support/tasks.ts';
import { forgetToasts, toasts } from './support/toasts.ts';

const stage = (number: number, name: string): PipelineLine['stages'][number] => ({
  id: idOf(8100 + number),
  name,
  order: number,
  colour: null,
  description: null,
  probability: number * 10,
  autoAdvance: false,
  automations: [],
  exitCriteria: [],
});
const sales = (change: Partial<PipelineLine> = {}): PipelineLine => ({
  id: idOf(8001),
  name: 'Sales',
  type: 'sales',
  description: null,
  isActive: true,
  order: 0,
  createdBy: null,
  stages: [stage(0, 'New'), stage(1, 'Proposal'), stage(2, 'Closing')],
  deletedAt: null,
  version: 3,
  createdAt: now,
  updatedAt: now,
  ...change,
});
const editor = (props: object = {}) => ({
  module: '/src/components/islands/pipelines/pipeline-editor.ts',
  name: 'PipelineEditor',
  props: { served: sales(), version: 3, deals: { [idOf(8101)]: 12 }, ...props },
});
const save = () => userEvent.click(page.getByRole('button', { name: 'Save pipeline' }));
const names = () => page.getByRole('list', { name: 'Stages in order' }).getByLabelText('Name').elements();
const shown = () => names().map((field) => (field as HTMLInputElement).value);
const stagesOf = (body: unknown) => (body as { stages: { id?: string; name: string }[] }).stages;

beforeEach(forgetToasts);
afterEach(clearPage);

test.each(modes)('shows the line with its stations, accessibly (%s)', async (mode) => {
  const element = await mountAs(mode, PipelineEditor, editor());
  await expect.poll(shown).toEqual(['New', 'Proposal', 'Closing']);
  await expectAccessible(element);
});

test('a stage that is renamed stays the same; a new one has no id yet', async () => {
  const sent = answering(() => json({ pipeline: sales({ version: 4 }), warnings: [] }));
  await mountHydrated(PipelineEditor, editor());
  await userEvent.fill(page.getByLabelText('Name').nth(2), 'Offer');
  await userEvent.click(page.getByRole('button', { name: 'Add stage' }));
  await userEvent.keyboard('Trial');
  await save();
  await vi.waitFor(() => expect(toasts()).toEqual(['The pipeline is saved.']));
  expect(sent[0]!.headers.get('If-Match')).toBe('"3"');
  expect(stagesOf(sent[0]!.body).map(({ id, name }) => [id, name])).toEqual([
    [idOf(8100), 'New'],
    [idOf(8101), 'Offer'],
    [idOf(8102), 'Closing'],
    [undefined, 'Trial'],
  ]);
});

test('stages change places by keys, and what was typed goes with them', async () => {
  await mountHydrated(PipelineEditor, editor());
  await userEvent.fill(page.getByLabelText('What it means').first(), 'Someone asked');
  const handle = page.getByRole('button', { name: 'Move New: Space, then arrow keys' });
  (handle.element() as HTMLElement).focus();
  await userEvent.keyboard(' {ArrowDown}{ArrowDown} ');
  await expect.poll(shown).toEqual(['Proposal', 'Closing', 'New']);
  await expect.element(page.getByLabelText('What it means').nth(2)).toHaveValue('Someone asked');
  await expect.element(handle).toHaveFocus();
  await userEvent.click(page.getByRole('button', { name: 'Move New up' }));
  await expect.poll(shown).toEqual(['Proposal', 'New', 'Closing']);
});

test('a stage that is deleted asks where its deals go', async () => {
  const sent = answering(({ body }) =>
    'moveTo' in (body as object) && Object.keys((body as { moveTo: object }).moveTo).length > 0
      ? json({ pipeline: sales({ version: 4, stages: [stage(0, 'New'), stage(2, 'Closing')] }), warnings: [] })
      : problem(422, 'validation_failed', 'Say where', {
          errors: [
            { path: `moveTo.${idOf(8101)}`, message: '12 deals are in “Proposal”. Say which stage they go to.' },
          ],
        }),
  );
  await mountHydrated(PipelineEditor, editor());
  await userEvent.click(page.getByRole('button', { name: 'Delete Proposal' }));
  const where = page.getByLabelText('“Proposal” is deleted when you save. Its 12 deals will go to');
  await save();
  await expect.element(where).toHaveAccessibleDescription('12 deals are in “Proposal”. Say which stage they go to.');
  await userEvent.selectOptions(where, 'Closing');
  await save();
  await vi.waitFor(() => expect(toasts().at(-1)).toBe('The pipeline is saved.'));
  expect(sent.at(-1)!.body).toMatchObject({ moveTo: { [idOf(8101)]: idOf(8102) } });
  await expect.element(where).not.toBeInTheDocument();
});

describe('a save that fails', () => {
  test('marks the criterion that is wrong, at its place, and keeps everything', async () => {
    answering(() =>
      problem(422, 'validation_failed', 'There is no such field', {
        errors: [
          {
            path: 'stages.1.exitCriteria.0',
            message: 'There is no field `deal.valu`.',
            position: { line: 1, column: 5, offset: 4, length: 9 },
          },
        ],
      }),
    );
    await mountHydrated(PipelineEditor, editor());
    const criterion = page.getByLabelText('One more criterion').nth(1);
    await userEvent.fill(criterion, 'now> deal.valu');
    const typed = page.getByLabelText('Criterion 1');
    await save();
    await expect.element(typed).toHaveAccessibleDescription('Character 5: There is no field `deal.valu`.');
    await expect.element(typed).toHaveFocus();
    const field = typed.element() as HTMLInputElement;
    expect([field.value, field.selectionStart, field.selectionEnd]).toEqual(['now> deal.valu', 4, 13]);
  });

  test('for want of a connection loses nothing', async () => {
    answering(() => Promise.reject(new TypeError('Failed to fetch')));
    await mountHydrated(PipelineEditor, editor());
    await userEvent.fill(page.getByLabelText('Name').nth(1), 'Just met');
    await save();
    await vi.waitFor(() => expect(toasts().at(-1)).toMatch(/^Not saved/));
    expect(shown()).toEqual(['Just met', 'Proposal', 'Closing']);
    await expect.element(page.getByText('Not saved yet')).toBeVisible();
  });
});
