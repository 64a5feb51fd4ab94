import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { DealPage } from '../../src/components/islands/deals/deal-page.ts';
import type { Deal } from '../../src/lib/contracts/deal.ts';
import { expectAccessible } from './support/accessible.ts';
import { answering, json, problem } from './support/answers.ts';
import { enter } from './support/enter.ts';
import { modes, mountAs } from './support/modes.ts';
import { clearPage, mountHydrated } from './support/mount.ts';
import { dana, idOf, now } from './support/tasks.ts';
import { forgetToasts, lastToast, toasts } from './support/toasts.ts';

const renewal = (change: Partial<Deal> = {}): Deal => ({
  id: idOf(7001),
  customerId: idOf(5001),
  customer: { id: idOf(5001), name: 'Acme Ltd' },
  title: 'Renewal',
  pipelineId: null,
  pipelineStage: null,
  stageSince: null,
  value: 1250.5,
  currency: 'EUR',
  expectedCloseDate: '2031-03-14T00:00:00.000Z',
  status: 'open',
  lostReason: null,
  closedAt: null,
  assignedTo: dana.id,
  assignee: { id: dana.id, name: dana.name, avatar: null },
  deletedAt: null,
  version: 3,
  createdAt: now,
  updatedAt: now,
  ...change,
});
const dealPage = (served = renewal()) => ({
  module: '/src/components/islands/deals/deal-page.ts',
  name: 'DealPage',
  props: { served, members: [dana], currencies: ['EUR', 'USD'], zone: 'UTC', now },
});
const value = page.getByLabelText('Value');

beforeEach(forgetToasts);
afterEach(clearPage);

test.each(modes)('shows what it is, with whom and what it is worth, accessibly (%s)', async (mode) => {
  const element = await mountAs(mode, DealPage, dealPage());
  await expect.element(page.getByRole('heading', { level: 1 })).toHaveTextContent('Renewal');
  await expect.element(page.getByRole('link', { name: 'Acme Ltd' })).toBeVisible();
  await expect.element(value).toHaveValue('1,250.50');
  await expect.element(page.getByLabelText('Closes')).toHaveValue('2031-03-14');
  await expectAccessible(element);
});

test('an amount is sent as a number; what is none stays in its field and is not sent', async () => {
  const sent = answering(({ body }) => json({ deal: renewal({ ...(body as Deal), version: 4 }) }));
  await mountHydrated(DealPage, dealPage());
  await enter(value, 'plenty');
  await expect.element(value).toHaveAccessibleDescription('Value must be an amount such as 12,500.50.');
  await expect.element(value).toHaveValue('plenty');
  expect(sent).toEqual([]);
  await enter(value, '€ 13.000,50');
  await vi.waitFor(() => expect(sent.map(({ body }) => body)).toEqual([{ value: 13_000.5 }]));
  await expect.element(value).toHaveValue('13,000.50');
});

test('losing is sent with its reason, and taken back with it', async () => {
  const sent = answering(({ body }) => json({ deal: renewal({ ...(body as Deal), version: 3 + sent.length }) }));
  await mountHydrated(DealPage, dealPage());
  await userEvent.click(page.getByText('Mark as lost…'));
  await userEvent.fill(page.getByLabelText('Why was it lost?'), ' Price ');
  await userEvent.click(page.getByRole('button', { name: 'Mark as lost' }));
  await vi.waitFor(() => expect(toasts()).toEqual(['The deal is lost.']));
  await expect.element(page.getByText('Lost: Price')).toBeVisible();
  lastToast()?.action?.run();
  await expect.element(page.getByRole('button', { name: 'Mark as won' })).toBeVisible();
  expect(sent.map(({ body }) => body)).toEqual([
    { status: 'lost', lostReason: 'Price' },
    { status: 'open', lostReason: null },
  ]);
});

test('two who close it differently are asked', async () => {
  answering(() =>
    problem(409, 'conflict', 'Someone else changed it.', {
      conflicts: ['status'],
      current: renewal({ version: 4, status: 'lost', lostReason: 'Price' }),
    }),
  );
  await mountHydrated(DealPage, dealPage());
  await userEvent.click(page.getByRole('button', { name: 'Mark as won' }));
  const notice = page.getByRole('alertdialog', { name: 'Status: someone else changed this at the same time' });
  await expect.element(notice).toBeVisible();
  expect(notice.element().textContent).toMatch(/Theirs\s*Lost\s*Yours\s*Won/);
});

test('what was logged about the deal is shown, and what is logged here is about it', async () => {
  const call = {
    ...{ id: idOf(8001), customerId: idOf(5001), dealId: idOf(7001), kind: 'call', at: now, minutes: null },
    ...{
      outcome: 'Budget is fine',
      text: '',
      participants: [],
      author: { id: dana.id, name: dana.name, avatar: null },
    },
    ...{ version: 1, createdAt: now, updatedAt: now },
  };
  const sent = answering(({ method }) =>
    json(method === 'POST' ? { interaction: call } : { items: [call], nextCursor: null, total: 1 }),
  );
  const served = dealPage();
  const element = await mountHydrated(DealPage, {
    ...served,
    props: { ...served.props, interactions: { items: [], total: 0, nextCursor: null } },
  });
  await expect.element(page.getByText('None logged yet.')).toBeVisible();
  await userEvent.click(page.getByText('Log a call, meeting or mail'));
  await userEvent.fill(page.getByLabelText('Outcome'), 'Budget is fine');
  await expectAccessible(element);
  await userEvent.click(page.getByRole('button', { name: 'Log it' }));
  await expect.element(page.getByText('Budget is fine')).toBeVisible();
  expect(sent[0]).toMatchObject({
    path: `/api/customers/${idOf(5001)}/interactions`,
    body: { kind: 'call', outcome: 'Budget is fine', dealId: idOf(7001) },
  });
  expect(sent[1]?.path).toBe(`/api/customers/${idOf(5001)}/interactions?dealId=${idOf(7001)}`);
});

test('moves to another stage where it stands, and says why not when its stage holds it', async () => {
  const stage = (number: number, name: string) => ({
    ...{ id: idOf(8100 + number), name, order: number, colour: null, description: null, probability: 0 },
    ...{ autoAdvance: false, automations: [], exitCriteria: [] },
  });
  const line = {
    ...{ id: idOf(8001), name: 'Sales', type: 'sales', description: null, isActive: true, order: 0, createdBy: null },
    ...{ stages: [stage(0, 'New'), stage(1, 'Proposal')], deletedAt: null, version: 1, createdAt: now, updatedAt: now },
  };
  const there = renewal({ pipelineId: line.id, pipelineStage: idOf(8100), stageSince: now });
  const sent = answering(() =>
    problem(422, 'validation_failed', 'Not yet', {
      errors: [{ path: 'pipelineStage', message: 'deal.value > 9000 is not met: deal.value is 1250.5' }],
    }),
  );
  const served = dealPage(there);
  await mountHydrated(DealPage, { ...served, props: { ...served.props, lines: [line] } });
  const select = page.getByRole('combobox', { name: 'Stage' });
  await userEvent.selectOptions(select, 'Proposal');
  await vi.waitFor(() => expect(toasts().at(-1)).toContain('deal.value > 9000 is not met: deal.value is 1250.5'));
  expect(sent.map(({ body }) => body)).toEqual([{ pipelineStage: idOf(8101) }]);
  await expect.element(page.getByRole('listitem').filter({ hasText: 'New' })).toHaveAttribute('aria-current', 'step');
});
