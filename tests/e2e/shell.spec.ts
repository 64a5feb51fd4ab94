import { expect, test, type Page } from '@playwright/test';
import { expectAccessible, expectNoSidewaysScroll, newMember, newTask, watchFaults } from './support.ts';

/** The shell's scripts are there: keys do what they say. */
const ready = (page: Page) => expect(page.locator('header a[data-palette]')).toHaveAttribute('aria-haspopup', 'dialog');

test('by keys alone: a record is found in spite of a slip, a task is added from any page and taken back', async ({
  context,
  page,
}) => {
  const { email } = await newMember(context, 'Kaia');
  const faults = watchFaults(page);
  const [unique] = email.split('@');
  const company = `Zephyrine ${unique}`;
  const made = await context.request.post('/api/customers', { data: { contactInfo: { company } } });
  const { customer } = (await made.json()) as { customer: { id: string } };
  await newTask(context.request, `Read the tender ${unique}`, false);

  await page.goto('/app/account');
  const opener = page.getByRole('button', { name: 'Search' });
  await ready(page);
  // The second key of a way, without its first: it leads nowhere, also on a page that has just come.
  await page.keyboard.press('t');
  await opener.focus();
  await page.keyboard.press('Control+k');
  const field = page.getByRole('combobox', { name: 'Search or do something' });
  await expect(field).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(opener).toBeFocused();

  await page.keyboard.press('Control+k');
  await page.keyboard.type('zephyrnie kaia');
  const hit = page.getByRole('option', { name: company });
  await expect(hit).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByText('instead of “zephyrnie”')).toBeVisible();
  await page.keyboard.press('End');
  await expect(page.getByRole('option', { name: 'Add it as a task' })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Home');
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`/app/customers/${customer.id}`);

  await ready(page);
  await page.keyboard.press('q');
  await expect(page.getByLabel('What is to be done')).toBeFocused();
  await page.keyboard.type('Ring the bell tomorrow !high');
  await expect(page.getByRole('dialog', { name: 'Add a task' })).toContainText('High priority');
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  const said = page.locator('toast-region');
  await expect(said).toContainText('Added “Ring the bell”.');
  await expect(said.getByRole('link', { name: 'Open' })).toHaveAttribute('href', /\/app\/tasks\/[0-9a-f]{24}$/);
  await said.getByRole('button', { name: 'Undo' }).click();
  await expect(said).toContainText('is in the bin');
  await expect(page).toHaveURL(`/app/customers/${customer.id}`);

  await page.keyboard.press('g');
  await page.keyboard.press('t');
  await expect(page).toHaveURL('/app/tasks');
  await ready(page);
  await page.keyboard.press('/');
  await page.keyboard.type(`tender ${unique}`);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/q=tender/);
  await ready(page);
  await page.keyboard.press('j');
  await expect(page.getByRole('link', { name: 'Read the tender' })).toBeFocused();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('group', { name: 'Recent' }).getByRole('option', { name: company })).toBeVisible();
  expect(faults).toEqual([]);
});

test('single keys can be switched off; on a phone the way around is at the thumb', async ({ context, page }) => {
  await newMember(context, 'Kit');
  await page.goto('/app/account');
  await page.getByLabel('Single keys are shortcuts').uncheck();
  await page.locator('#keyboard').getByRole('button', { name: 'Save choice' }).click();
  await expect(page.getByLabel('Single keys are shortcuts')).not.toBeChecked();
  await ready(page);
  await page.keyboard.press('?');
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog')).toHaveCount(1);
  await expect(page.getByRole('combobox', { name: 'Search or do something' })).toBeFocused();
  await page.keyboard.press('Escape');

  await page.setViewportSize({ width: 320, height: 640 });
  const bar = page.getByRole('navigation', { name: 'Main, small screens' });
  await bar.getByLabel('Menu').click();
  await bar.getByRole('link', { name: 'Deals' }).click();
  await expect(page).toHaveURL('/app/deals');
  await ready(page);
  await bar.getByRole('button', { name: 'Search' }).click();
  await expect(page.getByRole('combobox', { name: 'Search or do something' })).toBeFocused();
  await page.keyboard.type('new');
  await expect(page.getByRole('option', { name: 'New customer' })).toBeVisible();
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
});

test('two members see that they have the same record open, and that one of them left', async ({
  browser,
  baseURL,
  context,
  page,
}) => {
  await newMember(context, 'Pia');
  const { id } = await newTask(context.request, 'Write the offer together', false);
  await page.goto(`/app/tasks/${id}`);
  const theirs = await browser.newContext(baseURL ? { baseURL } : {});
  await newMember(theirs, 'Omar');
  const other = await theirs.newPage();
  await other.goto(`/app/tasks/${id}`);
  await expect(page.getByRole('list', { name: 'Also here' }).getByLabel('Omar Member')).toBeVisible();
  await expect(page.locator('also-here').getByRole('status')).toHaveText('Omar Member is here too.');
  await expect(other.getByRole('list', { name: 'Also here' }).getByLabel('Pia Member')).toBeVisible();
  await expectAccessible(page);
  await theirs.close();
  await expect(page.getByRole('list', { name: 'Also here' })).toHaveCount(0);
  await expect(page.locator('also-here').getByRole('status')).toHaveText('Omar Member left.');
});
