import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { CustomerPage } from '../../src/components/islands/customers/customer-page.ts';
import type { CustomField } from '../../src/lib/contracts/custom-field.ts';
import type { Customer } from '../../src/lib/contracts/customer.ts';
import { expectAccessible } from './support/accessible.ts';
import { answering, json } from './support/answers.ts';
import { acme, customerPage } from './support/customers.ts';
import { enter } from './support/enter.ts';
import { modes, mountAs } from './support/modes.ts';
import { clearPage, mountHydrated } from './support/mount.ts';
import { idOf, now } from './support/tasks.ts';
import { forgetToasts, lastToast, toasts } from './support/toasts.ts';

const field = (
  key: string,
  label: string,
  type: CustomField['type'],
  more: Partial<CustomField> = {},
): CustomField => ({
  ...{ key, label, type, options: [], required: false, default: null, help: null, archived: false },
  ...more,
});
const fields = [
  field('size', 'Contract size', 'number', { help: 'In euros' }),
  field('since', 'Since', 'date'),
  field('tier', 'Tier', 'select', { options: ['Gold', 'Silver'], required: true }),
  field('markets', 'Markets', 'multi-select', { options: ['North', 'South'] }),
  field('vip', 'VIP', 'checkbox'),
  field('wiki', 'Wiki', 'url'),
  field('motto', 'Motto', 'text', { required: true }),
  field('gone', 'Gone', 'text', { archived: true }),
];
const values: Customer['customFields'] = {
  ...{ size: 1200.5, since: '2026-02-28', tier: 'Bronze', markets: ['East'], vip: true },
  ...{ wiki: 'https://w.example/acme', motto: 'Onward', gone: 'hidden', 'Shoe size': '42' },
};
const served = (more: Customer['customFields'] = {}) =>
  customerPage({ served: acme({ customFields: { ...values, ...more } }), fields });

/** Answers as the server does: the patch is in the record. */
const saving = () => {
  let kept = { ...values };
  const sent = answering(({ body }) => {
    kept = { ...kept, ...(body as Customer).customFields };
    return json({ customer: acme({ customFields: kept, version: 3 + sent.length }) });
  });
  return sent;
};
const bodies = (sent: ReturnType<typeof answering>) => sent.map(({ body }) => (body as Customer).customFields);

beforeEach(forgetToasts);
afterEach(clearPage);

test.each(modes)('each kind has its input, what is not defined is shown as it is (%s)', async (mode) => {
  await mountAs(mode, CustomerPage, served());
  await expect.element(page.getByLabelText('Contract size')).toHaveValue('1200.5');
  await expect.element(page.getByLabelText('Since')).toHaveValue('2026-02-28');
  await expect.element(page.getByLabelText('Tier')).toHaveValue('Bronze');
  await expect.element(page.getByLabelText('VIP')).toBeChecked();
  await expect.element(page.getByRole('link', { name: 'Open Wiki' })).toHaveAttribute('href', 'https://w.example/acme');
  await expect.element(page.getByRole('group', { name: 'Markets' })).toHaveTextContent('Markets East North South East');
  await expect.element(page.getByText('Shoe size')).toBeVisible();
  await expect.element(page.getByText('hidden')).not.toBeInTheDocument();
  await expectAccessible(document.body);
});

test('values are read as their kind, saved and taken back', async () => {
  const sent = saving();
  await mountHydrated(CustomerPage, served());
  await enter(page.getByLabelText('Contract size'), '2.000,5');
  await expect.element(page.getByLabelText('Contract size')).toHaveValue('2000.5');
  await page.getByLabelText('Tier').selectOptions('Silver');
  await page.getByLabelText('VIP').click();
  await page.getByText('East', { exact: true }).first().click();
  await page.getByLabelText('South').click();
  await page.getByLabelText('East').click();
  await vi.waitFor(() =>
    expect(bodies(sent)).toEqual([
      { size: 2000.5 },
      { tier: 'Silver' },
      { vip: false },
      { markets: ['South', 'East'] },
      { markets: ['South'] },
    ]),
  );
  await vi.waitFor(() => expect(toasts()).toHaveLength(5));
  expect(toasts()[2]).toBe('VIP changed.');
  lastToast()?.action?.run();
  await vi.waitFor(() => expect(bodies(sent).at(-1)).toEqual({ markets: ['South', 'East'] }));
});

test('what is none of the kind stays in the field with the reason, and a required value cannot be emptied', async () => {
  const sent = saving();
  await mountHydrated(CustomerPage, served());
  await enter(page.getByLabelText('Contract size'), 'much');
  await expect.element(page.getByText('Contract size must be a number.')).toBeVisible();
  await expect.element(page.getByLabelText('Contract size')).toHaveValue('much');
  await enter(page.getByLabelText('Wiki'), 'two words');
  await expect.element(page.getByText('Wiki must be an address such as https://example.com.')).toBeVisible();
  await enter(page.getByLabelText('Motto'), '');
  await expect.element(page.getByLabelText('Motto')).toHaveValue('Onward');
  await expect.element(page.getByLabelText('Tier')).not.toHaveTextContent('Not set');
  expect(sent).toEqual([]);
});

test('histories tell of fields by their labels', async () => {
  const change = { path: 'customFields.size', from: 1, to: 1200.5 };
  const item = { id: idOf(9001), type: 'updated', at: now, task: null, deal: null, changes: [change] };
  const history = {
    items: [{ ...item, actor: { kind: 'member', id: null, name: 'Ines' } }],
    total: 1,
    nextCursor: null,
  };
  const { props } = served();
  await mountHydrated(CustomerPage, customerPage({ ...props, history }));
  await expect.element(page.getByText('Contract size: 1 → 1200.5')).toBeVisible();
});
