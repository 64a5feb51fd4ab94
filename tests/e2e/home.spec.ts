import { expect, test } from '@playwright/test';
import { admin, expectAccessible, expectNoSidewaysScroll, logIn, newMember, watchFaults } from './support.ts';

test('figures lead from home and the reports to the records behind them, and follow them', async ({
  browser,
  baseURL,
  context,
  page,
}) => {
  await newMember(context, 'Hana');
  const faults = watchFaults(page);
  const { items } = (await (await context.request.get('/api/pipelines')).json()) as { items: { id: string }[] };
  const contactInfo = { company: 'Home of figures' };
  const made = await context.request.post('/api/customers', { data: { contactInfo, source: 'referral' } });
  const { customer } = (await made.json()) as { customer: { id: string } };
  const data = { title: 'Sold from home', customerId: customer.id, pipelineId: items[0]?.id, value: 900 };
  const first = (await (await context.request.post('/api/deals', { data })).json()) as { deal: { id: string } };
  await context.request.patch(`/api/deals/${first.deal.id}`, { data: { status: 'won' } });

  await page.goto('/app');
  const wonThisMonth = page.locator('.pipeline-health').first().locator('div', { hasText: 'Won this month' });
  const table = page.getByRole('table', { name: 'Won and lost, month by month' });
  await page.getByText('As a table').first().click();
  const before = await wonThisMonth.getByRole('link').innerText();
  const more = { ...data, title: 'Sold while home is open' };
  const second = (await (await context.request.post('/api/deals', { data: more })).json()) as typeof first;
  await context.request.patch(`/api/deals/${second.deal.id}`, { data: { status: 'won' } });
  await expect(wonThisMonth.getByRole('link')).not.toHaveText(before);
  await expect(table).toBeVisible();
  await wonThisMonth.getByRole('link').click();
  await expect(page.getByRole('link', { name: 'Sold from home', exact: true })).toBeVisible();

  await page.getByRole('navigation', { name: 'Main', exact: true }).getByRole('link', { name: 'Reports' }).click();
  await page.getByRole('link', { name: 'Team', exact: true }).click();
  await expect(page.getByText('those of others are for administrators')).toBeVisible();
  await page.getByRole('table', { name: 'Deals' }).getByRole('link', { name: '2', exact: true }).first().click();
  await expect(page.getByRole('link', { name: 'Sold from home', exact: true })).toBeVisible();
  expect(faults).toEqual([]);

  const other = await browser.newContext(baseURL ? { baseURL } : {});
  await logIn(other, admin);
  const theirs = await other.newPage();
  await theirs.setViewportSize({ width: 320, height: 720 });
  await theirs.goto('/app');
  await expect(theirs.locator('.news').first()).toBeVisible();
  await expectNoSidewaysScroll(theirs);
  await expectAccessible(theirs);
  await other.close();
});
