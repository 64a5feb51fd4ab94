import { afterEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { LoginDialog } from '../../src/components/shell/login-dialog.ts';
import { expectAccessible } from './support/accessible.ts';
import { answering, json, problem } from './support/answers.ts';
import { clearPage, mountClientOnly } from './support/mount.ts';

const dialog = page.getByRole('dialog', { name: 'Log in again' });
const password = page.getByLabelText('Password');
const logIn = async () => {
  await userEvent.fill(page.getByLabelText('Email'), 'dana@ours.example');
  await userEvent.fill(password, 'correct horse battery');
  await userEvent.click(page.getByRole('button', { name: 'Log in' }));
};

afterEach(clearPage);

test('asks where one is, accessibly, and says when it worked', async () => {
  const sent = answering(() => json({}));
  const element = await mountClientOnly(LoginDialog);
  const answer = element.ask();
  await expect.element(dialog).toBeVisible();
  await expect.element(page.getByLabelText('Email')).toHaveFocus();
  await expectAccessible(element);
  await logIn();
  expect(await answer).toBe(true);
  await expect.element(dialog).not.toBeInTheDocument();
  expect(sent).toMatchObject([
    {
      method: 'POST',
      path: '/api/auth/login',
      body: { email: 'dana@ours.example', password: 'correct horse battery' },
    },
  ]);
});

test('a wrong password is said and the dialog stays; the next asking begins afresh', async () => {
  let wrong = true;
  answering(() => (wrong ? problem(401, 'invalid_credentials', 'Email or password is wrong.') : json({})));
  const element = await mountClientOnly(LoginDialog);
  const answer = element.ask();
  await logIn();
  await expect.element(page.getByRole('alert')).toHaveTextContent('Email or password is wrong.');
  await expectAccessible(element);
  wrong = false;
  await userEvent.click(page.getByRole('button', { name: 'Log in' }));
  expect(await answer).toBe(true);
  void element.ask();
  await expect.element(dialog).toBeVisible();
  expect(page.getByRole('alert').elements()).toEqual([]);
  await expect.element(password).toHaveValue('');
});

test('a server that does not answer is said', async () => {
  answering(() => {
    throw new TypeError('no network');
  });
  const element = await mountClientOnly(LoginDialog);
  void element.ask();
  await logIn();
  await expect.element(page.getByRole('alert')).toHaveTextContent('The server does not answer. Try again in a moment.');
});

test.each(['Not now', 'Escape'])('%s declines', async (way) => {
  const element = await mountClientOnly(LoginDialog);
  const answer = element.ask();
  await expect.element(dialog).toBeVisible();
  if (way === 'Escape') await userEvent.keyboard('{Escape}');
  else await userEvent.click(page.getByRole('button', { name: way }));
  expect(await answer).toBe(false);
  await expect.element(dialog).not.toBeInTheDocument();
});
