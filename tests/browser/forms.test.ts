import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { wireReveals } from '../../src/components/ui/reveal-password.ts';
import { submitOnce } from '../../src/components/ui/submit-once.ts';
import { clearPage } from './support/mount.ts';

submitOnce();
const sent = vi.fn();
/** Hears last what leaves the page, and keeps the page. */
const keepPage = (event: Event) => {
  if (!event.defaultPrevented) sent((event.target as HTMLFormElement).id);
  event.preventDefault();
};

beforeEach(() => {
  sent.mockClear();
  window.addEventListener('submit', keepPage);
});
afterEach(() => {
  window.removeEventListener('submit', keepPage);
  vi.useRealTimers();
  clearPage();
});

test('a form on its way is not sent twice, but may be tried again when the page is still there', () => {
  vi.useFakeTimers();
  document.body.innerHTML = '<form id="post" method="post"></form><form id="get" method="get"></form>';
  const [post, get] = [...document.querySelectorAll('form')];
  post?.requestSubmit();
  post?.requestSubmit();
  expect(sent.mock.calls).toEqual([['post']]);
  get?.requestSubmit();
  get?.requestSubmit();
  expect(sent.mock.calls).toEqual([['post'], ['get'], ['get']]);
  vi.advanceTimersByTime(3000);
  post?.requestSubmit();
  expect(sent.mock.calls.at(-1)).toEqual(['post']);
  expect(sent).toHaveBeenCalledTimes(4);
});

test('a form an island answers by itself may be sent as often as one likes', () => {
  document.body.innerHTML = '<form id="island" method="post"></form>';
  const form = document.querySelector('form')!;
  const answered = vi.fn((event: Event) => event.preventDefault());
  form.addEventListener('submit', answered);
  form.requestSubmit();
  form.requestSubmit();
  expect(answered).toHaveBeenCalledTimes(2);
});

test('a password is shown and hidden, and sent as a password', async () => {
  document.body.innerHTML = `<form id="login" method="post">
    <label for="secret">Password</label><input id="secret" type="password" />
    <button type="button" hidden data-reveals="secret" aria-pressed="false">Show</button>
    <button type="button" hidden data-reveals="missing">Never</button>
  </form>`;
  wireReveals();
  const field = document.querySelector('input')!;
  await userEvent.click(page.getByRole('button', { name: 'Show' }));
  expect(field.type).toBe('text');
  const hide = page.getByRole('button', { name: 'Hide', pressed: true });
  await userEvent.click(hide);
  expect(field.type).toBe('password');
  await userEvent.click(page.getByRole('button', { name: 'Show', pressed: false }));
  field.form?.requestSubmit();
  expect(field.type).toBe('password');
  expect(document.querySelector<HTMLElement>('[data-reveals=missing]')?.hidden).toBe(true);
});
