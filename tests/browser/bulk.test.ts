import { afterEach, expect, test, vi } from 'vitest';
import { commands, page, userEvent } from 'vitest/browser';
import { CustomerList } from '../../src/components/islands/customers/customer-list.ts';
import { TaskList } from '../../src/components/islands/tasks/task-list.ts';
import { ToastRegion } from '../../src/components/shell/toast-region.ts';
import type { Job } from '../../src/lib/contracts/job.ts';
import { expectAccessible } from './support/accessible.ts';
import { answering, json, problem, type Sent } from './support/answers.ts';
import { acmeAs } from './support/customers.ts';
import { aJob, outcome } from './support/jobs.ts';
import { modes, mountAs } from './support/modes.ts';
import { clearPage, mountClientOnly, mountHydrated } from './support/mount.ts';
import { sidecarTells } from './support/sidecar.ts';
import { dana, idOf, now, plannedTask } from './support/tasks.ts';

afterEach(clearPage);

const ids = [1, 2, 3, 4, 5].map((number) => idOf(6000 + number));
const five = ids.map((id, index) => acmeAs({ company: `Company ${index + 1}` }, { id }));
const members = [dana];
const listed = (more: object = {}) => ({
  module: '/src/components/islands/customers/customer-list.ts',
  name: 'CustomerList',
  props: { served: { items: five, total: 12_431, nextCursor: 'next' }, members, zone: 'UTC', now, ...more },
});
const box = (number: number) => page.getByRole('checkbox', { name: `Select Company ${number}` });
const ticked = () =>
  [...document.querySelectorAll<HTMLInputElement>('input[name=id]:checked')].map(({ value }) => ids.indexOf(value) + 1);
const batchId = idOf(8001);
const done = ({ body }: Sent) =>
  json({ batchId, results: (body as { ids: string[] }).ids.map((id) => ({ id, status: 200 })) });

test.each(modes)('rows are ticked by mouse and keyboard, one by one and in ranges (%s)', async (mode) => {
  const element = await mountAs(mode, CustomerList, listed());
  expect(document.body.textContent).toContain('12,431 customers');
  await expectAccessible(element);
  await userEvent.click(box(2));
  await userEvent.keyboard('{Shift>}');
  await userEvent.click(box(4));
  await userEvent.keyboard('{/Shift}');
  expect(ticked()).toEqual([2, 3, 4]);
  box(3).element().focus();
  await userEvent.keyboard(' ');
  expect(ticked()).toEqual([2, 4]);
  await expect.element(page.getByText('2 selected')).toBeVisible();
  await expectAccessible(element);
  const head = page.getByRole('checkbox', { name: 'Select all customers shown' });
  expect((head.element() as HTMLInputElement).indeterminate).toBe(true);
  await userEvent.click(head);
  expect(ticked()).toEqual([1, 2, 3, 4, 5]);
  await userEvent.click(page.getByRole('button', { name: 'Clear' }));
  expect(ticked()).toEqual([]);
  expect((head.element() as HTMLInputElement).checked).toBe(false);
});

test('what was ticked before the page lived stays ticked', async () => {
  await mountHydrated(CustomerList, listed(), (served) => {
    served.querySelectorAll<HTMLInputElement>('input[name=id]')[1]!.checked = true;
  });
  await expect.element(page.getByText('1 selected')).toBeVisible();
  expect(ticked()).toEqual([2]);
});

test('the chosen change together, a toast offers the way back, and it leads back', async () => {
  await mountClientOnly(ToastRegion);
  await mountAs('hydrated', CustomerList, listed());
  const sent = answering((request) =>
    request.path.endsWith('/revert')
      ? json({
          job: aJob({ kind: 'revert_batch', status: 'complete', progress: { done: 2, total: 2 }, result: outcome(2) }),
        })
      : done(request),
  );
  await userEvent.click(box(1));
  await userEvent.click(box(3));
  await userEvent.click(page.getByRole('button', { name: 'Change selected' }));
  await expect.element(page.getByText('Choose first what to change.')).toBeVisible();
  await userEvent.selectOptions(page.getByRole('combobox', { name: 'Set owner' }), 'Dana Kim');
  await userEvent.selectOptions(page.getByRole('combobox', { name: 'Set status' }), 'Inactive');
  await userEvent.fill(page.getByRole('textbox', { name: 'Add tag' }), ' spring ');
  await userEvent.click(page.getByRole('button', { name: 'Change selected' }));
  await expect.element(page.getByText('2 customers changed.')).toBeVisible();
  expect(sent).toMatchObject([
    {
      method: 'POST',
      path: '/api/customers/bulk',
      body: {
        ids: [ids[0], ids[2]],
        change: { assignedTo: dana.id, status: 'inactive', addTags: ['spring'] },
      },
    },
  ]);
  expect(ticked()).toEqual([]);
  expect(page.getByRole('textbox', { name: 'Add tag' }).query()).toBeNull();
  await userEvent.click(page.getByRole('button', { name: 'Undo' }));
  await expect.element(page.getByText('Undone.')).toBeVisible();
  expect(sent.at(-1)?.path).toBe(`/api/batches/${batchId}/revert`);
});

test('all that match become a job by the list’s filter; when it has ended the list is read anew', async () => {
  await mountAs('hydrated', CustomerList, listed({ query: 'status=lead&sort=company&limit=5' }));
  const started: Job[] = [];
  document.addEventListener('throughline:job', ({ detail }) => started.push(detail), { once: true });
  const sent = answering(({ method }) =>
    method === 'POST' ? json({ job: aJob() }, 202) : json({ items: [five[4]], total: 1, nextCursor: null }),
  );
  await userEvent.click(page.getByRole('checkbox', { name: 'Select all customers shown' }));
  await userEvent.click(page.getByRole('button', { name: 'Select all 12,431 matching' }));
  await expect.element(page.getByText('All 12,431 selected')).toBeVisible();
  await userEvent.click(page.getByRole('button', { name: 'Delete' }));
  await vi.waitFor(() => expect(started).toHaveLength(1));
  expect(sent[0]?.body).toEqual({ filter: { status: 'lead' }, change: { delete: true } });
  await sidecarTells('job_update', { job: aJob({ status: 'complete', result: outcome(12_431) }) });
  await vi.waitFor(() => expect(document.querySelectorAll('.record-row')).toHaveLength(1));
});

test('a refusal changes nothing here: what was chosen stays chosen, and why is said', async () => {
  await mountClientOnly(ToastRegion);
  await mountAs('hydrated', CustomerList, listed());
  answering(() => problem(403, 'forbidden', 'You may not delete customers.'));
  await userEvent.click(box(2));
  await userEvent.click(page.getByRole('button', { name: 'Delete' }));
  await expect.element(page.getByText('Nothing was changed: You may not delete customers.')).toBeVisible();
  expect(ticked()).toEqual([2]);
});

test('the bin says when things go for good, restores one or many, and hears of both ways', async () => {
  const gone = five.map((customer) => ({ ...customer, deletedAt: now }));
  const element = await mountAs(
    'hydrated',
    CustomerList,
    listed({ query: 'deleted=true', served: { items: gone, total: 5, nextCursor: null } }),
  );
  const sent = answering(done);
  expect(element.querySelector('.task-row')?.textContent).toMatch(/Company 1\s+Goes for good: \w{3} \d+ \w{3}/);
  expect(element.querySelector('.task-row a')).toBeNull();
  await expectAccessible(element);
  await userEvent.click(page.getByRole('button', { name: 'Restore Company 2' }));
  await userEvent.click(box(1));
  await userEvent.click(box(3));
  await userEvent.click(page.getByRole('button', { name: 'Restore', exact: true }));
  await vi.waitFor(() => expect(sent).toHaveLength(2));
  expect(sent.map(({ body }) => body)).toEqual([
    { ids: [ids[1]], change: { restore: true } },
    { ids: [ids[0], ids[2]], change: { restore: true } },
  ]);
  await sidecarTells('customer_update', {
    id: 501,
    type: 'updated',
    customer: { ...five[1]!, version: 9 },
    changed: ['deletedAt'],
    timestamp: now,
  });
  await vi.waitFor(() => expect(document.body.textContent).not.toContain('Company 2'));
  const other = acmeAs({ company: 'Globex' }, { id: idOf(6009), deletedAt: now });
  await sidecarTells('customer_update', { id: 502, type: 'deleted', customer: other, timestamp: now });
  await expect.element(page.getByRole('button', { name: 'Show 1 new customer' })).toBeVisible();
});

test('tasks that come back elsewhere are announced', async () => {
  await mountAs('hydrated', TaskList, {
    module: '/src/components/islands/tasks/task-list.ts',
    name: 'TaskList',
    props: { served: { items: [], total: 0, nextCursor: null }, zone: 'UTC', now },
  });
  await vi.waitFor(async () => expect(await commands.whatWasHeard()).toContain('subscribe_tasks'));
  const restored = plannedTask({ id: idOf(6100) });
  await sidecarTells('task_update', { id: 601, type: 'updated', task: restored, changed: ['title'], timestamp: now });
  await sidecarTells('task_update', {
    id: 602,
    type: 'updated',
    task: { ...restored, id: idOf(6101) },
    changed: ['deletedAt'],
    timestamp: now,
  });
  await expect.element(page.getByRole('button', { name: 'Show 1 new task' })).toBeVisible();
});

test('custom fields are set on those chosen, each as its type, and taken away', async () => {
  const field = { options: [], required: false, default: null, help: null, archived: false } as const;
  const fields = [
    { ...field, key: 'tier', label: 'Tier', type: 'select', options: ['Gold', 'Silver'] },
    { ...field, key: 'seats', label: 'Seats', type: 'number' },
    { ...field, key: 'vip', label: 'Very important', type: 'checkbox' },
    { ...field, key: 'markets', label: 'Markets', type: 'multi-select', options: ['North', 'South'] },
  ];
  const element = await mountAs('hydrated', CustomerList, listed({ fields }));
  const sent = answering(done);
  await userEvent.click(box(2));
  await userEvent.click(page.getByText('Custom fields'));
  await userEvent.selectOptions(page.getByLabelText('Set tier'), 'No value');
  await userEvent.fill(page.getByLabelText('Seats'), '1,200');
  await userEvent.selectOptions(page.getByLabelText('Set very important'), 'Yes');
  await userEvent.fill(page.getByLabelText('Markets'), 'north; South');
  await expectAccessible(element);
  await userEvent.click(page.getByRole('button', { name: 'Change selected' }));
  await vi.waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]?.body).toEqual({
    ids: [ids[1]],
    change: { customFields: { tier: null, seats: 1200, vip: true, markets: ['North', 'South'] } },
  });
});

test('automations take notice of a change of many only when that is said', async () => {
  const sent = answering(done);
  const task = plannedTask({ id: idOf(6100) });
  await mountAs('hydrated', TaskList, {
    module: '/src/components/islands/tasks/task-list.ts',
    name: 'TaskList',
    props: { served: { items: [task], total: 1, nextCursor: null }, members, zone: 'UTC', now },
  });
  const complete = async (automations: boolean) => {
    await userEvent.click(page.getByRole('checkbox', { name: `Select ${task.title}` }));
    await userEvent.selectOptions(page.getByRole('combobox', { name: 'Set status' }), 'completed');
    if (automations) await userEvent.click(page.getByRole('checkbox', { name: 'Run automations for them' }));
    await userEvent.click(page.getByRole('button', { name: 'Change selected' }));
  };
  await complete(false);
  await vi.waitFor(() => expect(sent).toHaveLength(1));
  await complete(true);
  await vi.waitFor(() => expect(sent).toHaveLength(2));
  const bodies = sent.map(({ body }) => body as object);
  expect(bodies[0]).not.toHaveProperty('runAutomations');
  expect(bodies[1]).toMatchObject({ change: { status: 'completed' }, runAutomations: true });
});
