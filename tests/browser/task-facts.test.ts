import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { TaskPage } from '../../src/components/islands/task/task-page.ts';
import type { Task } from '../../src/lib/contracts/task.ts';
import { expectAccessible } from './support/accessible.ts';
import { answering, json, problem } from './support/answers.ts';
import { clearPage, mountHydrated } from './support/mount.ts';
import { sidecarTells } from './support/sidecar.ts';
import { stayHere } from './support/stay.ts';
import { dana, idOf, now, plannedTask, step, taskPage } from './support/tasks.ts';
import { forgetToasts, toasts } from './support/toasts.ts';

const acme = { id: idOf(5001), name: 'Acme Ltd' };
const choice = (name: string) => page.getByRole('combobox', { name, exact: true });
const saving = () => answering(({ body }) => json({ task: plannedTask({ ...(body as Partial<Task>), version: 4 }) }));
const tell = (id: number, type: 'updated' | 'deleted', task: Task) =>
  sidecarTells('task_update', { id, type, task, timestamp: now });
const titles = (element: Element) =>
  [...element.querySelectorAll('[data-step] .font-\\[560\\]')].map((each) => each.textContent.trim());

beforeEach(forgetToasts);
afterEach(clearPage);

test.each([
  ['Status', 'completed', { status: 'completed' }, 'Status set to done.'],
  ['Priority', 'urgent', { priority: 'urgent' }, 'Priority set to urgent.'],
  ['Customer', acme.id, { customerId: acme.id }, 'Customer changed.'],
  ['Owner', '', { assignedTo: null }, 'Given to nobody.'],
] as const)('%s changes where it stands', async (name, value, body, said) => {
  const sent = saving();
  await mountHydrated(TaskPage, taskPage({ customers: [acme] }));
  await userEvent.selectOptions(choice(name), value);
  await vi.waitFor(() => expect(toasts()).toEqual([said]));
  expect(sent[0]).toMatchObject({ method: 'PATCH', path: `/api/tasks/${plannedTask().id}`, body });
  await expect.element(choice(name)).toHaveValue(value);
});

test('a due day is due at the end of its work, and may be taken away', async () => {
  const sent = saving();
  await mountHydrated(TaskPage, taskPage());
  const due = page.getByLabelText('Due', { exact: true });
  await userEvent.fill(due, '2026-12-18');
  await vi.waitFor(() => expect(toasts()).toEqual(['Due Fri 18 Dec.']));
  await userEvent.fill(due, '');
  await vi.waitFor(() => expect(toasts()[1]).toBe('Due date removed.'));
  expect(sent.map(({ body }) => body)).toEqual([{ dueDate: '2026-12-18T17:30:00.000Z' }, { dueDate: null }]);
});

test('a due date that is typed is saved once it is complete', async () => {
  const sent = saving();
  await mountHydrated(TaskPage, taskPage());
  const due = page.getByLabelText('Due', { exact: true });
  due.element().focus();
  await userEvent.keyboard('12302027');
  await expect.element(due).toHaveValue('2027-12-30');
  expect(sent).toEqual([]);
  await userEvent.tab();
  await userEvent.tab();
  await vi.waitFor(() => expect(sent.map(({ body }) => body)).toEqual([{ dueDate: '2027-12-30T17:30:00.000Z' }]));
});

test('half a due date changes nothing', async () => {
  const sent = saving();
  await mountHydrated(TaskPage, taskPage());
  const due = page.getByLabelText('Due', { exact: true });
  due.element().focus();
  await userEvent.keyboard('{Backspace}');
  await expect.element(due).toHaveValue('');
  page.getByRole('button', { name: 'Start next step' }).element().focus();
  await expect.element(due).toHaveValue('2026-12-15');
  expect(sent).toEqual([]);
});

test('the title is edited in place: Enter saves, Escape does not, a refusal keeps what was typed', async () => {
  let refused = true;
  const sent = answering(({ body }) =>
    refused
      ? problem(422, 'validation_failed', 'Too short.')
      : json({ task: plannedTask({ ...(body as Partial<Task>), version: 4 }) }),
  );
  const element = await mountHydrated(TaskPage, taskPage());
  const begin = page.getByTitle('Edit the title');
  const field = page.getByLabelText('Title');
  await userEvent.click(begin);
  await userEvent.fill(field, 'Something else');
  await userEvent.keyboard('{Escape}');
  await expect.element(begin).toHaveTextContent('Win the Acme renewal');
  await userEvent.click(begin);
  await userEvent.fill(field, 'Keep  Acme');
  await userEvent.keyboard('{Enter}');
  await expect.element(field).toHaveValue('Keep Acme');
  expect(toasts()).toEqual(['Not done: title changed: Too short.']);
  await expectAccessible(element);
  refused = false;
  await userEvent.click(field);
  await userEvent.keyboard('{Enter}');
  await expect.element(begin).toHaveTextContent('Keep Acme');
  expect(sent.map(({ body }) => body)).toEqual([{ title: 'Keep Acme' }, { title: 'Keep Acme' }]);
});

test('a description is added where there is none', async () => {
  const sent = saving();
  await mountHydrated(TaskPage, taskPage({ served: plannedTask({ description: '' }) }));
  await userEvent.click(page.getByTitle('Edit the description'));
  await userEvent.fill(page.getByLabelText('Description'), 'Two people\nsign');
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await vi.waitFor(() => expect(toasts()).toEqual(['Description changed.']));
  expect(sent[0]?.body).toEqual({ description: 'Two people\nsign' });
});

test('a step is added below the others; a refused one stays in its field', async () => {
  let refused = false;
  const plan = plannedTask().aiGenerated!;
  answering(({ body }) => {
    if (refused) return problem(422, 'validation_failed', 'Too many steps.');
    const added = step(4, { title: (body as { title: string }).title });
    return json({ task: plannedTask({ version: 4, aiGenerated: { ...plan, subtasks: [...plan.subtasks, added] } }) });
  });
  const element = await mountHydrated(TaskPage, taskPage());
  const field = page.getByLabelText('Add a step');
  await userEvent.fill(field, 'Send flowers');
  await userEvent.keyboard('{Enter}');
  await vi.waitFor(() => expect(toasts()).toEqual(['Added “Send flowers”.']));
  expect(titles(element).at(-1)).toContain('Send flowers');
  await expect.element(field).toHaveValue('');
  refused = true;
  await userEvent.fill(field, 'One too many');
  await userEvent.keyboard('{Enter}');
  await expect.element(field).toHaveValue('One too many');
  expect(toasts()[1]).toBe('Not done: add the step: Too many steps.');
});

test('what is refused is said with its names as they are written', async () => {
  answering(() => problem(422, 'validation_failed', 'It waits for another.'));
  const element = await mountHydrated(TaskPage, taskPage());
  const begin = [...element.querySelectorAll<HTMLElement>('.plan-right button')].find((button) =>
    button.textContent.includes('Start'),
  );
  begin?.click();
  await vi.waitFor(() => expect(toasts()[0]).toMatch(/^Not done: started “[A-Z][^”]+”: It waits for another\.$/));
});

test('the graph says what waits for what, in a picture and in words', async () => {
  const plan = plannedTask().aiGenerated!;
  const long = 'Negotiate every single paragraph of the agreement with both legal departments';
  const subtasks = [...plan.subtasks, step(4, { title: long, dependencies: [step(1).id], critical: false })];
  const element = await mountHydrated(
    TaskPage,
    taskPage({ served: plannedTask({ aiGenerated: { ...plan, subtasks } }) }),
  );
  await userEvent.click(page.getByRole('tab', { name: 'Plan' }));
  await userEvent.keyboard('{ArrowRight}');
  await expect.element(page.getByRole('tab', { name: 'Dependencies' })).toHaveFocus();
  const words = [...element.querySelectorAll('[role=tabpanel] ol li')].map((each) =>
    each.textContent.replaceAll(/\s+/g, ' ').trim(),
  );
  expect(words).toEqual([
    '1. Read the account history Can start at once',
    '2. Draft the proposal Waits for Read the account history',
    '3. Agree and sign Waits for Draft the proposal',
    `4. ${long} Waits for Read the account history`,
  ]);
  const columns = [...element.querySelectorAll('.graph .node')].map(
    (node) => /translate\((\d+) /.exec(node.getAttribute('transform') ?? '')?.[1],
  );
  expect(columns).toEqual(['0', '260', '520', '260']);
  expect(element.querySelectorAll('.graph .edge')).toHaveLength(3);
  expect(element.querySelectorAll('.graph .edge.critical')).toHaveLength(2);
  const lines = [...(element.querySelectorAll('.graph .node')[3]?.querySelectorAll('text') ?? [])];
  expect(lines.map((line) => line.textContent)).toEqual(['4. Negotiate every single', 'paragraph of the agreemen…']);
  await expectAccessible(element);
  await userEvent.click(page.getByRole('button', { name: '2. Draft the proposal' }));
  await expect.element(page.getByLabelText('Step', { exact: true })).toHaveValue('Draft the proposal');
});

test('deleting leads to the list, which can take it back; a refusal is said and one stays', async () => {
  const destinations = stayHere();
  let refused = true;
  answering(() => (refused ? problem(403, 'forbidden', 'Ask its owner.') : json(null, 204)));
  await mountHydrated(TaskPage, taskPage());
  await userEvent.click(page.getByLabelText('More actions'));
  await userEvent.click(page.getByRole('button', { name: 'Delete task' }));
  await vi.waitFor(() => expect(toasts()).toEqual(['Not deleted: Ask its owner.']));
  refused = false;
  await userEvent.click(page.getByRole('button', { name: 'Delete task' }));
  await vi.waitFor(() => expect(destinations).toEqual([`push /app/tasks?deleted=${plannedTask().id}`]));
});

test('deleted by someone else, it says so; brought back, it shows again', async () => {
  const element = await mountHydrated(TaskPage, taskPage());
  await tell(104, 'deleted', plannedTask({ version: 4, deletedAt: now }));
  await expect.element(page.getByText('This task is in the bin')).toBeVisible();
  await expectAccessible(element);
  await tell(105, 'updated', plannedTask({ version: 5, title: 'Keep Acme' }));
  await expect.element(page.getByRole('heading', { name: 'Keep Acme' })).toBeVisible();
});

test('after missed events the task is read anew; an outage leaves it, gone from the server it is in the bin', async () => {
  let answer: () => Response = () => problem(503, 'internal', 'Not now.');
  const sent = answering(({ path }) => (path === '/api/timer' ? json({ timer: null }) : answer()));
  await mountHydrated(TaskPage, taskPage({ members: [dana] }));
  const resync = (lastEventId: number) => sidecarTells('resync_required', { lastEventId });
  await resync(300);
  await vi.waitFor(() => expect(sent.filter(({ path }) => path.startsWith('/api/tasks/'))).toHaveLength(1));
  answer = () => json({ task: plannedTask({ version: 9, title: 'Keep Acme' }) });
  await resync(400);
  await expect.element(page.getByRole('heading', { name: 'Keep Acme' })).toBeVisible();
  answer = () => problem(404, 'not_found', 'No such task.');
  await resync(500);
  await expect.element(page.getByText('This task is in the bin')).toBeVisible();
});
