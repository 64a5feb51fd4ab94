import { expect, test, type APIRequestContext } from '@playwright/test';
import { expectAccessible, expectNoSidewaysScroll, newMember, watchFaults } from './support.ts';

let made = 0;
const unique = (word: string) => `${word}-${process.pid}-${Date.now()}-${++made}`;

async function newCustomer(request: APIRequestContext, company: string, more: object = {}): Promise<{ id: string }> {
  const answer = await request.post('/api/customers', { data: { contactInfo: { company }, ...more } });
  expect(answer.status(), await answer.text()).toBe(201);
  return ((await answer.json()) as { customer: { id: string } }).customer;
}

test('a customer is added, edited in place, noted on, deleted and brought back', async ({ context, page }) => {
  await newMember(context);
  const faults = watchFaults(page);
  const company = unique('Acme');
  await page.goto('/app/customers');
  await page.getByLabel('Company').fill(company);
  await page.getByRole('button', { name: 'Add customer' }).click();
  await expect(page.getByRole('status').filter({ hasText: `Added ${company}` })).toBeVisible();
  await page.getByRole('link', { name: 'Open', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(company);
  await expect(page.locator('customer-page[data-ssr]')).toHaveCount(0);

  await page.getByRole('textbox', { name: 'Website' }).fill('acme.example');
  await page.getByRole('textbox', { name: 'Website' }).press('Enter');
  await expect(page.getByRole('textbox', { name: 'Website' })).toHaveValue('https://acme.example');
  await page.getByLabel('Status').selectOption('prospect');
  await page.getByLabel('Add a tag').fill('renewal');
  await page.getByLabel('Add a tag').press('Enter');
  await page.getByLabel('Add a tag').fill('key account');
  await page.getByLabel('Add a tag').press('Enter');
  await expect(page.getByRole('button', { name: 'Remove the tag key account' })).toBeVisible();
  await page.getByLabel('New note').fill('The CFO changed in October.\n<b>Plain text</b> stays plain.');
  await page.getByRole('button', { name: 'Add note' }).click();
  await expect(page.getByText('<b>Plain text</b> stays plain.')).toBeVisible();
  await expect(page.getByLabel('New note')).toHaveValue('');

  await page.getByLabel('City').fill('Rotterdam');
  await page.getByLabel('City').press('Tab');
  const said = page.getByRole('status').filter({ hasText: 'City changed.' });
  await expect(said).toBeVisible();
  const takenBack = page.waitForResponse((answer) => answer.request().method() === 'PATCH' && answer.ok());
  await said.locator('div').filter({ hasText: 'City changed.' }).getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByLabel('City')).toHaveValue('');
  await takenBack;

  await page.reload();
  await expect(page.getByRole('textbox', { name: 'Website' })).toHaveValue('https://acme.example');
  await expect(page.getByLabel('Status')).toHaveValue('prospect');
  await expect(page.getByLabel('City')).toHaveValue('');
  await expect(page.getByText('Mia Member').first()).toBeVisible();
  await expect(page.locator('customer-page[data-ssr]')).toHaveCount(0);

  const address = page.url();
  await page.getByLabel('More actions').click();
  await page.getByRole('button', { name: 'Delete customer' }).click();
  await expect(page.getByText('Customer moved to the bin.')).toBeVisible();
  await expect(page.getByRole('link', { name: company })).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page).toHaveURL(address);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(company);
  expect(faults).toEqual([]);
});

test('what is refused stays typed, with the reason at the field', async ({ context, page }) => {
  await newMember(context);
  const email = `${unique('lee')}@acme.example`;
  const { id } = await newCustomer(context.request, unique('Solen'));
  await newCustomer(context.request, unique('Kestrel'), { contactInfo: { email } });
  await page.goto(`/app/customers/${id}`);
  await expect(page.locator('customer-page[data-ssr]')).toHaveCount(0);
  const field = page.getByLabel('Email');
  await field.fill('nonsense');
  await field.press('Tab');
  await expect(field).toHaveAccessibleDescription(/must be an email address/);
  await expect(field).toHaveValue('nonsense');
  await field.fill(email);
  await field.press('Tab');
  await expect(field).toHaveAccessibleDescription('Email belongs to another customer.');
  await field.press('Escape');
  await expect(field).toHaveValue('');
  await expect(field).not.toHaveAttribute('aria-invalid', 'true');

  await page.route('**/notes', (route) => route.abort());
  await page.getByLabel('New note').fill('Not to be lost');
  await page.getByRole('button', { name: 'Add note' }).click();
  await expect(page.getByLabel('New note')).toHaveAccessibleDescription(/does not answer/);
  await expect(page.getByLabel('New note')).toHaveValue('Not to be lost');

  await page.goto('/app/customers');
  await page.getByRole('form', { name: 'Add a customer' }).getByLabel('Email').fill(email);
  await page.getByRole('button', { name: 'Add customer' }).click();
  await expect(page.getByRole('form', { name: 'Add a customer' }).getByLabel('Email')).toHaveValue(email);
  await page.getByRole('link', { name: 'Open that customer' }).click();
  await expect(page.getByLabel('Email')).toHaveValue(email);
});

test('two people change the same field: both values are shown and one is chosen', async ({ context, page }) => {
  await newMember(context);
  const company = unique('Veld');
  const { id } = await newCustomer(context.request, company);
  await page.goto(`/app/customers/${id}`);
  await expect(page.locator('customer-page[data-ssr]')).toHaveCount(0);
  const field = page.getByLabel('Industry');
  await field.focus();
  await context.request.patch(`/api/customers/${id}`, { data: { contactInfo: { industry: 'Pumps' } } });
  await field.fill('Valves');
  await field.press('Enter');
  const notice = page.getByRole('alertdialog').filter({ hasText: 'Industry: someone else changed this' });
  await expect(notice).toContainText('Pumps');
  await expect(notice).toContainText('Valves');
  const saved = page.waitForResponse((answer) => answer.request().method() === 'PATCH' && answer.ok());
  await notice.getByRole('button', { name: 'Use mine' }).click();
  await expect(notice).toHaveCount(0);
  await saved;
  await page.reload();
  await expect(page.getByLabel('Industry')).toHaveValue('Valves');
});

test('a second browser sees every change of a customer and of the list', async ({ browser, context, page }) => {
  await newMember(context, 'Wim');
  const company = unique('Tide');
  const { id } = await newCustomer(context.request, company);
  await page.goto(`/app/customers/${id}`);
  await expect(page.getByTitle('Live: changes show as they happen').first()).toBeAttached();
  const other = await browser.newContext({ baseURL: new URL(page.url()).origin });
  await newMember(other, 'Xenia');
  await other.request.patch(`/api/customers/${id}`, { data: { contactInfo: { company: `${company} BV` } } });
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`${company} BV`);
  await expect(page.getByLabel('Company')).toHaveValue(`${company} BV`);
  const history = page.getByRole('region', { name: 'History' }).getByRole('listitem');
  await expect(history.first()).toContainText('Xenia Member made changes');
  await expect(history.first()).toContainText(`Company: ${company} → ${company} BV`);

  const connecting = Promise.withResolvers<undefined>();
  await page.route('**/socket.io/**', async (route) => {
    await connecting.promise;
    await route.continue();
  });
  await page.reload();
  await expect(page.locator('customer-page[data-ssr]')).toHaveCount(0);
  await other.request.patch(`/api/customers/${id}`, { data: { address: { city: 'Delft' } } });
  connecting.resolve(undefined);
  await expect(page.getByLabel('City')).toHaveValue('Delft');
  await page.unroute('**/socket.io/**');

  await page.goto(`/app/customers?q=${company}`);
  await expect(page.getByTitle('Live: changes show as they happen').first()).toBeAttached();
  await other.request.delete(`/api/customers/${id}`);
  await expect(page.getByRole('link', { name: `${company} BV` })).toHaveCount(0);
  await other.close();
});

test('a goal with a customer is planned from the customer’s page', async ({ context, page }) => {
  await newMember(context);
  const { id } = await newCustomer(context.request, unique('Contoso'));
  await page.goto(`/app/customers/${id}`);
  await page.getByLabel('A goal with this customer').fill('Win the renewal');
  await page.getByRole('button', { name: 'Plan it' }).click();
  await expect(page).toHaveURL(/\/app\/tasks\/[0-9a-f]{24}$/);
  await page.goto(`/app/customers/${id}`);
  const tasks = page.getByRole('region', { name: 'Tasks' });
  await expect(tasks.getByRole('link', { name: 'Win the renewal' })).toBeVisible();
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('a customer is added, edited, noted on, tagged, deleted and brought back', async ({ context, page }) => {
    await newMember(context);
    const company = unique('Plain');
    await page.goto('/app/customers/new');
    await page.getByLabel('Industry').fill('Logistics');
    await page.getByRole('button', { name: 'Add customer' }).click();
    await expect(page.getByRole('alert')).toContainText('Give at least a company, a name or an email');
    await expect(page.getByLabel('Industry')).toHaveValue('Logistics');
    await page.getByLabel('Company').fill(company);
    await page.getByRole('button', { name: 'Add customer' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(company);

    await page.getByLabel('Phone').fill('+1 555 0100');
    await page.getByLabel('Status').selectOption('customer');
    await page.getByLabel('Email').fill('nonsense@');
    await page.getByLabel('Email').evaluate((input: HTMLInputElement) => (input.type = 'text'));
    await page.getByRole('button', { name: 'Save changes' }).click();
    await expect(page.getByLabel('Email')).toHaveAccessibleDescription(/must be an email address/);
    await expect(page.getByLabel('Phone')).toHaveValue('+1 555 0100');
    await page.getByLabel('Email').fill(`${company.toLowerCase()}@plain.example`);
    await page.getByRole('button', { name: 'Save changes' }).click();
    await expect(page.getByRole('status').filter({ hasText: 'Your changes are saved.' })).toBeVisible();
    await expect(page.getByLabel('Status')).toHaveValue('customer');

    await page.getByLabel('New note').fill('Called on Monday');
    await page.getByRole('button', { name: 'Add note' }).click();
    await expect(page.getByText('Called on Monday')).toBeVisible();
    await page.getByLabel('Add a tag').fill('renewal');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByRole('button', { name: 'Remove the tag renewal' }).click();
    await expect(page.getByRole('button', { name: 'Remove the tag renewal' })).toHaveCount(0);

    await page.getByLabel('More actions').click();
    await page.getByRole('button', { name: 'Delete customer' }).click();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(company);
  });

  test('a change that meets another one is not lost, and neither is the other', async ({ context, page }) => {
    await newMember(context);
    const { id } = await newCustomer(context.request, unique('Both'));
    await page.goto(`/app/customers/${id}`);
    await context.request.patch(`/api/customers/${id}`, { data: { contactInfo: { phone: '+31 10 1' } } });
    await page.getByLabel('Phone').fill('+31 10 2');
    await page.getByRole('button', { name: 'Save changes' }).click();
    await expect(page.getByRole('alert')).toContainText('Phone is now: +31 10 1');
    await expect(page.getByLabel('Phone')).toHaveValue('+31 10 2');
    await page.getByRole('button', { name: 'Save changes' }).click();
    await expect(page.getByLabel('Phone')).toHaveValue('+31 10 2');
    await expect(page.getByRole('status').filter({ hasText: 'Your changes are saved.' })).toBeVisible();
  });

  test('a long history is read page by page', async ({ page, context }) => {
    await newMember(context);
    const { id } = await newCustomer(context.request, unique('Chronicle'));
    for (let round = 1; round <= 11; round += 1) {
      await context.request.patch(`/api/customers/${id}`, { data: { source: `source ${round}` } });
    }
    await page.goto(`/app/customers/${id}`);
    const history = page.getByRole('region', { name: 'History' });
    await expect(history).toContainText('source 10 → source 11');
    await expect(history).not.toContainText('added this customer');
    await history.getByRole('link', { name: 'Show older' }).click();
    await expect(history).toContainText('added this customer');
  });

  test('a long list is read page by page', async ({ context, page }) => {
    await newMember(context);
    const tag = unique('t');
    for (let i = 0; i < 30; i += 1) await newCustomer(context.request, `Page ${i} ${tag}`, { tags: [tag] });
    await page.goto(`/app/customers?tag=${tag}`);
    await expect(page.locator('customer-list .record-row')).toHaveCount(25);
    await page.getByRole('link', { name: 'Show more' }).click();
    await expect(page.locator('customer-list .record-row')).toHaveCount(5);
    await expect(page.getByRole('link', { name: `Page 0 ${tag}` })).toBeVisible();
  });
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test('the customer pages can be used by everyone, at 320 px too', async ({ context, page }) => {
      test.setTimeout(120_000);
      await newMember(context);
      const long = `${unique('Konsortium')} für Nordwestliche Hafenlogistik und Pumpenbau GmbH & Co. KG`;
      const { id } = await newCustomer(context.request, long, {
        tags: ['renewal', 'a-rather-long-tag-of-thirty-something'],
        contactInfo: { company: long, website: `https://example.com/${'x'.repeat(120)}` },
      });
      await context.request.post(`/api/customers/${id}/notes`, { data: { content: 'y'.repeat(200) } });
      for (const path of ['/app/customers', '/app/customers/new', `/app/customers/${id}`, '/app/customers?q=zzzz']) {
        await page.setViewportSize({ width: 1280, height: 800 });
        await page.goto(path);
        await expectAccessible(page);
        await page.setViewportSize({ width: 320, height: 720 });
        await expectNoSidewaysScroll(page);
        await expectAccessible(page);
      }
    });
  });
}
