import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { DealPage } from '../../src/components/islands/deals/deal-page.ts';
import { NotificationList } from '../../src/components/islands/notifications/notification-list.ts';
import type { Comment } from '../../src/lib/contracts/comment.ts';
import type { Notification } from '../../src/lib/contracts/notification.ts';
import { expectAccessible } from './support/accessible.ts';
import { answering, json, problem } from './support/answers.ts';
import { ines } from './support/customers.ts';
import { modes, mountAs } from './support/modes.ts';
import { clearPage, mountHydrated } from './support/mount.ts';
import { dana, idOf, now } from './support/tasks.ts';
import { forgetToasts, toasts } from './support/toasts.ts';

const told = (number: number, title: string, change: Partial<Notification> = {}): Notification => ({
  id: idOf(number),
  type: 'task_assigned',
  title,
  link: '/app/tasks/1',
  readAt: null,
  createdAt: now,
  ...change,
});
const items = [
  told(3, 'Ines gave you “Call Acme”'),
  told(2, 'Import is done', { link: null }),
  told(1, 'Old', { readAt: now }),
];
const list = (more: object = {}) => ({
  module: '/src/components/islands/notifications/notification-list.ts',
  name: 'NotificationList',
  props: { served: { items, total: 3, nextCursor: null }, zone: 'UTC', now, ...more },
});
const unread = () => document.querySelectorAll('[data-unread="true"]').length;

beforeEach(forgetToasts);
afterEach(clearPage);

test.each(modes)('says what is news, what it is about and what was read, accessibly (%s)', async (mode) => {
  const element = await mountAs(mode, NotificationList, list());
  expect(unread()).toBe(2);
  await expect.element(page.getByRole('link', { name: 'Unread: Ines gave you “Call Acme”' })).toBeVisible();
  expect(page.getByRole('button', { name: /^Mark as read:/ }).elements()).toHaveLength(2);
  await expectAccessible(element);
});

test('one is marked as read, then all; what the server refuses is unread again', async () => {
  let works = true;
  const sent = answering(({ path }) =>
    works
      ? json(path.endsWith('read-all') ? { read: 1 } : { notification: items[0] })
      : problem(503, 'unavailable', 'Not now.'),
  );
  await mountHydrated(NotificationList, list());
  await userEvent.click(page.getByRole('button', { name: 'Mark as read: Import is done' }));
  await vi.waitFor(() => expect(unread()).toBe(1));
  works = false;
  await userEvent.click(page.getByRole('button', { name: 'Mark all as read' }));
  await vi.waitFor(() => expect(toasts()).toEqual(['Not marked as read: Not now.']));
  expect(unread()).toBe(1);
  expect(sent.map(({ method, path }) => `${method} ${path}`)).toEqual([
    `POST /api/notifications/${idOf(2)}/read`,
    'POST /api/notifications/read-all',
  ]);
});

test('nothing yet says what will come', async () => {
  await mountHydrated(NotificationList, list({ served: { items: [], total: 0, nextCursor: null } }));
  await expect.element(page.getByText('Nothing yet')).toBeVisible();
});

const said = (change: Partial<Comment> = {}): Comment => ({
  id: idOf(8001),
  about: { kind: 'deal', id: idOf(7001) },
  content: 'Ask @Ines Roth about it',
  mentions: [{ id: ines.id, name: 'Ines Roth' }],
  author: { id: dana.id, name: dana.name, avatar: null },
  editedAt: null,
  version: 1,
  createdAt: now,
  ...change,
});
const deal = {
  id: idOf(7001),
  customerId: idOf(5001),
  customer: { id: idOf(5001), name: 'Acme Ltd' },
  title: 'Renewal',
  currency: 'EUR',
  status: 'open',
  version: 1,
  ...{ pipelineId: null, pipelineStage: null, value: null, expectedCloseDate: null, lostReason: null },
  ...{ closedAt: null, assignedTo: null, assignee: null, deletedAt: null, createdAt: now, updatedAt: now },
} as const;
const dealPage = (comments: Comment[]) => ({
  module: '/src/components/islands/deals/deal-page.ts',
  name: 'DealPage',
  props: {
    served: deal,
    members: [dana, ines],
    currencies: ['EUR'],
    comments: { items: comments, total: comments.length, nextCursor: null },
    me: { id: dana.id, moderates: false },
    zone: 'UTC',
    now,
  },
});
const field = page.getByLabelText('New comment');
const offered = page.getByRole('listbox', { name: 'Members' }).getByRole('option');

test('@ offers members; the chosen one is written in full, and the comment stands on top', async () => {
  const sent = answering(({ body }) => json({ comment: said({ ...(body as Comment), id: idOf(8002) }) }, 201));
  const element = await mountHydrated(DealPage, dealPage([]));
  await userEvent.click(field);
  await userEvent.keyboard('Ask @');
  await vi.waitFor(() => expect(offered.elements()).toHaveLength(2));
  await userEvent.keyboard('ro');
  const selected = () => offered.elements().map((one) => one.getAttribute('aria-selected'));
  await vi.waitFor(() => expect(selected()).toEqual(['true']));
  await expectAccessible(element);
  await userEvent.keyboard('{Enter}about it');
  await expect.element(field).toHaveValue('Ask @Ines Roth about it');
  expect(offered.elements()).toHaveLength(0);
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await vi.waitFor(() => expect(element.querySelector('#comments .mention')?.textContent).toBe('@Ines Roth'));
  expect(sent.map(({ path, body }) => [path, body])).toEqual([
    [`/api/deals/${idOf(7001)}/comments`, { content: 'Ask @Ines Roth about it' }],
  ]);
  await expect.element(field).toHaveValue('');
});

test('Escape declines; what cannot be saved stays in its field', async () => {
  answering(() => problem(503, 'unavailable', 'Not now.'));
  await mountHydrated(DealPage, dealPage([]));
  await userEvent.click(field);
  await userEvent.keyboard('@da');
  await vi.waitFor(() => expect(offered.elements()).toHaveLength(1));
  await userEvent.keyboard('{Escape}');
  expect(offered.elements()).toHaveLength(0);
  await userEvent.click(page.getByRole('button', { name: 'Add comment' }));
  await expect.element(page.getByText('Not now.')).toBeVisible();
  await expect.element(field).toHaveValue('@da');
});

test('one’s own comment can be changed and deleted, another’s not', async () => {
  const foreign = said({ id: idOf(8003), author: { id: ines.id, name: ines.name, avatar: null }, content: 'Mine' });
  const sent = answering(({ method, body }) =>
    method === 'DELETE'
      ? json(null, 204)
      : json({ comment: said({ ...(body as Comment), version: 2, editedAt: now }) }),
  );
  await mountHydrated(DealPage, dealPage([said(), foreign]));
  expect(page.getByRole('button', { name: /^Delete the comment/ }).elements()).toHaveLength(1);
  await userEvent.click(page.getByText('Edit', { exact: true }));
  const edit = page.getByLabelText('Comment', { exact: true });
  await expect.element(edit).toHaveValue('Ask @Ines Roth about it');
  await userEvent.fill(edit, 'Never mind');
  await userEvent.click(page.getByRole('button', { name: 'Save comment' }));
  await expect.element(page.getByText('Never mind').first()).toBeVisible();
  await userEvent.click(page.getByRole('button', { name: /^Delete the comment/ }));
  await vi.waitFor(() => expect(toasts()).toEqual(['The comment is saved.', 'The comment is deleted.']));
  expect(sent.map(({ method, headers }) => [method, headers.get('If-Match')])).toEqual([
    ['PATCH', '"1"'],
    ['DELETE', null],
  ]);
});
