import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { AutomationEditor } from '../../src/components/islands/automations/automation-editor.ts';
import type { Automation } from '../../src/lib/contracts/automation.ts';
import type { PipelineLine } from '../../src/lib/contracts/pipeline.ts';
import { expectAccessible } from './support/accessible.ts';
import { answering, json, problem } from './support/answers.ts';
import { modes, mountAs } from './support/modes.ts';
import { clearPage, mountHydrated } from './support/mount.ts';
import { idOf, now } from './support/tasks.ts';
import { forgetToasts, toasts } from './support/toasts.ts';

const stageId = idOf(8101);
const welcome: Automation = {
  id: idOf(8201),
  name: 'Welcome',
  isActive: true,
  trigger: 'entry',
  inactiveDays: null,
  condition: null,
  actions: [
    { id: idOf(8301), action: 'create_task', aiPrompt: null, config: { taskTemplate: 'Call' } },
    { id: idOf(8302), action: 'wait', aiPrompt: null, config: { delayMinutes: 2880 } },
    { id: idOf(8303), action: 'add_tag', aiPrompt: null, config: { tag: 'new' } },
  ],
};
const sales = (automations: Automation[] = [welcome], version = 3): PipelineLine => ({
  id: idOf(8001),
  name: 'Sales',
  type: 'sales',
  description: null,
  isActive: true,
  order: 0,
  createdBy: null,
  stages: [
    {
      id: stageId,
      name: 'New',
      order: 0,
      colour: null,
      description: null,
      probability: 10,
      autoAdvance: false,
      automations,
      exitCriteria: [],
    },
  ],
  deletedAt: null,
  version,
  createdAt: now,
  updatedAt: now,
});
const setup = {
  members: [{ id: idOf(1), name: 'Dana Flores', avatar: null, role: 'sales' }],
  templates: [{ id: idOf(8401), name: 'Welcome mail' }],
  goals: [{ name: 'Sales', stages: [{ id: stageId, name: 'New' }] }],
  customers: [],
  customFields: [{ key: 'contract_size', label: 'Contract size', type: 'number' }],
};
const editor = (props: object = {}) => ({
  module: '/src/components/islands/automations/automation-editor.ts',
  name: 'AutomationEditor',
  props: { served: sales(), stageId, automationId: welcome.id, version: 3, setup, ...props },
});
const condition = () => page.getByLabelText('Only if');
const save = () => userEvent.click(page.getByRole('button', { name: 'Save automation' }));
const options = () =>
  [...document.querySelectorAll('[role="listbox"] [role="option"] > :first-child')].map((one) => one.textContent);
const sentAutomation = (body: unknown) =>
  (body as { stages: { automations: Record<string, unknown>[] }[] }).stages[0]!.automations[0]!;

beforeEach(forgetToasts);
afterEach(clearPage);

test.each(modes)('shows an automation and says what it does, accessibly (%s)', async (mode) => {
  const element = await mountAs(mode, AutomationEditor, editor());
  await expect
    .element(page.getByText('When a deal comes in: create the task “Call”, wait 2 days, then tag the customer “new”.'))
    .toBeVisible();
  await expectAccessible(element);
});

describe('a condition', () => {
  test('is completed by keys alone, fields of the company’s own too', async () => {
    await mountHydrated(AutomationEditor, editor());
    await userEvent.click(condition());
    await userEvent.keyboard('contract');
    await expect.element(page.getByRole('listbox', { name: 'What can stand here' })).toBeVisible();
    await expectAccessible(document.querySelector('automation-editor')!);
    await userEvent.keyboard('{Enter}');
    await expect.element(condition()).toHaveValue('customer.customFields.contract_size');
    await userEvent.keyboard(' > 5 && deal.sta');
    await expect.poll(options).toEqual(['deal.status']);
    await userEvent.keyboard('{Tab} == ');
    await expect.poll(options).toEqual(['"open"', '"won"', '"lost"']);
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowUp}');
    expect(document.querySelector('[aria-selected="true"]')?.textContent).toContain('"won"');
    expect(condition().element().getAttribute('aria-activedescendant')).toBe('condition-offer-1');
    await userEvent.keyboard('{Enter}');
    await expect.element(condition()).toHaveValue('customer.customFields.contract_size > 5 && deal.status == "won"');
    await expect.element(condition()).toHaveFocus();
    await expect.element(page.getByText('It reads customer.customFields.contract_size, deal.status.')).toBeVisible();
  });

  test('is declined with Escape and asked for with Ctrl and Space', async () => {
    await mountHydrated(AutomationEditor, editor());
    await userEvent.click(condition());
    await userEvent.keyboard('deal.v');
    await expect.poll(options).toEqual(['deal.value']);
    await userEvent.keyboard('{Escape}');
    await expect.poll(options).toEqual([]);
    await expect.element(condition()).toHaveValue('deal.v');
    await userEvent.keyboard('{Control>} {/Control}');
    await expect.poll(options).toEqual(['deal.value']);
    await userEvent.click(page.getByText('deal.value', { exact: true }));
    await expect.element(condition()).toHaveValue('deal.value');
  });

  test('with a fault says what and where, as it is typed', async () => {
    await mountHydrated(AutomationEditor, editor());
    await userEvent.click(condition());
    await userEvent.keyboard('now > deal.valu {Escape}');
    await expect.element(page.getByText(/^Character 7: There is no field/)).toBeVisible();
    await expect.element(condition()).toHaveAttribute('aria-invalid', 'true');
    expect(document.querySelector('.fault-text mark')?.textContent).toBe('deal.valu');
  });
});

test('actions change places by keys and buttons, and are saved in that order with what was typed', async () => {
  const sent = answering(() => json({ pipeline: sales([{ ...welcome, name: 'Saved' }], 4), warnings: [] }));
  await mountHydrated(AutomationEditor, editor());
  await userEvent.fill(page.getByLabelText('Title'), 'Call soon');
  (page.getByRole('button', { name: /^Move Create a task \(1\): Space/ }).element() as HTMLElement).focus();
  await userEvent.keyboard(' {ArrowDown} ');
  await userEvent.click(page.getByRole('button', { name: 'Remove Wait (1)' }));
  await userEvent.selectOptions(page.getByLabelText('Action to add'), 'Move the deal');
  await userEvent.click(page.getByRole('button', { name: 'Add action' }));
  await expect.element(page.getByRole('combobox', { name: 'To' })).toHaveFocus();
  await userEvent.click(page.getByRole('radio', { name: /has been in this stage for/ }));
  await save();
  await expect.element(page.getByText('Say how long, as a whole number.')).toBeVisible();
  await expect.element(page.getByLabelText('Time in the stage', { exact: true })).toHaveFocus();
  await userEvent.keyboard('3');
  await save();
  await vi.waitFor(() => expect(toasts()).toEqual(['The automation is saved.']));
  expect(sent).toHaveLength(1);
  expect(sent[0]!.headers.get('If-Match')).toBe('"3"');
  expect(sentAutomation(sent[0]!.body)).toMatchObject({
    id: welcome.id,
    trigger: 'time_based',
    actions: [
      {
        id: idOf(8301),
        action: 'create_task',
        config: { delayMinutes: 3 * 1440, taskTemplate: { title: 'Call soon' } },
      },
      { id: idOf(8303), action: 'add_tag' },
      { action: 'move_stage' },
    ],
  });
});

describe('a save that is refused', () => {
  test('loses nothing and marks what is wrong', async () => {
    answering(() =>
      problem(422, 'validation_failed', 'No', {
        errors: [{ path: 'stages.0.automations.0.actions.2.config.tag', message: 'must not be empty' }],
      }),
    );
    await mountHydrated(AutomationEditor, editor());
    await userEvent.fill(page.getByLabelText('Name', { exact: true }), 'Renamed');
    await save();
    await expect
      .element(page.getByLabelText('Tag', { exact: true }))
      .toHaveAccessibleDescription('Tag must not be empty.');
    await expect.element(page.getByLabelText('Name', { exact: true })).toHaveValue('Renamed');
    await expect.element(page.getByText('Not saved yet')).toBeVisible();
  });

  test('because of another change of the pipeline is tried on top of it; of this automation, told', async () => {
    const other = { ...welcome, id: idOf(8209), name: 'Another' };
    let current = sales([welcome, other], 4);
    const sent = answering(({ headers }) =>
      headers.get('If-Match') === `"${current.version}"`
        ? json({ pipeline: { ...current, version: 5 }, warnings: [{ message: 'A deal can go round by itself.' }] })
        : problem(409, 'conflict', 'Someone else changed stages', { conflicts: ['stages'], current }),
    );
    await mountHydrated(AutomationEditor, editor());
    await save();
    await vi.waitFor(() => expect(toasts()).toEqual(['The automation is saved.']));
    expect((sent[1]!.body as { stages: { automations: unknown[] }[] }).stages[0]!.automations).toHaveLength(2);
    await expect.element(page.getByText('A deal can go round by itself.')).toBeVisible();
    current = sales([{ ...welcome, name: 'Changed meanwhile' }], 9);
    await save();
    await vi.waitFor(() => expect(toasts().at(-1)).toMatch(/^Not saved: someone else changed this automation/));
  });
});
