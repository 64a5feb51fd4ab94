import { afterEach, expect, test, vi } from 'vitest';
import { commands, page, userEvent } from 'vitest/browser';
import { CustomerList } from '../../src/components/islands/customers/customer-list.ts';
import type { CustomField } from '../../src/lib/contracts/custom-field.ts';
import type { Customer } from '../../src/lib/contracts/customer.ts';
import { expectAccessible } from './support/accessible.ts';
import { answering, json } from './support/answers.ts';
import { acme, acmeAs } from './support/customers.ts';
import { modes, mountAs } from './support/modes.ts';
import { clearPage } from './support/mount.ts';
import { sidecarTells } from './support/sidecar.ts';
import { idOf, now } from './support/tasks.ts';

const person = acmeAs(
  { company: null, industry: null },
  { id: idOf(5002), status: 'lead', tags: ['a', 'b', 'c', 'd'], assignedTo: null, assignee: null },
);
const listed = (items: Customer[], more: object = {}) => ({
  module: '/src/components/islands/customers/customer-list.ts',
  name: 'CustomerList',
  props: { served: { items, total: items.length, nextCursor: null }, now, ...more },
});
const cellsOf = (row: Element | undefined) =>
  [...(row?.querySelectorAll('td[data-column]') ?? [])].map(({ textContent }) =>
    textContent.replaceAll(/\s+/g, ' ').trim(),
  );
const names = () => [...document.querySelectorAll('.task-link')].map((link) => link.textContent);

afterEach(clearPage);

test.each(modes)('names each customer once, how to reach them, and how they stand, accessibly (%s)', async (mode) => {
  const element = await mountAs(mode, CustomerList, listed([acme(), person]));
  expect(names()).toEqual(['Acme Ltd', 'Mara Voss']);
  const [company, lead] = [...element.querySelectorAll('.record-row')];
  expect(company?.querySelector('.task-about')?.textContent).toBe('+44 20 7946 0000, Tools');
  expect(cellsOf(company)).toEqual(['Prospect', 'Mara Voss', 'mara@acme.example', 'Never', 'renewal', 'DK Dana Kim']);
  expect(lead?.querySelector('.task-about')?.textContent).toBe('+44 20 7946 0000');
  expect(cellsOf(lead)).toEqual(['Lead', 'Mara Voss', 'mara@acme.example', 'Never', 'abc+1', 'Nobody']);
  await expectAccessible(element);
});

test.each(modes)('says what was searched for instead of words nothing has (%s)', async (mode) => {
  const corrections = [
    { word: 'amce', instead: ['acme', 'acne'] },
    { word: 'pmups', instead: ['pumps'] },
  ];
  const props = { served: { items: [acme()], total: 1, nextCursor: null, corrections } };
  const element = await mountAs(mode, CustomerList, { ...listed([]), props });
  expect(element.textContent).toContain(
    'Showing results for “acme” or “acne” instead of “amce”, and “pumps” instead of “pmups”.',
  );
});

test('one customer is counted as one; without any the way to the first is shown', async () => {
  const one = await mountAs('hydrated', CustomerList, listed([acme()]));
  expect(one.querySelector('.bulk-bar')?.textContent).toMatch(/\b1 customer\b/);
  clearPage();
  const emptyLink = { href: '/app/customers/import', label: 'Import a file' };
  await mountAs('hydrated', CustomerList, listed([], { emptyLink }));
  await expect.element(page.getByRole('link', { name: 'Import a file' })).toHaveAttribute('href', emptyLink.href);
});

test('rows follow others’ edits, the deleted go, and new ones wait until asked for', async () => {
  const globex = acmeAs({ company: 'Globex' }, { id: idOf(5003) });
  const sent = answering(() => json({ items: [globex], total: 1, nextCursor: null }));
  await mountAs('hydrated', CustomerList, listed([acme(), person]));
  await vi.waitFor(async () => expect(await commands.whatWasHeard()).toContain('subscribe_customers'));
  const tell = (id: number, type: 'created' | 'updated' | 'deleted', customer: Customer) =>
    sidecarTells('customer_update', { id, type, customer, timestamp: now });
  await tell(101, 'updated', acmeAs({ company: 'Acme Group' }, { version: 4 }));
  await tell(102, 'deleted', person);
  await tell(103, 'created', globex);
  await vi.waitFor(() => expect(names()).toEqual(['Acme Group']));
  await userEvent.click(page.getByRole('button', { name: 'Show 1 new customer' }));
  await vi.waitFor(() => expect(names()).toEqual(['Globex']));
  expect(sent.map(({ path }) => path)).toEqual(['/api/customers?']);
});

test('customers that are imported wait until asked for, however many', async () => {
  answering(() => json({ items: [person], total: 1, nextCursor: null }));
  await mountAs('hydrated', CustomerList, listed([acme()]));
  await vi.waitFor(async () => expect(await commands.whatWasHeard()).toContain('subscribe_customers'));
  for (const [id, created] of [
    [201, 500],
    [202, 120],
  ] as const) {
    await sidecarTells('customers_imported', { id, importId: idOf(1), created, updated: 3, timestamp: now });
  }
  await userEvent.click(page.getByRole('button', { name: 'Show 620 new customers' }));
  await vi.waitFor(() => expect(names()).toEqual(['Mara Voss']));
});

test('after missed events the list is read anew', async () => {
  const sent = answering(() => json({ items: [person], total: 1, nextCursor: null }));
  await mountAs('hydrated', CustomerList, listed([acme()], { query: 'status=lead' }));
  await sidecarTells('resync_required', { lastEventId: 200 });
  await vi.waitFor(() => expect(names()).toEqual(['Mara Voss']));
  expect(sent.map(({ path }) => path)).toEqual(['/api/customers?status=lead']);
});

test('an empty search says so in the page’s words', async () => {
  const element = await mountAs('client only', CustomerList, listed([], { emptyTitle: 'Nobody found' }));
  expect(element.textContent).toContain('Nobody found');
  expect(element.textContent).not.toContain('of 0');
});

const tier: CustomField = {
  ...{ key: 'tier', label: 'Tier', type: 'select', options: ['Gold'], required: false },
  ...{ default: null, help: null, archived: false },
};
const look = {
  columns: ['customFields.tier', 'customFields.site', 'phone', 'lastContactAt'],
  fields: [tier, { ...tier, key: 'site', label: 'Site', type: 'url' }],
  query: 'sort=-lastContactAt&status=lead',
  here: `view=${idOf(1)}&sort=-lastContactAt&status=lead`,
};
const withFields = acmeAs(
  {},
  { customFields: { tier: 'Gold', site: 'https://www.acme.example/' }, lastContactAt: now },
);

test.each(modes)('shows the columns asked for, in order; a head sorts and keeps the rest (%s)', async (mode) => {
  const element = await mountAs(mode, CustomerList, listed([withFields, person], look));
  const heads = [...element.querySelectorAll('thead th')].slice(1);
  expect(heads.map(({ textContent }) => textContent.trim())).toEqual([
    'Customer',
    'Tier',
    'Site',
    'Phone',
    'Last contact',
  ]);
  const [first, second] = [...element.querySelectorAll('.record-row')];
  expect(cellsOf(first)).toEqual(['Gold', 'acme.example', '+44 20 7946 0000', 'Today']);
  expect(first?.querySelector('[data-column="customFields.site"] a')?.getAttribute('href')).toBe(
    'https://www.acme.example/',
  );
  // What no column says is beneath the name.
  expect(first?.querySelector('.task-about')?.textContent).toBe('Mara Voss, mara@acme.example, Tools');
  expect(second?.querySelector('[data-column="customFields.tier"]')?.hasAttribute('data-empty')).toBe(true);
  expect(heads.at(-1)?.getAttribute('aria-sort')).toBe('descending');
  const sorted = heads.at(-1)?.querySelector('a')?.getAttribute('href');
  expect(sorted).toBe(`/app/customers?view=${idOf(1)}&sort=lastContactAt&status=lead`);
  await expectAccessible(element);
});

test('compact rows leave the second line out, and each follows its customer’s changes', async () => {
  const element = await mountAs('hydrated', CustomerList, listed([withFields], { ...look, density: 'compact' }));
  expect(element.querySelector('.task-about')).toBeNull();
  expect(element.querySelector('table')?.dataset.density).toBe('compact');
  await vi.waitFor(async () => expect(await commands.whatWasHeard()).toContain('subscribe_customers'));
  const customer = acmeAs({ phone: '1' }, { version: 9, customFields: {} });
  await sidecarTells('customer_update', { id: 301, type: 'updated', customer, timestamp: now });
  await vi.waitFor(() =>
    expect(cellsOf(element.querySelector('.record-row') ?? undefined)).toEqual(['', '', '1', 'Never']),
  );
});

test('where it is narrow, a customer is a paragraph that says what is what', async () => {
  await page.viewport(360, 800);
  const element = await mountAs('hydrated', CustomerList, listed([withFields, person], look));
  const cell = (column: string) => element.querySelector<HTMLElement>(`.record-row td[data-column="${column}"]`)!;
  expect(getComputedStyle(cell('lastContactAt'), '::before').content).toContain('Last contact');
  expect(getComputedStyle(cell('phone'), '::before').content).toBe('none');
  const rows = element.querySelectorAll('.record-row');
  expect(getComputedStyle(rows[1]!.querySelector('[data-column="customFields.tier"]')!).display).toBe('none');
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(360);
  await expectAccessible(element);
  await page.viewport(1280, 800);
});
