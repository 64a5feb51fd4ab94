import { expect, test } from '@playwright/test';
import { newMember, newTask } from './support.ts';

test('two people change the same thing: both values are shown and one is chosen', async ({ context, page }) => {
  await newMember(context);
  const { id } = await newTask(context.request, 'Renew the Northwind contract', false);
  await page.goto(`/app/tasks/${id}`);
  await page.getByRole('button', { name: 'Renew the Northwind contract' }).click();
  const title = page.getByLabel('Title');
  await title.fill('Renew Northwind for three years');
  await context.request.patch(`/api/tasks/${id}`, { data: { title: 'Renew Northwind for two years' } });
  await title.press('Enter');
  const notice = page.getByRole('alertdialog');
  await expect(notice).toContainText('Renew Northwind for two years');
  await expect(notice).toContainText('Renew Northwind for three years');
  await notice.getByRole('button', { name: 'Use mine' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Renew Northwind for three years');
  await expect(page.getByText('Yours is saved.')).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Renew Northwind for three years');
});

test('a click that comes before the page’s script is not lost', async ({ context, page }) => {
  await newMember(context);
  const { id } = await newTask(context.request, 'Call Northwind', false);
  const arrives = Promise.withResolvers<null>();
  await page.route(/task-page[^/]*\.js/, async (route) => {
    await arrives.promise;
    await route.continue();
  });
  await page.goto(`/app/tasks/${id}`);
  await page.getByRole('button', { name: 'Call Northwind' }).click();
  await expect(page.locator('task-page[data-ssr]')).toHaveCount(1);
  arrives.resolve(null);
  await expect(page.getByLabel('Title')).toHaveValue('Call Northwind');
});

test('what is typed survives a server that does not answer', async ({ context, page }) => {
  await newMember(context);
  const { id } = await newTask(context.request, 'Call the twelve warm leads', false);
  await page.goto(`/app/tasks/${id}`);
  await page.route('**/api/tasks/**', (route) => route.abort());
  await page.getByRole('button', { name: 'Add what is known' }).click();
  await page.getByLabel('Description').fill('Start with the ones from the fair');
  await page.getByLabel('Description').blur();
  await expect(page.getByText('The server does not answer')).toBeVisible();
  await page.unroute('**/api/tasks/**');
  await expect(page.getByLabel('Description')).toHaveValue('Start with the ones from the fair');
});
