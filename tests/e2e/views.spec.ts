import { expect, test } from '@playwright/test';
import { expectAccessible, expectNoSidewaysScroll, logIn, newMember, watchFaults } from './support.ts';

test('a member chooses columns by keyboard, keeps a view, shares it, and it opens without JavaScript', async ({
  browser,
  context,
  page,
}) => {
  const member = await newMember(context, 'Vera');
  const company = `Viewed ${Date.now()}`;
  const data = { contactInfo: { company, phone: '+44 20 7946 0999' }, status: 'prospect' };
  expect((await context.request.post('/api/customers', { data })).status()).toBe(201);
  const faults = watchFaults(page);
  await page.goto('/app/customers?assignedTo=me');
  const heads = page.locator('customer-list thead th');

  await test.step('columns', async () => {
    await page.getByText('Columns', { exact: true }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('checkbox', { name: 'Phone' }).check();
    const earlier = page.getByRole('button', { name: 'Person earlier' });
    await earlier.focus();
    await page.keyboard.press('Enter');
    // At the beginning it goes no further: the way back has the focus.
    await expect(page.getByRole('button', { name: 'Person later' })).toBeFocused();
    await page.getByRole('radio', { name: 'Compact' }).check();
    await expectAccessible(page);
    await page.locator('form[data-columns]').getByRole('button', { name: 'Apply' }).click();
    await expect(heads.nth(2)).toHaveText('Person');
    await expect(heads.filter({ hasText: 'Phone' })).toHaveCount(1);
    await expect(page.locator('.records')).toHaveAttribute('data-density', 'compact');
  });

  await test.step('the view', async () => {
    await page.getByText('Save view', { exact: true }).click();
    await page.getByLabel('Name').fill('Mine by phone');
    await page.getByLabel('Share with the team').check();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByRole('link', { name: 'Mine by phone' })).toHaveAttribute('aria-current', 'page');
    await expect(page.getByRole('button', { name: 'Save changes' })).toHaveCount(0);
    await page.locator('form.filters').getByLabel('Status').selectOption('prospect');
    await page.locator('form.filters').getByRole('button', { name: 'Apply' }).click();
    await page.getByRole('button', { name: 'Save changes' }).click();
    await expect(page.locator('form.filters').getByLabel('Status')).toHaveValue('prospect');
    await expect(page.getByRole('button', { name: 'Save changes' })).toHaveCount(0);
    await page.setViewportSize({ width: 320, height: 720 });
    await page.getByLabel('The view Mine by phone').click();
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Open this first in customers' }).click();
    await page.goto('/app/customers');
    await expect(page.getByRole('link', { name: 'Mine by phone' })).toHaveAttribute('aria-current', 'page');
    await expect(page.getByRole('link', { name: company })).toBeVisible();
  });
  expect(faults).toEqual([]);

  await test.step('without JavaScript', async () => {
    const plain = await browser.newContext({ javaScriptEnabled: false });
    await logIn(plain, member);
    const still = await plain.newPage();
    await still.goto('/app/customers');
    await expect(still.getByRole('link', { name: company })).toBeVisible();
    await still.getByText('Columns', { exact: true }).click();
    await still.getByRole('button', { name: 'Person later' }).click();
    await expect(still.locator('customer-list thead th').nth(2)).toHaveText('Status');
    // The menu is open still, for the next step.
    await expect(still.getByRole('button', { name: 'Person later' })).toBeVisible();
    await still.getByRole('link', { name: 'Reset' }).click();
    await still.getByLabel('The view Mine by phone').click();
    await still.getByRole('button', { name: 'Delete view' }).click();
    await expect(still.getByText('The view is deleted.')).toBeVisible();
    await still.getByRole('button', { name: 'Undo' }).click();
    await expect(still.getByRole('link', { name: 'Mine by phone' })).toHaveAttribute('aria-current', 'page');
    await plain.close();
  });
});
