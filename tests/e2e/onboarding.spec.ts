import { expect, test } from '@playwright/test';
import { logIn, newMember } from './support.ts';

test('a hint is put away for good: with a script and without, here and in another browser', async ({
  browser,
  baseURL,
  context,
  page,
}) => {
  const member = await newMember(context, 'Onna');
  const made = await context.request.post('/api/customers', { data: { contactInfo: { company: 'Hinted Ltd' } } });
  const { customer } = (await made.json()) as { customer: { id: string } };
  const hint = page.getByRole('complementary', { name: 'Hint' });
  await page.goto('/app');
  await expect(page.locator('[data-live="live"]').first()).toBeAttached();
  const away = hint.getByRole('button', { name: /^Got it/ });
  await away.focus();
  await page.keyboard.press('Enter');
  await expect(hint).toHaveCount(0);
  // What follows the hint has the focus: the next thing one may do.
  await expect(page.getByRole('button', { name: 'Put away for good' })).toBeFocused();
  await page.reload();
  await expect(page.getByLabel('What do you want to reach?')).toBeVisible();
  await expect(hint).toHaveCount(0);

  const plain = await browser.newContext({ javaScriptEnabled: false, ...(baseURL && { baseURL }) });
  await logIn(plain, member);
  const elsewhere = await plain.newPage();
  const there = elsewhere.getByRole('complementary', { name: 'Hint' });
  await elsewhere.goto('/app');
  await expect(elsewhere.getByRole('heading', { name: 'First steps' })).toBeVisible();
  await expect(there).toHaveCount(0);
  await elsewhere.getByRole('button', { name: 'Put away for good' }).click();
  await expect(elsewhere).toHaveURL(/\/app$/);
  await expect(elsewhere.getByRole('heading', { name: 'First steps' })).toHaveCount(0);
  await elsewhere.goto(`/app/customers/${customer.id}`);
  await there.getByRole('button', { name: /^Got it/ }).click();
  await expect(elsewhere).toHaveURL(`/app/customers/${customer.id}`);
  await expect(there).toHaveCount(0);
  await plain.close();

  await page.reload();
  await expect(page.getByRole('heading', { name: 'First steps' })).toHaveCount(0);
  await page.goto(`/app/customers/${customer.id}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Hinted Ltd');
  await expect(hint).toHaveCount(0);
});
