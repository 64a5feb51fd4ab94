import { afterEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { CustomerPage } from '../../src/components/islands/customers/customer-page.ts';
import { TaskPage } from '../../src/components/islands/task/task-page.ts';
import type { Activity } from '../../src/lib/contracts/activity.ts';
import { expectAccessible } from './support/accessible.ts';
import { answering, json, problem } from './support/answers.ts';
import { acme, customerPage, othersSave } from './support/customers.ts';
import { modes, mountAs } from './support/modes.ts';
import { clearPage, mountHydrated } from './support/mount.ts';
import { sidecarTells } from './support/sidecar.ts';
import { dana, idOf, now, taskPage } from './support/tasks.ts';

const entry = (number: number, change: Partial<Activity>): Activity => ({
  id: idOf(8000 + number),
  type: 'updated',
  at: now,
  actor: { kind: 'member', id: dana.id, name: dana.name },
  task: null,
  deal: null,
  changes: [],
  ...change,
});
const task = { id: idOf(9001), title: 'Win the Acme renewal' };
const added = entry(1, { type: 'created' });
const moved = entry(2, { changes: [{ path: 'contactInfo.company', from: 'Acme', to: 'Acme Ltd' }] });
const planned = entry(3, { type: 'task_planned', task, actor: { kind: 'system', id: null, name: 'Throughline' } });
const listed = (items: Activity[], nextCursor: string | null = null) => ({ items, total: items.length, nextCursor });
const lines = () =>
  [...document.querySelectorAll('#history ol > li')].map((row) => row.textContent.replaceAll(/\s+/g, ' ').trim());

afterEach(clearPage);

test.each(modes)('says who did what to a customer, newest first, accessibly (%s)', async (mode) => {
  const element = await mountAs(mode, CustomerPage, customerPage({ history: listed([planned, moved]) }));
  expect(lines()).toEqual([
    'Throughline made a plan for Win the Acme renewal just now',
    expect.stringMatching(/^Dana Kim made changes Company.*Acme.*Acme Ltd.*just now$/),
  ]);
  await expectAccessible(element);
});

test('what happens meanwhile is added on top; older entries come when asked for', async () => {
  let works = false;
  answering(
    () => json({}),
    (path) => {
      if (!path.includes('cursor=')) return json(listed([planned, moved]));
      return works ? json(listed([added])) : problem(503, 'internal', 'The database is busy.');
    },
  );
  await mountHydrated(CustomerPage, customerPage({ history: listed([moved], 'before') }));
  await othersSave(acme({ version: 4 }));
  await vi.waitFor(() => expect(lines()).toHaveLength(2));
  expect(lines()[0]).toContain('made a plan for');
  await userEvent.click(page.getByRole('link', { name: 'Show older' }));
  await expect.element(page.getByText('The database is busy.')).toBeVisible();
  works = true;
  await userEvent.click(page.getByRole('button', { name: 'Try again' }));
  await vi.waitFor(() => expect(lines()[2]).toBe('Dana Kim added this customer just now'));
  expect(page.getByRole('link', { name: 'Show older' }).elements()).toEqual([]);
});

test('after missed events a task’s history is read anew', async () => {
  answering(
    () => problem(503, 'internal', 'Not now.'),
    () => json(listed([planned])),
  );
  await mountHydrated(TaskPage, taskPage({ history: listed([entry(4, { type: 'task_created', task })]) }));
  await sidecarTells('resync_required', { lastEventId: 300 });
  await vi.waitFor(() => expect(lines()).toEqual(['Throughline made a plan for this task just now']));
});
