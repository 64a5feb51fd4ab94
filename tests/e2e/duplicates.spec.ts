import { expect, test } from '@playwright/test';
import { expectAccessible, expectNoSidewaysScroll, newMember, watchFaults } from './support.ts';

test('a duplicate is seen when it is added, merged field by field, and the merge undone', async ({ context, page }) => {
  test.slow();
  await newMember(context, 'Dora');
  const faults = watchFaults(page);
  const word = `Quill${process.pid}x${Date.now()}`;
  const add = async (contactInfo: object) => {
    const answer = await context.request.post('/api/customers', { data: { contactInfo } });
    expect(answer.status(), await answer.text()).toBe(201);
    return ((await answer.json()) as { customer: { id: string } }).customer.id;
  };
  const first = await add({
    company: `${word} Press`,
    email: `office@${word}.test`.toLowerCase(),
    phone: '030 7654321',
  });

  await page.goto('/app/customers/new');
  await page.getByLabel('Company').fill(`${word} Press GmbH`);
  await page.getByLabel('Phone').fill('+49 30 765 43 22');
  await page.getByRole('button', { name: 'Add customer' }).click();
  const hint = page.getByRole('region', { name: 'Possible duplicates' });
  await expect(hint).toContainText(`Looks like ${word} Press (the same company)`);
  const second = page.url().split('/').at(-1) ?? '';
  await expectAccessible(page);

  await page.goto('/app/customers/duplicates');
  const group = page.getByRole('region', { name: `Duplicates of ${word} Press GmbH` });
  await expect(group.getByRole('listitem')).toHaveCount(2);
  await expectAccessible(page);
  await page.setViewportSize({ width: 320, height: 720 });
  await expectNoSidewaysScroll(page);
  await group.getByRole('link', { name: 'Merge…' }).click();

  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.getByRole('radio', { name: /030 7654321.*Added/ }).check();
  await page.getByRole('group', { name: 'Phone' }).getByRole('radio', { name: '+49 30 765 43 22' }).check();
  await page
    .getByRole('group', { name: 'Company' })
    .getByRole('radio', { name: `${word} Press`, exact: true })
    .check();
  await page.getByRole('button', { name: 'Merge 2 into one' }).click();

  await expect(page).toHaveURL(new RegExp(`/customers/${first}\\?merged=`));
  await expect(page.getByLabel('Phone')).toHaveValue('+49 30 765 43 22');
  await expect(page.getByText('merged others into this customer')).toBeVisible();
  await expectAccessible(page);
  const other = await context.newPage();
  await other.goto(`/app/customers/${second}`);
  await expect(other).toHaveURL(new RegExp(`/customers/${first}$`));

  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('The merge is undone: 1 customer came back.')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Open the one that came back' }).click();
  await expect(page).toHaveURL(new RegExp(`/customers/${second}$`));
  await expect(page.getByLabel('Phone')).toHaveValue('+49 30 765 43 22');
  await page.getByRole('button', { name: 'Not duplicates' }).click();
  await expect(page).toHaveURL(new RegExp(`/customers/${second}$`));
  await expect(hint).toHaveCount(0);
  expect(faults).toEqual([]);
});
