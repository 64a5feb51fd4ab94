import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { TaskBoard } from '../../src/components/islands/tasks/task-board.ts';
import { taskStatuses, type Task, type TaskStatus } from '../../src/lib/contracts/task.ts';
import { cardOf } from '../../src/lib/domain/task-card.ts';
import { expectAccessible } from './support/accessible.ts';
import { answering, json, problem } from './support/answers.ts';
import { modes, mountAs } from './support/modes.ts';
import { clearPage } from './support/mount.ts';
import { sidecarTells } from './support/sidecar.ts';
import { idOf, now, plannedTask } from './support/tasks.ts';
import { forgetToasts, lastToast, toasts } from './support/toasts.ts';

const renewal = plannedTask({ parent: { id: idOf(9100), title: 'Keep the big three' } });
const letter = plannedTask({
  id: idOf(9002),
  title: 'Write to Initech',
  status: 'pending',
  aiGenerated: null,
  assignee: null,
  dueDate: '2026-12-01T17:30:00.000Z',
});
const call = plannedTask({ id: idOf(9003), title: 'Call Globex', status: 'pending', aiGenerated: null, dueDate: null });
const board = (tasks: Task[], more: Partial<Record<TaskStatus, { total: number; nextCursor: string }>> = {}) => ({
  module: '/src/components/islands/tasks/task-board.ts',
  name: 'TaskBoard',
  props: {
    served: taskStatuses.map((status) => {
      const items = tasks.filter((task) => task.status === status).map(cardOf);
      return { status, cards: { items, total: items.length, nextCursor: null, ...more[status] } };
    }),
    query: 'assignedTo=me&sort=-createdAt',
    zone: 'UTC',
    now,
  },
});
const columns = () =>
  Object.fromEntries<string[]>(
    [...document.querySelectorAll<HTMLElement>('[data-place]')].map((column) => [
      column.dataset.place ?? '',
      [...column.querySelectorAll('.card-title')].map((title) => title.textContent.trim()),
    ]),
  );
const total = (status: TaskStatus) => document.querySelector(`#column-${status} span`)?.textContent;
const said = () => document.querySelector('task-board [role=status]')?.textContent ?? '';
const link = (name: string) => page.getByRole('link', { name });
let event = 100;
const tell = (type: 'created' | 'updated' | 'deleted', task: Task, changed: string[] = []) =>
  sidecarTells('task_update', { id: ++event, type, task, changed, timestamp: now });
/** The server that makes each change asked for. */
const obliging = (task: Task) => {
  let { version } = task;
  return answering(({ body }) => json({ task: { ...task, ...(body as object), version: ++version } }));
};

beforeEach(async () => {
  forgetToasts();
  await page.viewport(1200, 900);
});
afterEach(clearPage);

test.each(modes)('shows each status with its tasks, their plan, due date and owner, accessibly (%s)', async (mode) => {
  const element = await mountAs(mode, TaskBoard, board([renewal, letter], { pending: { total: 40, nextCursor: 'x' } }));
  expect(columns()).toEqual({
    pending: ['Write to Initech'],
    in_progress: ['Win the Acme renewal'],
    completed: [],
    cancelled: [],
  });
  expect(total('pending')).toBe('40');
  const [first, second] = [...element.querySelectorAll('.card')].map((card) => card.textContent);
  expect(first).toMatch(/Write to Initech[\s\S]*Overdue, yesterday/);
  expect(second).toMatch(/Keep the big three[\s\S]*0 of 3 steps, 3 h[\s\S]*High[\s\S]*due Tue 15 Dec/);
  await expectAccessible(element);
});

test('a card is moved by keys alone, which is said, and the move can be undone', async () => {
  const sent = obliging(letter);
  await mountAs('hydrated', TaskBoard, board([renewal, letter, call]));
  (link('Write to Initech').element() as HTMLElement).focus();
  await userEvent.keyboard(' ');
  expect(said()).toContain('Lifted “Write to Initech”, now in Not started.');
  await userEvent.keyboard('{ArrowLeft}');
  expect(said()).toContain('no place further');
  await userEvent.keyboard('{ArrowRight}');
  expect(said()).toBe('In progress');
  expect(columns()).toMatchObject({ pending: ['Write to Initech', 'Call Globex'] });
  await userEvent.keyboard(' ');
  await vi.waitFor(() =>
    expect(columns()).toMatchObject({ in_progress: ['Write to Initech', 'Win the Acme renewal'] }),
  );
  expect([total('pending'), total('in_progress')]).toEqual(['1', '2']);
  await vi.waitFor(() => expect(document.activeElement?.textContent.trim()).toBe('Write to Initech'));
  await vi.waitFor(() => expect(lastToast()?.message).toBe('Moved “Write to Initech” to In progress.'));
  expect(sent[0]).toMatchObject({ method: 'PATCH', path: `/api/tasks/${letter.id}`, body: { status: 'in_progress' } });
  expect(sent[0]?.headers.get('if-match')).toBe('"3"');
  lastToast()?.action?.run();
  await vi.waitFor(() => expect(columns()).toMatchObject({ pending: ['Write to Initech', 'Call Globex'] }));
});

test('Escape, and leaving the card, leave it where it was', async () => {
  const sent = obliging(letter);
  await mountAs('hydrated', TaskBoard, board([letter, renewal]));
  const card = link('Write to Initech').element() as HTMLElement;
  for (const leave of [() => userEvent.keyboard('{Escape}'), () => userEvent.tab()]) {
    card.focus();
    await userEvent.keyboard(' {ArrowRight}');
    await leave();
    expect(said()).toBe('“Write to Initech” stays where it was.');
  }
  await userEvent.keyboard(' ');
  expect(columns()).toMatchObject({ pending: ['Write to Initech'] });
  expect(sent).toEqual([]);
});

test('a refused move goes back to its place and says why', async () => {
  answering(() => problem(403, 'forbidden', 'You may not change tasks.'));
  await mountAs('hydrated', TaskBoard, board([letter, call]));
  await userEvent.selectOptions(page.getByLabelText('Status of Call Globex'), 'Done');
  await vi.waitFor(() => expect(toasts()).toEqual(['“Call Globex” was not moved: You may not change tasks.']));
  expect(columns()).toMatchObject({ pending: ['Write to Initech', 'Call Globex'], completed: [] });
  expect(total('pending')).toBe('2');
});

test('a card others moved meanwhile goes where they put it', async () => {
  const current = { ...letter, status: 'cancelled', version: 9 };
  answering(() => problem(409, 'conflict', 'Someone else changed status.', { current, conflicts: ['status'] }));
  await mountAs('hydrated', TaskBoard, board([letter]));
  await userEvent.selectOptions(page.getByLabelText('Status of Write to Initech'), 'Done');
  await vi.waitFor(() =>
    expect(columns()).toMatchObject({ pending: [], completed: [], cancelled: ['Write to Initech'] }),
  );
});

test('a card is dragged to another column', async () => {
  obliging(letter);
  await mountAs('hydrated', TaskBoard, board([letter, call]));
  await vi.waitFor(() => expect(document.querySelector('.card')?.getAttribute('draggable')).toBe('true'));
  await userEvent.dragAndDrop(
    document.querySelector<HTMLElement>('.card')!,
    document.querySelector<HTMLElement>('[data-place=completed]')!,
  );
  await vi.waitFor(() =>
    expect(columns()).toMatchObject({ pending: ['Call Globex'], completed: ['Write to Initech'] }),
  );
});

test('nothing moves on the board while a card is in the air', async () => {
  obliging(letter);
  await mountAs('hydrated', TaskBoard, board([letter, call, renewal]));
  (link('Write to Initech').element() as HTMLElement).focus();
  await userEvent.keyboard(' ');
  await tell('updated', { ...renewal, status: 'pending', version: 9 }, ['status']);
  expect(columns()).toMatchObject({ in_progress: ['Win the Acme renewal'] });
  await userEvent.keyboard('{Escape}');
  await vi.waitFor(() =>
    expect(columns()).toMatchObject({ pending: ['Win the Acme renewal', 'Write to Initech', 'Call Globex'] }),
  );
});

test('cards follow what others do; what comes anew is announced', async () => {
  await mountAs('hydrated', TaskBoard, board([letter, renewal]));
  await tell('updated', { ...letter, status: 'completed', version: 4 }, ['status']);
  await vi.waitFor(() => expect(columns()).toMatchObject({ pending: [], completed: ['Write to Initech'] }));
  await tell('deleted', { ...renewal, version: 5 });
  await vi.waitFor(() => expect(columns()).toMatchObject({ in_progress: [] }));
  const shown = [call];
  const sent = answering(() => json({ items: shown, total: shown.length, nextCursor: null }));
  // An empty column shows it at once; where cards stand, they stay where they are until someone asks.
  await tell('created', call);
  await vi.waitFor(() => expect(columns()).toMatchObject({ pending: ['Call Globex'] }));
  shown.unshift({ ...renewal, status: 'pending' });
  await tell('created', shown[0]!);
  await userEvent.click(page.getByRole('button', { name: 'Show 1 new task' }));
  await vi.waitFor(() => expect(columns().pending).toHaveLength(2));
  expect(sent).toHaveLength(2);
  expect(sent[0]?.path).toBe('/api/tasks?assignedTo=me&sort=-createdAt&status=pending');
});

test('a column reads on when its end comes into sight, and stops at a failure', async () => {
  let works = false;
  const sent = answering(() =>
    works
      ? json({ items: [letter, call], total: 2, nextCursor: null })
      : problem(503, 'unavailable', 'The database is busy.'),
  );
  await mountAs('hydrated', TaskBoard, board([letter], { pending: { total: 2, nextCursor: 'after' } }));
  await expect.element(page.getByRole('alert').getByText('The database is busy.')).toBeVisible();
  expect(sent.map(({ path }) => path)).toEqual([
    '/api/tasks?assignedTo=me&sort=-createdAt&status=pending&cursor=after',
  ]);
  works = true;
  await userEvent.click(page.getByRole('button', { name: 'Try again' }));
  await vi.waitFor(() => expect(columns()).toMatchObject({ pending: ['Write to Initech', 'Call Globex'] }));
});
