import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import '../../src/components/palette/command-palette.ts';
import '../../src/components/quick-add/quick-add-dialog.ts';
import '../../src/styles/global.css';
import { expectAccessible } from './support/accessible.ts';
import { answering, json, problem } from './support/answers.ts';
import { clearPage } from './support/mount.ts';
import { forgetToasts, toasts } from './support/toasts.ts';

const facts = {
  memberId: 'm',
  places: [{ href: '#tasks', label: 'Tasks' }],
  makes: [{ href: '#new', label: 'New customer' }],
  mayAddTasks: true,
  keys: true,
};
const hit = (title: string) => ({
  groups: [
    { kind: 'customer', items: [{ id: title, title, detail: '', status: 'lead', link: `#${title}` }], more: false },
  ],
  corrections: [],
});
const open = async (text = '') => {
  const palette = document.body.appendChild(document.createElement('command-palette'));
  await palette.open(text);
  return palette;
};
const chosen = () => document.querySelector('[role=option][aria-selected=true]')?.textContent.trim() ?? '';
const field = () => page.getByRole('combobox');

beforeEach(() => {
  forgetToasts();
  const meta = document.createElement('meta');
  meta.name = 'shell';
  meta.content = JSON.stringify(facts);
  document.head.append(meta);
});
afterEach(() => {
  document.querySelector('meta[name=shell]')?.remove();
  location.hash = '';
  clearPage();
});

test('shows what can be done, and moves through it by keys around both ends', async () => {
  answering(() => json({ groups: [], corrections: [] }));
  const palette = await open();
  expect(chosen()).toContain('New task');
  await userEvent.keyboard('{ArrowUp}');
  expect(chosen()).toBe('Log out');
  await userEvent.keyboard('{ArrowDown}{ArrowDown}');
  expect(chosen()).toBe('New customer');
  const id = document.querySelector('[role=option][aria-selected=true]')!.id;
  await expect.element(field()).toHaveAttribute('aria-activedescendant', id);
  await expectAccessible(palette);
});

test('asks for what was typed last only; an answer that is overtaken counts no more', async () => {
  const answers = new Map<string, (answer: Response) => void>();
  const sent = answering(({ path }) => new Promise((resolve) => answers.set(path, resolve)));
  await open();
  await userEvent.fill(field(), 'ac');
  await vi.waitFor(() => expect(sent).toHaveLength(1));
  await userEvent.fill(field(), 'acme');
  await vi.waitFor(() => expect(sent).toHaveLength(2));
  answers.get('/api/search?q=acme')!(json(hit('Acme')));
  await expect.element(page.getByRole('option', { name: /^Acme/ })).toHaveAttribute('aria-selected', 'true');
  answers.get('/api/search?q=ac')!(json(hit('Accident')));
  await expect.element(page.getByText('1 record found')).toBeInTheDocument();
  expect(page.getByText('Accident').elements()).toEqual([]);
});

test('Enter pressed before the answer is there opens what it finds first', async () => {
  let answer: (found: Response) => void = () => undefined;
  const sent = answering(() => new Promise((resolve) => (answer = resolve)));
  await open();
  await userEvent.fill(field(), 'zephyr');
  await userEvent.keyboard('{Enter}');
  await vi.waitFor(() => expect(sent).toHaveLength(1));
  expect(location.hash).toBe('');
  answer(json(hit('Zephyr')));
  await vi.waitFor(() => expect(location.hash).toBe('#Zephyr'));
});

test('a fault is said, and what needs no server works on', async () => {
  answering(() => problem(503, 'unavailable', 'The database is away.'));
  await open('task');
  await expect.element(page.getByRole('alert')).toHaveTextContent('The database is away.');
  expect(chosen()).toContain('New task');
});

test('a line that could not be added stays, and sent again it is the same request', async () => {
  let works = false;
  const sent = answering(({ method }) => {
    if (method === 'GET') return json({ parts: [], suggestions: [] });
    return works
      ? json({ task: { id: '1', title: 'Call Acme' }, generation: null }, 201)
      : problem(503, 'unavailable', 'Not now.');
  });
  const dialog = document.body.appendChild(document.createElement('quick-add-dialog'));
  await dialog.open({ line: 'Call Acme' });
  await userEvent.click(page.getByRole('button', { name: 'Add task' }));
  await expect.element(page.getByRole('alert')).toHaveTextContent('Not now.');
  await expect.element(page.getByLabelText('What is to be done')).toHaveValue('Call Acme');
  await expectAccessible(dialog);
  works = true;
  await userEvent.click(page.getByRole('button', { name: 'Add task' }));
  await vi.waitFor(() => expect(toasts()).toEqual(['Added “Call Acme”.']));
  const keys = sent.filter(({ method }) => method === 'POST').map(({ headers }) => headers.get('Idempotency-Key'));
  expect(keys).toHaveLength(2);
  expect(keys[0]).toBe(keys[1]);
  expect(sent.at(-1)?.body).toMatchObject({ line: 'Call Acme', generate: false });
  await dialog.open();
  await expect.element(page.getByLabelText('What is to be done')).toHaveValue('');
});
