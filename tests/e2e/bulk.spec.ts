import { expect, test } from '@playwright/test';
import { expectAccessible, expectNoSidewaysScroll, logIn, newMember, watchFaults } from './support.ts';

const many = 205;

test('many customers change by filter and are put back; some go to the bin and return', async ({
  browser,
  context,
  page,
}) => {
  test.slow();
  const member = await newMember(context, 'Bo');
  const tag = `fair-${process.pid}-${Date.now()}`;
  const list = `/app/customers?tag=${tag}&sort=company`;
  for (let start = 0; start < many; start += 10) {
    const numbers = Array.from({ length: Math.min(10, many - start) }, (_, index) => start + index);
    await Promise.all(
      numbers.map(async (number) => {
        const contactInfo = { company: `Stand ${String(number).padStart(3, '0')}` };
        const answer = await context.request.post('/api/customers', { data: { contactInfo, tags: [tag] } });
        expect(answer.status()).toBe(201);
      }),
    );
  }

  const faults = watchFaults(page);
  await page.goto(list);
  await expect(page.locator('customer-list[data-ssr]')).toHaveCount(0);
  const row = (number: number) => page.locator('.record-row').filter({ hasText: `Stand 00${number}` });
  const tick = (number: number) => page.getByRole('checkbox', { name: `Select Stand 00${number}` });

  await test.step('all that match change as a job, and Undo puts them back', async () => {
    await page.getByRole('checkbox', { name: 'Select all customers shown' }).click();
    await page.getByRole('button', { name: `Select all ${many} matching` }).click();
    await expect(page.getByText(`All ${many} selected`)).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('combobox', { name: 'Set status' }).selectOption('inactive');
    await page.getByRole('button', { name: 'Change selected' }).click();
    const job = page.getByRole('region', { name: 'Changing customers' });
    await expect(job.getByText(`Changed all ${many}.`)).toBeVisible({ timeout: 30_000 });
    await expect(row(0)).toContainText('Inactive');
    await expectAccessible(page);
    await job.getByRole('button', { name: 'Undo' }).click();
    const back = page.getByRole('region', { name: 'Putting changes back' });
    await expect(back.getByText(`Put back all ${many}.`)).toBeVisible({ timeout: 30_000 });
    await expect(row(0)).toContainText('Lead');
    await back.getByRole('button', { name: 'Dismiss' }).click();
  });

  await test.step('a range goes to the bin; one comes back from there, the other by Undo', async () => {
    await tick(1).click();
    await tick(3).click({ modifiers: ['Shift'] });
    await expect(page.getByText('3 selected')).toBeVisible();
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    const said = page.getByText('3 customers moved to the bin.');
    // A message that is pointed at stays.
    await said.hover();
    await expect(row(2)).toHaveCount(0);
    const other = await context.newPage();
    await other.goto(`/app/customers?deleted=true&tag=${tag}`);
    await expect(other.getByText('for 30 days and then goes for good')).toBeVisible();
    await expectAccessible(other);
    await other.setViewportSize({ width: 320, height: 720 });
    await expectNoSidewaysScroll(other);
    await expect(other.locator('customer-list[data-ssr]')).toHaveCount(0);
    await other.getByRole('button', { name: 'Restore Stand 002' }).click();
    await expect(other.getByText('1 customer restored.')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Show 1 new customer' })).toBeVisible();
    await other.close();
    await page.getByRole('button', { name: 'Undo', exact: true }).click();
    await expect(page.getByText('Undone.')).toBeVisible();
    await page.reload();
    for (const number of [1, 2, 3]) await expect(row(number)).toHaveCount(1);
    await page.setViewportSize({ width: 320, height: 720 });
    await page.getByRole('checkbox', { name: 'Select all customers shown' }).click();
    await expectNoSidewaysScroll(page);
  });
  expect(faults).toEqual([]);

  await test.step('the same without JavaScript', async () => {
    const plain = await browser.newContext({ javaScriptEnabled: false });
    await logIn(plain, member);
    const still = await plain.newPage();
    await still.goto(list);
    await still.getByRole('checkbox', { name: 'Select Stand 004' }).check();
    await still.getByRole('combobox', { name: 'Set status' }).selectOption('customer');
    await still.getByRole('button', { name: 'Change selected' }).click();
    await expect(still.getByText('1 changed.')).toBeVisible();
    const fourth = still.locator('.record-row').filter({ hasText: 'Stand 004' });
    await expect(fourth).toContainText('Customer');
    await still.getByRole('button', { name: 'Undo' }).click();
    await expect(fourth).toContainText('Lead');
    await plain.close();
  });
});
