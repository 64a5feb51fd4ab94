import { expect, test } from '@playwright/test';
import { admin, expectAccessible, logIn, watchFaults } from './support.ts';

test('a field is defined, filled in, filtered by and archived; a customer is erased', async ({ context, page }) => {
  test.slow();
  await logIn(context, admin);
  const faults = watchFaults(page);
  const add = async (label: string, type: string, options = '') => {
    await page.goto('/app/settings/fields');
    const form = page.getByRole('region', { name: 'New field' });
    await form.getByLabel('Label').fill(label);
    await form.getByLabel('Type').selectOption({ label: type });
    if (options) await form.getByLabel('Options').fill(options);
    await form.getByRole('button', { name: 'Add field' }).click();
    await expect(page.getByText('The field is added.')).toBeVisible();
  };
  await add('Orbit of e2e', 'One choice', 'Inner\nOuter');
  await add('Orbit since', 'Date');
  await page.getByRole('button', { name: 'Move Orbit since up' }).focus();
  await page.keyboard.press('Enter');
  await expect(
    page
      .getByRole('listitem')
      .filter({ hasText: /^\s*Orbit/ })
      .first(),
  ).toContainText('Orbit since');
  await expect(
    page.getByRole('button', { name: /^Move Orbit since (up|down)$/ }).and(page.locator(':focus')),
  ).toHaveCount(1);
  await expectAccessible(page);

  await page.goto('/app/customers/new');
  await page.getByLabel('Company').fill('Perihelion Works');
  await page.getByLabel('Orbit of e2e').selectOption('Inner');
  await page.getByRole('button', { name: 'Add customer' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Perihelion Works');
  await expect(page.getByRole('button', { name: 'Save changes' })).toHaveCount(0);
  await page.getByLabel('Orbit of e2e').selectOption('Outer');
  await expect(page.getByText('Orbit of e2e: Inner → Outer')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByLabel('Orbit of e2e')).toHaveValue('Inner');
  await expect(page.getByText('Orbit of e2e: Outer → Inner')).toBeVisible();
  const address = page.url();

  await page.goto('/app/customers');
  const filter = page.getByRole('form', { name: 'Filter customers' }).getByLabel('Orbit of e2e');
  await filter.selectOption('Inner');
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(page.getByRole('link', { name: 'Perihelion Works' })).toBeVisible();
  await filter.selectOption('Outer');
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(page.getByText('Nothing matches')).toBeVisible();

  await page.goto('/app/settings/fields');
  await page.getByLabel('Edit Orbit of e2e').click();
  await expect(page.getByText('1 customer has a value. Archived')).toBeVisible();
  await page.getByRole('button', { name: 'Archive field' }).and(page.locator(':visible')).click();
  await expect(page.getByText('“Orbit of e2e” is archived.')).toBeVisible();
  await page.getByLabel('Edit Orbit since').click();
  await page.getByRole('button', { name: 'Delete field' }).and(page.locator(':visible')).click();
  await expect(page.getByText('The field is gone.')).toBeVisible();

  await page.goto(address);
  await page.getByLabel('More actions').click();
  await page.getByRole('link', { name: 'Erase for good…' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Erase Perihelion Works for good?');
  await expectAccessible(page);
  await page.getByLabel('Type the name or the email').fill('Perihelion');
  await page.getByRole('button', { name: 'Erase for good' }).click();
  await expect(page.getByText('is neither the name nor the email of this customer')).toBeVisible();
  await page.getByLabel('Type the name or the email').fill('perihelion works');
  await page.getByRole('button', { name: 'Erase for good' }).click();
  await expect(page.getByText('The customer is erased')).toBeVisible();
  expect((await page.goto(address))?.status()).toBe(404);
  expect(faults.filter((fault) => !/40[4]|42[2]/.test(fault))).toEqual([]);
});
