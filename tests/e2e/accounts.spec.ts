import { expect, test, type Page } from '@playwright/test';
import { admin, expectAccessible, expectNoSidewaysScroll, logIn, newMember } from './support.ts';

const logInOn = async (page: Page, email: string, password: string) => {
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Log in' }).click();
};

test('a member logs out, is refused with a wrong password, and comes back to where they wanted', async ({
  context,
  page,
}) => {
  const member = await newMember(context, 'Nils');
  await page.goto('/app/account');
  await page.getByText('Nils Member').click();
  await page.getByRole('button', { name: 'Log out' }).click();
  await expect(page).toHaveURL(/\/login\?said=out$/);
  await expect(page.getByRole('status')).toHaveText('You are logged out.');

  await page.goto('/app/customers?status=lead');
  await expect(page).toHaveURL(/\/login\?next=/);
  await logInOn(page, member.email, 'not the password');
  await expect(page.getByRole('alert')).toContainText('The email or the password is not right.');
  await expect(page.getByLabel('Email')).toHaveValue(member.email);
  await page.getByLabel('Password', { exact: true }).fill(member.password);
  await page.getByRole('button', { name: 'Show password' }).click();
  await expect(page.getByLabel('Password', { exact: true })).toHaveAttribute('type', 'text');
  await page.getByRole('button', { name: 'Log in' }).click();
  await expect(page).toHaveURL(/\/app\/customers\?status=lead$/);
});

test('the way back after logging in never leads to another site', async ({ context, page }) => {
  const member = await newMember(context, 'Olga');
  await context.clearCookies();
  await page.goto('/login?next=//evil.example/app');
  await logInOn(page, member.email, member.password);
  await expect(page).toHaveURL(/\/app$/);
});

test('a password is reset through the outbox of a server that sends no mail', async ({ browser, context, page }) => {
  const member = await newMember(context, 'Petra');
  await context.clearCookies();
  await page.goto('/login');
  await page.getByRole('link', { name: 'Forgot your password?' }).click();
  await page.getByLabel('Email').fill(member.email);
  await page.getByRole('button', { name: 'Send the link' }).click();
  await expect(page.getByRole('status')).toContainText(member.email);
  await expect(page.getByText('An administrator finds the link in the mail outbox')).toBeVisible();

  const office = await browser.newContext({ baseURL: new URL(page.url()).origin });
  await logIn(office, admin);
  const outbox = await office.newPage();
  await outbox.goto('/app/settings/outbox');
  const mail = outbox.getByRole('listitem').filter({ hasText: member.email });
  await mail.getByText('Set a new password for Throughline').click();
  const link = await mail.getByRole('link').getAttribute('href');
  await office.close();

  await page.goto(link ?? '');
  await page.getByLabel('New password', { exact: true }).fill('a wholly new password');
  await page.getByRole('button', { name: 'Set the password' }).click();
  await expect(page.getByRole('status')).toContainText('Your new password is set');
  await logInOn(page, member.email, member.password);
  await expect(page.getByRole('alert')).toBeVisible();
  await page.getByLabel('Password', { exact: true }).fill('a wholly new password');
  await page.getByRole('button', { name: 'Log in' }).click();
  await expect(page).toHaveURL(/\/app$/);

  await page.goto(link ?? '');
  await page.getByLabel('New password', { exact: true }).fill('yet another password');
  await page.getByRole('button', { name: 'Set the password' }).click();
  await expect(page.getByRole('alert')).toContainText('used before');
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('someone registers, mends what is marked, changes their account and logs out', async ({ page }) => {
    const email = `rosa.${process.pid}.${Date.now()}@example.com`;
    await page.goto('/register');
    await page.getByLabel('First name').fill('Rosa');
    await page.getByLabel('Last name').fill('Plain');
    await page.getByLabel('Email').fill('ada.admin@example.com');
    await page.getByLabel('Password', { exact: true }).fill('correct horse battery');
    await page.getByRole('button', { name: 'Create account' }).click();
    await expect(page.getByLabel('Email')).toHaveAccessibleDescription('Email has an account already.');
    await expect(page.getByLabel('First name')).toHaveValue('Rosa');
    await expect(page.getByLabel('Password', { exact: true })).toHaveValue('');
    await page.getByLabel('Email').fill(email);
    await page.getByLabel('Password', { exact: true }).fill('correct horse battery');
    await page.getByRole('button', { name: 'Create account' }).click();
    await expect(page).toHaveURL(/\/app$/);

    await page.goto('/app/account');
    await page.getByLabel('Department').fill('Field sales');
    await page.getByRole('button', { name: 'Save profile' }).click();
    await expect(page.getByRole('status').filter({ hasText: 'Your profile is saved.' })).toBeVisible();
    await expect(page.getByLabel('Department')).toHaveValue('Field sales');

    await page.getByLabel('Current password', { exact: true }).fill('not the password');
    await page.getByLabel('New password', { exact: true }).fill('a wholly new password');
    await page.getByRole('button', { name: 'Change password' }).click();
    await expect(page.getByLabel('Current password', { exact: true })).toHaveAccessibleDescription(
      'Current password is not right.',
    );

    const theme = page.getByRole('region', { name: 'Theme' });
    await theme.getByLabel('Dark').check();
    await theme.getByRole('button', { name: 'Save theme' }).click();
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');

    await page.getByText('Rosa Plain').click();
    await page.getByRole('button', { name: 'Log out' }).click();
    await page.goto('/app/account');
    await expect(page).toHaveURL(/\/login/);
  });
});

test('sessions are ended one by one and all at once, and end at once', async ({ browser, context, page }) => {
  const member = await newMember(context, 'Quinn');
  await page.goto('/app/account');
  const { origin } = new URL(page.url());
  const elsewhere = await Promise.all(
    ['Firefox/140.0', 'Mozilla/5.0 (iPhone) Safari/605'].map(async (userAgent) => {
      const other = await browser.newContext({ baseURL: origin, userAgent });
      await logIn(other, member);
      return other;
    }),
  );
  await page.reload();
  const sessions = page.getByRole('region', { name: 'Sessions' });
  await expect(sessions.getByRole('listitem')).toHaveCount(3);
  await sessions.getByRole('button', { name: /End the session of Safari on iPhone/ }).click();
  await expect(sessions.getByRole('listitem')).toHaveCount(2);
  await expect(page.getByText('Ended the session of Safari on iPhone.')).toBeVisible();
  await sessions.getByRole('button', { name: 'End all others' }).click();
  await expect(sessions.getByText('You are logged in nowhere else.')).toBeVisible();
  await expect(page.getByText('Ended all other sessions.')).toBeVisible();
  for (const other of elsewhere) {
    expect((await other.request.get('/api/auth/me')).status()).toBe(401);
    await other.close();
  }
  expect((await context.request.get('/api/auth/me')).status()).toBe(200);
});

test('a session that cannot be ended comes back, with the reason', async ({ browser, context, page }) => {
  const member = await newMember(context, 'Renee');
  await page.goto('/app/account');
  const other = await browser.newContext({ baseURL: new URL(page.url()).origin });
  await logIn(other, member);
  await page.reload();
  const sessions = page.getByRole('region', { name: 'Sessions' });
  await page.route('**/api/auth/sessions', (route) => route.abort());
  await sessions.getByRole('button', { name: 'End all others' }).click();
  await expect(page.getByText(/Not ended: The server does not answer/)).toBeVisible();
  await expect(sessions.getByRole('listitem')).toHaveCount(2);
  await other.close();
});

test('an administrator invites, changes and deactivates members; others see nothing of it', async ({
  browser,
  context,
  page,
}) => {
  const member = await newMember(context, 'Sven');
  await page.goto('/app/settings/members');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Nothing at this address');
  expect((await context.request.get('/app/settings/outbox')).status()).toBe(404);

  const office = await browser.newContext({ baseURL: new URL(page.url()).origin });
  await logIn(office, admin);
  const desk = await office.newPage();
  await desk.goto('/app/settings/members');
  const row = desk.getByRole('listitem').filter({ hasText: member.email });
  await row.getByLabel('Role of Sven Member').selectOption('marketing');
  await expect(desk.getByText('Sven Member is now marketing.')).toBeVisible();
  await row.getByRole('button', { name: 'Deactivate Sven Member' }).click();
  await expect(row.getByText('Deactivated', { exact: true })).toBeVisible();
  await expect(desk.getByText('Sven Member is deactivated; all their sessions have ended.')).toBeVisible();
  await page.goto('/app');
  await expect(page).toHaveURL(/\/login/);
  await row.getByRole('button', { name: 'Activate Sven Member' }).click();
  await expect(desk.getByText('Sven Member can log in again.')).toBeVisible();
  await desk.reload();
  await expect(row.getByLabel('Role of Sven Member')).toHaveValue('marketing');

  const guest = `tara.${process.pid}.${Date.now()}@example.com`;
  await desk.getByLabel('Invite by email').fill(guest);
  await desk.getByLabel('Role', { exact: true }).selectOption('marketing');
  await desk.getByRole('button', { name: 'Invite' }).click();
  const link = (await desk.locator('[data-invitation]').textContent())?.trim() ?? '';
  await page.goto(link);
  await expect(page.getByLabel('Email')).toHaveValue(guest);
  await page.getByLabel('First name').fill('Tara');
  await page.getByLabel('Last name').fill('Guest');
  await page.getByLabel('Password', { exact: true }).fill('correct horse battery');
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page).toHaveURL(/\/app$/);
  const me = (await (await context.request.get('/api/auth/me')).json()) as { user: { role: string } };
  expect(me.user.role).toBe('marketing');
  await office.close();
});

test('the last administrator stays one, and the page says why', async ({ context, page }) => {
  await logIn(context, admin);
  await page.goto('/app/settings/members');
  const role = page.getByLabel('Role of Ada Admin');
  await role.selectOption('sales');
  const row = page.getByRole('listitem').filter({ hasText: admin.email });
  await expect(row.getByRole('alert')).toContainText('This is the only active administrator.');
  await expect(role).toHaveValue('admin');
  await expect(role).toHaveAccessibleDescription(/only active administrator/);
  await row.getByRole('button', { name: 'Deactivate Ada Admin' }).click();
  await expect(row.getByText('Deactivated', { exact: true })).toHaveCount(0);
  expect((await context.request.get('/api/auth/me')).status()).toBe(200);
});

test('a page that cannot reach the server says so', async ({ context, page }) => {
  await newMember(context, 'Uma');
  await page.route('**/socket.io/**', (route) => route.abort());
  await page.goto('/app/account');
  await expect(page.getByText('The server does not answer. What you see may be old')).toBeVisible({ timeout: 20_000 });
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Try now' }).click();
  await page.unroute('**/socket.io/**');
  await expect(page.getByText('The server does not answer. What you see may be old')).toHaveCount(0);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test('refusals can be read by everyone, at 320 px too', async ({ context, page }) => {
      await page.goto('/login');
      await logInOn(page, 'nobody@example.com', 'not the password');
      await expect(page.getByRole('alert')).toBeVisible();
      await expectAccessible(page);
      await page.goto('/reset-password?token=none');
      await page.getByLabel('New password', { exact: true }).fill('yet another password');
      await page.getByRole('button', { name: 'Set the password' }).click();
      await expect(page.getByRole('alert')).toBeVisible();
      await expectAccessible(page);
      await newMember(context, 'Vera');
      await page.goto('/app/account');
      await page.getByLabel('Current password', { exact: true }).fill('not the password');
      await page.getByLabel('New password', { exact: true }).fill('a wholly new password');
      await page.getByRole('button', { name: 'Change password' }).click();
      await expect(page.getByText('Current password is not right.')).toBeVisible();
      await page.setViewportSize({ width: 320, height: 720 });
      await expectNoSidewaysScroll(page);
      await expectAccessible(page);
      await page.goto('/app/nothing-here');
      await expect(page.getByLabel('Menu')).toBeVisible();
      await expectNoSidewaysScroll(page);
      await expectAccessible(page);
    });
  });
}
