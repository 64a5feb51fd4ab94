import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { commands, page, userEvent } from 'vitest/browser';
import { api } from '../../src/lib/client/api.ts';
import '../../src/styles/global.css';
import { expectAccessible } from './support/accessible.ts';
import { answering, json, problem } from './support/answers.ts';
import { clearPage } from './support/mount.ts';
import { connection, sidecarTells } from './support/sidecar.ts';
import { idOf, now } from './support/tasks.ts';
import { forgetToasts, lastToast, toasts } from './support/toasts.ts';

const dot = () => document.querySelector<HTMLElement>('[data-live]')!;
const notice = () => document.querySelector('.connection-notice')!;
const themeRadios = ['light', 'dark', 'system']
  .map((theme) => `<label><input type="radio" name="theme" value="${theme}"> ${theme}</label>`)
  .join('');

beforeAll(async () => {
  document.body.innerHTML = `
    <span data-live="connecting"><span data-live-words>Connecting</span></span>
    <details class="menu"><summary>Menu</summary><a href="#one">One</a></details>
    <button type="button">Elsewhere</button>${themeRadios}`;
  await import('../../src/components/shell/shell.ts');
});
afterAll(async () => {
  vi.useRealTimers();
  await commands.cutConnections(true);
  clearPage();
});

test('the dot says that the page is live', async () => {
  await connection('live');
  expect(dot().dataset.live).toBe('live');
  expect(dot().textContent).toBe('Live: changes show as they happen');
  expect(notice().textContent).toBe('');
});

test('a menu closes by Escape, with the focus on its head, and by going elsewhere', async () => {
  const menu = document.querySelector('details')!;
  const head = menu.querySelector('summary')!;
  await userEvent.click(page.elementLocator(head));
  expect(menu.open).toBe(true);
  await userEvent.tab();
  expect(menu.open).toBe(true);
  await userEvent.keyboard('{Escape}');
  expect(menu.open).toBe(false);
  expect(document.activeElement).toBe(head);
  await userEvent.click(page.elementLocator(head));
  await userEvent.click(page.getByRole('button', { name: 'Elsewhere' }));
  expect(menu.open).toBe(false);
  await userEvent.click(page.elementLocator(head));
  page.getByRole('button', { name: 'Elsewhere' }).element().focus();
  expect(menu.open).toBe(false);
});

test('a theme applies at once and is remembered, as is the time zone', async () => {
  await userEvent.click(page.getByRole('radio', { name: 'dark' }));
  expect(document.documentElement.dataset.theme).toBe('dark');
  expect(document.cookie).toContain('theme=dark');
  await userEvent.click(page.getByRole('radio', { name: 'system' }));
  expect(document.documentElement.dataset.theme).toBeUndefined();
  expect(document.cookie).toContain('theme=system');
  const zone = encodeURIComponent(Intl.DateTimeFormat().resolvedOptions().timeZone);
  expect(document.cookie).toContain(`tz=${zone}`);
});

test('a line runs while a change or another page is on its way', async () => {
  const shown = () => document.documentElement.hasAttribute('data-under-way');
  const answers = Promise.withResolvers<null>();
  answering(async () => {
    await answers.promise;
    return json({});
  });
  const read = api.get('/read');
  expect(shown()).toBe(false);
  const changes = [api.post('/one'), api.delete('/two')];
  expect(shown()).toBe(true);
  answers.resolve(null);
  await Promise.all([read, ...changes]);
  expect(shown()).toBe(false);

  // The test's own page must not go away: what follows a link is only its click.
  const link = document.querySelector('a')!;
  const press = (href: string) => {
    link.href = href;
    const click = new MouseEvent('click', { bubbles: true, cancelable: true });
    addEventListener('click', (event) => event.preventDefault(), { once: true });
    link.dispatchEvent(click);
    return shown();
  };
  expect(press('#one')).toBe(false);
  expect(press('https://elsewhere.example/')).toBe(false);
  expect(press('/app/tasks')).toBe(true);
  dispatchEvent(new PageTransitionEvent('pageshow'));
  expect(shown()).toBe(false);
});

test('a session that ended is renewed by logging in on the page, and what was asked is done', async () => {
  let loggedIn = false;
  answering(({ path }) => {
    if (path === '/api/auth/login') loggedIn = true;
    return loggedIn ? json({ task: 'read' }) : problem(401, 'unauthorized', 'Log in first.');
  });
  const answer = api.get('/tasks/1');
  await userEvent.fill(page.getByLabelText('Email'), 'dana@ours.example');
  await userEvent.fill(page.getByLabelText('Password'), 'correct horse battery');
  await userEvent.click(page.getByRole('button', { name: 'Log in' }));
  expect(await answer).toEqual({ task: 'read' });
});

test('a notification is said once, with the way to it; what another page has said is not said again', async () => {
  forgetToasts();
  const told = { type: 'task_assigned', title: 'Ines gave you “Call Acme”', link: '#acme', timestamp: now };
  await sidecarTells('notification', { ...told, id: 901, notificationId: idOf(901) });
  await vi.waitFor(() => expect(toasts()).toEqual(['Ines gave you “Call Acme”']));
  localStorage.setItem('notifications-told', idOf(902));
  await sidecarTells('notification', { ...told, id: 902, notificationId: idOf(902) });
  await sidecarTells('notification', { ...told, id: 903, title: 'Later', notificationId: idOf(903) });
  await vi.waitFor(() => expect(toasts()).toEqual(['Ines gave you “Call Acme”', 'Later']));
  const sent = answering(() => json({}));
  lastToast()?.action?.run();
  await vi.waitFor(() => expect(sent.map(({ path }) => path)).toContain(`/api/notifications/${idOf(903)}/read`));
  expect(location.hash).toBe('#acme');
  location.hash = '';
});

test('an outage is said when it lasts, and is over at once when tried again', async () => {
  await connection('live');
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  await commands.cutConnections(false);
  await connection('offline');
  expect(dot().textContent).toBe('Not connected: trying again');
  expect(notice().textContent).toBe('');
  vi.advanceTimersByTime(4000);
  expect(notice().textContent).toContain('The server does not answer.');
  vi.useRealTimers();
  await expectAccessible(notice());
  await commands.cutConnections(true);
  await userEvent.click(page.getByRole('button', { name: 'Try now' }));
  await connection('live');
  expect(notice().textContent).toBe('');
});
