import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { SessionList } from '../../src/components/islands/account/session-list.ts';
import type { Session } from '../../src/lib/contracts/user.ts';
import { expectAccessible } from './support/accessible.ts';
import { answering, json, problem } from './support/answers.ts';
import { modes, mountAs } from './support/modes.ts';
import { clearPage, mountHydrated } from './support/mount.ts';
import { now } from './support/tasks.ts';
import { forgetToasts, toasts } from './support/toasts.ts';

const session = (id: string, userAgent: string, change: Partial<Session> = {}): Session => ({
  id,
  userAgent,
  ip: null,
  createdAt: '2026-11-30T09:00:00.000Z',
  lastUsedAt: '2026-12-02T08:00:00.000Z',
  expiresAt: '2026-12-30T09:00:00.000Z',
  current: false,
  ...change,
});
const here = session('aa', 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0', {
  current: true,
  ip: '10.0.0.7',
});
const phone = session('bb', 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1');
const script = session('cc', 'report-maker/2.1');
const list = (served = [here, phone, script]) => ({
  module: '/src/components/islands/account/session-list.ts',
  name: 'SessionList',
  props: { served, zone: 'UTC', now },
});
const devices = () => [...document.querySelectorAll('li p:first-child')].map((line) => line.textContent.trim());
const end = (device: string) =>
  userEvent.click(page.getByRole('button', { name: `End the session of ${device}, since Mon 30 Nov` }));

beforeEach(forgetToasts);
afterEach(clearPage);

test.each(modes)('says where one is logged in, since when and from where, accessibly (%s)', async (mode) => {
  const element = await mountAs(mode, SessionList, list());
  const [first, second, third] = [...element.querySelectorAll('li')].map((row) =>
    row.textContent.replaceAll(/\s+/g, ' '),
  );
  expect(first).toContain('Firefox on Linux This one Used 2 h ago, since Mon 30 Nov, from 10.0.0.7');
  expect(second).toContain('Safari on iPhone Used 2 h ago, since Mon 30 Nov End');
  expect(third).toContain('report-maker');
  expect(page.getByRole('button', { name: /^End the session/ }).elements()).toHaveLength(2);
  await expectAccessible(element);
});

test('a session ended goes at once; the last of the others says so', async () => {
  const sent = answering(() => json(null, 204));
  const element = await mountHydrated(SessionList, list());
  await end('Safari on iPhone');
  await vi.waitFor(() => expect(devices()).toEqual([expect.stringMatching(/^Firefox/), 'A program (report-maker)']));
  await end('a program (report-maker)');
  await expect.element(page.getByText('You are logged in nowhere else.')).toBeVisible();
  await vi.waitFor(() =>
    expect(toasts()).toEqual([
      'Ended the session of Safari on iPhone.',
      'Ended the session of a program (report-maker).',
    ]),
  );
  expect(sent.map(({ method, path }) => `${method} ${path}`)).toEqual([
    'DELETE /api/auth/sessions/bb',
    'DELETE /api/auth/sessions/cc',
  ]);
  await expectAccessible(element);
});

test('all others end with one button', async () => {
  const sent = answering(() => json(null, 204));
  await mountHydrated(SessionList, list());
  await userEvent.click(page.getByRole('button', { name: 'End all others' }));
  await vi.waitFor(() => expect(toasts()).toEqual(['Ended all other sessions.']));
  expect(devices()).toEqual([expect.stringMatching(/^Firefox/)]);
  expect(sent.map(({ method, path }) => `${method} ${path}`)).toEqual(['DELETE /api/auth/sessions']);
});

test('only what the server refused to end comes back, in its place', async () => {
  const { promise: refusal, resolve: refuse } = Promise.withResolvers<Response>();
  answering(({ path }) => (path.endsWith('/bb') ? refusal : json(null, 204)));
  await mountHydrated(SessionList, list());
  await end('Safari on iPhone');
  await end('a program (report-maker)');
  await vi.waitFor(() => expect(toasts()).toEqual(['Ended the session of a program (report-maker).']));
  refuse(problem(503, 'internal', 'The database is busy.'));
  await vi.waitFor(() => expect(toasts()[1]).toBe('Not ended: The database is busy.'));
  expect(devices()).toEqual([expect.stringMatching(/^Firefox/), 'Safari on iPhone']);
});
