import { expect, test } from '@playwright/test';
import { expectAccessible, expectNoSidewaysScroll, newMember, watchFaults } from './support.ts';

test('a line becomes a task: understood while it is written, taken back in part, added with and without JavaScript', async ({
  browser,
  baseURL,
  context,
  page,
}) => {
  await newMember(context, 'Quinn');
  const faults = watchFaults(page);
  await page.setViewportSize({ width: 320, height: 800 });
  await page.goto('/app/tasks');
  const line = page.getByLabel('What do you want to reach?');
  await line.fill('Call the printer on 15 December 2031 3pm !high @me #renewal');
  const understood = page.locator('.understood');
  await expect(understood).toContainText('15 Dec 2031, 15:00');
  await expect(understood).toContainText('High priority');
  await expect(understood).toContainText('For Quinn Member');
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await page.screenshot({ path: test.info().outputPath('line.png') });
  await page.getByRole('button', { name: 'Leave “!high” in the title' }).click();
  await expect(understood).not.toContainText('High priority');
  await page.getByRole('button', { name: 'Just add' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Call the printer !high');
  await expect(page.getByLabel('Due')).toHaveValue('2031-12-15');
  await expect(page.getByText('No plan yet')).toBeVisible();
  expect(faults).toEqual([]);

  const plain = await browser.newContext({ javaScriptEnabled: false, ...(baseURL ? { baseURL } : {}) });
  await plain.addCookies(await context.cookies());
  const bare = await plain.newPage();
  await bare.goto('/app');
  await bare.getByLabel('What do you want to reach?').fill('Order paper by 16 December 2031 !urgent');
  await bare.getByRole('button', { name: 'Just add' }).click();
  await expect(bare.getByRole('heading', { level: 1 })).toHaveText(/^\s*Order paper\s*$/);
  await plain.close();
});
