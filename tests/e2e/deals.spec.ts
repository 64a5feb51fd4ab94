import { expect, test } from '@playwright/test';
import { expectAccessible, expectNoSidewaysScroll, newMember, watchFaults } from './support.ts';

test('a deal is made from its customer, won, taken back and lost, and a colleague sees it live', async ({
  browser,
  context,
  page,
}) => {
  test.slow();
  await newMember(context, 'Odette');
  const company = `Quillfeather ${Date.now()}`;
  const made = await context.request.post('/api/customers', { data: { contactInfo: { company } } });
  const { customer } = (await made.json()) as { customer: { id: string } };
  await page.goto(`/app/customers/${customer.id}`);
  await page.getByRole('link', { name: 'New deal' }).click();
  await expect(page.getByLabel('Customer', { exact: true })).toHaveValue(customer.id);
  await page.getByLabel('Title').fill('Forty seats');
  await page.getByLabel('Value').fill('a lot');
  await page.getByRole('button', { name: 'Add deal' }).click();
  await expect(page.getByLabel('Value')).toHaveAccessibleDescription(/must be an amount/);
  await expect(page.getByLabel('Title')).toHaveValue('Forty seats');
  const faults = watchFaults(page);
  await page.getByLabel('Value').fill('12,500.50');
  await page.getByLabel('Currency').selectOption('EUR');
  await page.getByLabel('Expected to close').fill('2031-03-14');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Add deal' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Forty seats');
  await expect(page.locator('deal-page[data-ssr]')).toHaveCount(0);
  await expect(page.getByText('€12,500.50')).toBeVisible();
  const address = page.url();

  const other = await browser.newContext();
  await newMember(other, 'Percival');
  const colleague = await other.newPage();
  await colleague.goto(`/app/deals?customerId=${customer.id}`);
  await expect(colleague.locator('[data-live="live"]').first()).toBeAttached();
  const row = colleague.locator('.record-row').filter({ hasText: 'Forty seats' });
  await expect(row).toContainText('Open');

  await page.getByLabel('Value').fill('13000');
  await page.getByLabel('Value').press('Enter');
  await expect(row).toContainText('€13,000');
  await expect(colleague.locator('[data-totals]')).toContainText('€13,000');
  await page.getByRole('button', { name: 'Mark as won' }).click();
  await expect(row).toContainText('Won');
  const said = page.getByRole('status').filter({ hasText: 'The deal is won.' });
  await said.locator('div').filter({ hasText: 'The deal is won.' }).getByRole('button', { name: 'Undo' }).click();
  await expect(row).toContainText('Open');

  await page.getByText('Mark as lost…').click();
  await page.getByLabel('Why was it lost?').fill('Chose a competitor');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Mark as lost' }).click();
  await expect(page.getByText('Lost: Chose a competitor')).toBeVisible();
  await expect(row).toContainText('Chose a competitor');
  await page.reload();
  await expect(page.getByText('Lost: Chose a competitor')).toBeVisible();
  await page.getByRole('button', { name: 'Open again' }).click();
  await expect(row).toContainText('Open');

  await colleague.getByRole('checkbox', { name: 'Select Forty seats' }).click();
  await colleague.getByRole('combobox', { name: 'Set status' }).selectOption('lost');
  await colleague.getByRole('textbox', { name: 'Lost because' }).fill('Went quiet');
  await colleague.getByRole('button', { name: 'Change selected' }).click();
  await expect(row).toContainText('Went quiet');
  await expect(page.getByText('Lost: Went quiet')).toBeVisible();
  await colleague.getByRole('checkbox', { name: 'Select Forty seats' }).click();
  await colleague.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(row).toHaveCount(0);
  await colleague.goto(`/app/deals?deleted=true&customerId=${customer.id}`);
  await expectAccessible(colleague);
  await colleague.getByRole('button', { name: 'Restore Forty seats' }).click();
  await expect(colleague.getByText('1 deal restored.')).toBeVisible();
  await colleague.goto(`/app/deals?customerId=${customer.id}`);
  await expect(row).toContainText('Went quiet');
  await page.goto(address);
  await page.getByRole('button', { name: 'Open again' }).click();
  await expect(row).toContainText('Open');

  for (const path of [address, '/app/deals', `/app/deals/new`, `/app/customers/${customer.id}`]) {
    await page.goto(path);
    await page.setViewportSize({ width: 320, height: 720 });
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  }
  await expect(page.locator('[data-totals]')).toContainText('€13,000');
  await page.getByLabel('More actions').click();
  await expect(page.getByText('1 deal goes to the bin with it.')).toBeVisible();
  await page.getByRole('button', { name: 'Delete customer' }).click();
  await expect(row).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('region', { name: 'Deals' }).getByRole('link', { name: 'Forty seats' })).toBeVisible();
  expect(faults).toEqual([]);
  await other.close();
});
