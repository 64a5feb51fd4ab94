import { expect, test } from '@playwright/test';
import { enterOn, skipToContent, tabTo, typeInto } from './keys.ts';
import { expectAccessible, newMember, newTask } from './support.ts';

test('without a mouse: a file is chosen, mapped, imported and put back', async ({ context, page }) => {
  test.slow();
  await newMember(context, 'Kira');
  const { keyboard } = page;
  const mark = `keyed-${process.pid}-${Date.now()}`;
  const rows = Array.from({ length: 12 }, (_, n) => `k${n}@${mark}.example;Keyed ${n};Hall ${n % 4}`);
  const file = {
    name: 'keyed.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(['Mail;Firma;Place', ...rows].join('\n')),
  };

  await test.step('choose a file', async () => {
    page.on('filechooser', (chooser) => void chooser.setFiles(file));
    await page.goto('/app/customers/import');
    await skipToContent(page);
    await tabTo(page, page.getByLabel('File', { exact: true }));
    await keyboard.press('Enter');
    await expect(page.getByLabel('File', { exact: true })).toHaveValue(/keyed\.csv/);
    await enterOn(page, page.getByRole('button', { name: 'Look at the file' }));
    await expect(page.getByRole('heading', { level: 1, name: 'keyed.csv' })).toBeVisible();
    await expect(page.locator('import-page[data-ssr]')).toHaveCount(0);
  });

  const place = page.getByLabel('Place', { exact: true });
  await test.step('map a column, and see what becomes of the rows', async () => {
    await skipToContent(page);
    await tabTo(page, place);
    await keyboard.type('City');
    await expect(page.getByRole('columnheader', { name: 'City Place' })).toBeVisible();
    await expect(place).toBeFocused();
    await tabTo(page, page.getByRole('region', { name: 'The rows that were looked at' }));
    await keyboard.press('ArrowRight');
  });

  await test.step('run it: the focus goes to what comes of it', async () => {
    await enterOn(page, page.getByRole('button', { name: 'Import 12 rows' }));
    await expect(page.getByText('Done', { exact: true }).first()).toBeVisible({ timeout: 30_000 });
    await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
    await expect(page.locator('import-page').getByRole('status')).toHaveText('Done');
  });

  await test.step('put it back', async () => {
    await enterOn(page, page.getByText('Put it back…'));
    await enterOn(page, page.getByRole('button', { name: 'Put the import back' }));
    await expect(page.getByText('This import was put back. Put back all 12.')).toBeVisible({ timeout: 30_000 });
    await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
    await expect(page.locator('import-page').getByRole('status')).toHaveText(/Put back/);
  });
});

test('without a mouse: duplicates are merged field by field, and the merge undone', async ({ context, page }) => {
  await newMember(context, 'Kaja');
  const { keyboard } = page;
  const word = `Keyed${process.pid}x${Date.now()}`;
  const add = async (contactInfo: object) => {
    const answer = await context.request.post('/api/customers', { data: { contactInfo } });
    expect(answer.status(), await answer.text()).toBe(201);
    return ((await answer.json()) as { customer: { id: string } }).customer.id;
  };
  // Nobody else's: who has the same number would be offered too.
  const digits = String(Date.now()).slice(-7, -1);
  const first = await add({ company: `${word} Press`, phone: `030 ${digits}1` });
  const second = await add({ company: `${word} Press GmbH`, phone: `+49 30 ${digits}2` });

  await page.goto(`/app/customers/${second}`);
  await skipToContent(page);
  await enterOn(page, page.getByRole('link', { name: /^Merge/ }));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Merge customers');
  await skipToContent(page);
  const stays = page.getByRole('group', { name: 'Which one stays?' });
  await tabTo(page, stays.getByRole('radio', { checked: true }));
  const other = stays.getByRole('radio', { name: new RegExp(`030 ${digits}1`) });
  if (!(await other.isChecked())) await keyboard.press('ArrowDown');
  await expect(other).toBeChecked();
  const phones = page.getByRole('group', { name: 'Phone' });
  await tabTo(page, phones.getByRole('radio', { checked: true }));
  const wanted = phones.getByRole('radio', { name: `+49 30 ${digits}2` });
  if (!(await wanted.isChecked())) await keyboard.press('ArrowDown');
  await expect(wanted).toBeChecked();
  await enterOn(page, page.getByRole('button', { name: 'Merge 2 into one' }));

  await expect(page).toHaveURL(new RegExp(`/customers/${first}\\?merged=`));
  const outcome = page.locator('[data-outcome]');
  await expect(outcome).toBeFocused();
  await expect(page.getByLabel('Phone')).toHaveValue(`+49 30 ${digits}2`);
  await enterOn(page, outcome.getByRole('button', { name: 'Undo' }));
  await expect(page.getByText('The merge is undone: 1 customer came back.')).toBeVisible();
  await expect(outcome).toBeFocused();
  await enterOn(page, page.getByRole('link', { name: 'Open the one that came back' }));
  await expect(page).toHaveURL(new RegExp(`/customers/${second}$`));
});

test('without a mouse: a customer is changed in place and put back, noted, logged; a task is added; news are read', async ({
  context,
  browser,
  baseURL,
  page,
}) => {
  test.slow();
  await newMember(context, 'Kolja');
  const { keyboard } = page;
  const company = `In place ${process.pid}-${Date.now()}`;
  const made = await context.request.post('/api/customers', { data: { contactInfo: { company, phone: '030 1' } } });
  const { customer } = (await made.json()) as { customer: { id: string } };
  await page.goto(`/app/customers/${customer.id}`);
  await expect(page.locator('customer-page[data-ssr]')).toHaveCount(0);
  const said = page.locator('toast-region');
  const phone = page.getByLabel('Phone');

  await test.step('a value is changed, and put back from the message by F8', async () => {
    await skipToContent(page);
    await typeInto(page, phone, '030 22');
    await keyboard.press('Enter');
    await expect(said).toContainText('Phone changed.');
    await expect(phone).toBeFocused();
    await keyboard.press('F8');
    await expect(said.getByRole('button', { name: 'Undo' })).toBeFocused();
    await keyboard.press('Escape');
    await expect(phone).toBeFocused();
    await keyboard.press('F8');
    await keyboard.press('Enter');
    await expect(phone).toHaveValue('030 1');
    await expect(phone).toBeFocused();
  });

  await test.step('a note is added', async () => {
    await typeInto(page, page.getByLabel('New note'), 'Said yes on the phone.');
    await enterOn(page, page.getByRole('button', { name: 'Add note' }));
    await expect(
      page.locator('#notes').getByRole('listitem').filter({ hasText: 'Said yes on the phone.' }),
    ).toBeVisible();
    await expect(page.getByRole('button', { name: 'Add note' })).toBeFocused();
    await expect(said).toContainText('The note is added.');
  });

  await test.step('a call is logged, and taken away', async () => {
    const log = page.getByText('Log a call, meeting or mail');
    await enterOn(page, log, { back: true });
    await typeInto(page, page.locator('#interactions').getByLabel('Outcome'), 'Wants an offer');
    await enterOn(page, page.getByRole('button', { name: 'Log it' }));
    await expect(page.locator('#interactions').getByRole('listitem')).toContainText('Wants an offer');
    await expect(log).toBeFocused();
    await enterOn(page, page.locator('#interactions').getByRole('button', { name: /^Delete/ }));
    await expect(page.locator('#interactions')).toContainText('None logged yet.');
    await expect(page.locator(':focus')).toHaveCount(1);
    await expect(page.locator('body')).not.toBeFocused();
  });

  await test.step('a task is added from where one is', async () => {
    const place = page.locator(':focus');
    const before = await place.evaluate((element) => element.outerHTML);
    await keyboard.press('q');
    await expect(page.getByLabel('What is to be done')).toBeFocused();
    await keyboard.type('Send the offer tomorrow !high');
    await keyboard.press('Enter');
    await expect(said).toContainText('Added “Send the offer”.');
    await expect.poll(() => place.evaluate((element) => element.outerHTML)).toBe(before);
    await keyboard.press('F8');
    await enterOn(page, said.getByRole('button', { name: 'Undo' }), { most: 3 });
    await expect(said).toContainText('is in the bin');
  });

  await test.step('news are read', async () => {
    const boss = await browser.newContext(baseURL ? { baseURL } : {});
    await newMember(boss, 'Bea');
    const { user } = (await (await context.request.get('/api/auth/me')).json()) as { user: { id: string } };
    const { id } = await newTask(boss.request, 'Look at the offer', false);
    await boss.request.patch(`/api/tasks/${id}`, { data: { assignedTo: user.id } });
    await boss.close();
    const bell = page.locator('[data-bell]');
    await expect(bell).toHaveAttribute('aria-label', /1 unread/);
    await page.goto('/app/customers');
    await enterOn(page, bell);
    const panel = page.getByRole('dialog', { name: 'Notifications' });
    await expect(panel).toBeFocused();
    await expectAccessible(page);
    await keyboard.press('Escape');
    await expect(bell).toBeFocused();
    await keyboard.press('Enter');
    await enterOn(page, panel.getByRole('link', { name: /Look at the offer/ }));
    await expect(page).toHaveURL(new RegExp(`/app/tasks/${id}`));
    await expect(bell).toHaveAttribute('aria-label', 'Notifications');
  });
});
