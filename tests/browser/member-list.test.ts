import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { MemberList } from '../../src/components/islands/members/member-list.ts';
import type { User } from '../../src/lib/contracts/user.ts';
import { expectAccessible } from './support/accessible.ts';
import { answering, json, problem } from './support/answers.ts';
import { user } from './support/members.ts';
import { modes, mountAs } from './support/modes.ts';
import { clearPage, mountHydrated } from './support/mount.ts';
import { now } from './support/tasks.ts';
import { forgetToasts, toasts } from './support/toasts.ts';

const dana = user(1, 'Dana', 'Kim', { role: 'admin' });
const ines = user(2, 'Ines', 'Roth', { lastLogin: null });
const list = (more: object = {}) => ({
  module: '/src/components/islands/members/member-list.ts',
  name: 'MemberList',
  props: { served: [dana, ines], me: dana.id, zone: 'UTC', now, ...more },
});
const roleOfInes = page.getByRole('combobox', { name: 'Role of Ines Roth' });
const savedWith = (body: unknown) => json({ user: { ...ines, ...(body as Partial<User>) } });

beforeEach(forgetToasts);
afterEach(clearPage);

test.each(modes)(
  'shows who is a member, in which role and since when they were here, accessibly (%s)',
  async (mode) => {
    const element = await mountAs(mode, MemberList, list());
    const [first, second] = [...element.querySelectorAll('li')];
    expect(first?.textContent).toMatch(/Dana Kim\s+You[\s\S]*dana@ours.example,\s+logged in just now/);
    expect(second?.textContent).toMatch(/Ines Roth[\s\S]*ines@ours.example,\s+never logged in/);
    await expect.element(page.getByRole('combobox', { name: 'Role of Dana Kim' })).toHaveValue('admin');
    await expect.element(roleOfInes).toHaveValue('sales');
    expect(page.getByRole('button', { name: 'Save' }).elements()).toEqual([]);
    await expectAccessible(element);
  },
);

test('a role chosen is saved by itself', async () => {
  const sent = answering(({ body }) => savedWith(body));
  await mountHydrated(MemberList, list());
  await userEvent.selectOptions(roleOfInes, 'Marketing');
  await vi.waitFor(() => expect(toasts()).toEqual(['Ines Roth is now marketing.']));
  expect(sent).toMatchObject([{ method: 'PATCH', path: `/api/users/${ines.id}`, body: { role: 'marketing' } }]);
  await expect.element(roleOfInes).toHaveValue('marketing');
});

test('access is taken at once and given back', async () => {
  answering(({ body }) => savedWith(body));
  const element = await mountHydrated(MemberList, list());
  await userEvent.click(page.getByRole('button', { name: 'Deactivate Ines Roth' }));
  await expect.element(page.getByText('Deactivated', { exact: true })).toBeVisible();
  await vi.waitFor(() => expect(toasts()).toEqual(['Ines Roth is deactivated; all their sessions have ended.']));
  await expectAccessible(element);
  await userEvent.click(page.getByRole('button', { name: 'Activate Ines Roth', exact: true }));
  await vi.waitFor(() => expect(toasts()[1]).toBe('Ines Roth can log in again.'));
  await expect.element(page.getByText('Deactivated', { exact: true })).not.toBeInTheDocument();
});

test('a refused change is taken back and explained in its row, until the next one works', async () => {
  let refused = true;
  answering(({ body }) => (refused ? problem(409, 'conflict', 'Someone must remain administrator.') : savedWith(body)));
  const element = await mountHydrated(MemberList, list());
  await userEvent.selectOptions(roleOfInes, 'Marketing');
  await expect.element(page.getByRole('alert')).toHaveTextContent('Someone must remain administrator.');
  await expect.element(roleOfInes).toHaveValue('sales');
  await expect.element(roleOfInes).toHaveAccessibleDescription('Someone must remain administrator.');
  await expectAccessible(element);
  refused = false;
  await userEvent.selectOptions(roleOfInes, 'Marketing');
  await expect.element(page.getByRole('alert')).not.toBeInTheDocument();
  await expect.element(roleOfInes).toHaveValue('marketing');
});

test('without its program each row is a form, and shows what was refused', async () => {
  await mountHydrated(MemberList, list({ refused: { [ines.id]: 'Not now.' } }), (served) => {
    const [form] = [...served.querySelectorAll('form')].slice(2);
    expect(Object.fromEntries(new FormData(form))).toEqual({ intent: 'role', id: ines.id, role: 'sales' });
    expect(form?.querySelector('button')?.textContent).toBe('Save');
    expect(served.querySelector('[role=alert]')?.textContent).toBe('Not now.');
  });
});
