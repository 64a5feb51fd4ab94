import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { expectAccessible, expectNoSidewaysScroll, logIn, newMember, watchFaults } from './support.ts';

test('a file is dropped, looked at, mapped, imported, reported and put back', async ({ browser, context, page }) => {
  test.slow();
  const member = await newMember(context, 'Ines');
  const mark = `fair-${process.pid}-${Date.now()}`;
  const rows = Array.from({ length: 300 }, (_, n) => `v${n}@${mark}.example;Visitor ${n};Hall ${n % 4}`);
  const csv = ['Mail;Firma;Place', ...rows, 'bob@;Bob;Hall 9'].join('\r\n');
  const faults = watchFaults(page);

  await test.step('from the list of customers to the file', async () => {
    await page.goto('/app/customers');
    await page.getByRole('link', { name: 'Import', exact: true }).click();
    await expect(page.getByText('None yet. What you import is listed here')).toBeVisible();
    await expectAccessible(page);
    const file = page.getByLabel('File', { exact: true });
    await file.setInputFiles({ name: 'fair.xlsx', mimeType: 'application/vnd.ms-excel', buffer: Buffer.from('PK') });
    expect(await file.evaluate((field: HTMLInputElement) => field.validationMessage)).toContain('export it as CSV');
    await file.setInputFiles({ name: 'fair.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
    await page.getByRole('button', { name: 'Look at the file' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'fair.csv' })).toBeVisible();
  });

  await test.step('faults are seen and the mapping is changed', async () => {
    await expect(page.locator('import-page[data-ssr]')).toHaveCount(0);
    await expect(page.getByLabel('Columns are separated by')).toHaveValue(';');
    await expect(page.getByLabel('Mail', { exact: true })).toHaveValue('email');
    await expect(page.getByText('The file has 301 rows. 1 cannot be imported')).toBeVisible();
    await expect(page.getByText('email “bob@” is not an address')).toBeVisible();
    const answered = () => page.waitForResponse((answer) => answer.request().method() === 'PATCH' && answer.ok());
    const [mapped] = [answered(), await page.getByLabel('Place', { exact: true }).selectOption('city')];
    await mapped;
    await expect(page.getByRole('columnheader', { name: 'City Place' })).toBeVisible();
    const tagged = answered();
    await page.getByLabel('Tags for every row').fill(mark);
    await page.keyboard.press('Tab');
    await tagged;
    await expectAccessible(page);
    await page.setViewportSize({ width: 320, height: 720 });
    await expectNoSidewaysScroll(page);
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  await test.step('it runs in the background and is reported, also after a reload', async () => {
    await page.getByRole('button', { name: 'Import 300 rows' }).click();
    await expect(page.getByText('Done', { exact: true }).first()).toBeVisible({ timeout: 30_000 });
    await page.reload();
    await expect(page.locator('.import-counts > div').filter({ hasText: 'Added' })).toContainText('300');
    await expect(page.locator('.import-counts > div').filter({ hasText: 'Failed' })).toContainText('1');
    await expect(page.getByRole('table', { name: 'Rows that failed' })).toContainText('is not an address');
    await expectAccessible(page);
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Download the 1 row that failed' }).click();
    const failed = await readFile(await (await download).path(), 'utf8');
    expect(failed).toContain('bob@,Bob,Hall 9,302,email “bob@” is not an address');
    const other = await context.newPage();
    await other.goto(`/app/customers?tag=${mark}&sort=company`);
    await expect(other.getByText('25 of 300')).toBeVisible();
    await other.close();
  });

  await test.step('it is put back as a whole', async () => {
    await expect(page.locator('import-page[data-ssr]')).toHaveCount(0);
    await page.getByText('Put it back…').click();
    await expect(page.getByText('300 new customers go to the bin.')).toBeVisible();
    await page.getByRole('button', { name: 'Put the import back' }).click();
    await expect(page.getByText('This import was put back. Put back all 300.')).toBeVisible({ timeout: 30_000 });
    await page.goto(`/app/customers?tag=${mark}`);
    await expect(page.getByText('Nothing matches')).toBeVisible();
    await page.goto('/app/customers/import');
    await expect(page.locator('.task-row').filter({ hasText: 'fair.csv' })).toContainText('Put back');
  });
  expect(faults).toEqual([]);

  await test.step('the same without JavaScript', async () => {
    const plain = await browser.newContext({ javaScriptEnabled: false });
    await logIn(plain, member);
    const still = await plain.newPage();
    await still.goto('/app/customers/import');
    const upload = async (name: string, content: string) => {
      await still
        .getByLabel('File', { exact: true })
        .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(content) });
      await still.getByRole('button', { name: 'Look at the file' }).click();
    };
    await upload('old.csv', 'PK\u0003\u0004');
    await expect(still.getByRole('alert')).toContainText('not a CSV file');
    await upload('still.csv', `Email,What\nana@still-${mark}.example,Stalls\n`);
    await still.getByLabel('What', { exact: true }).selectOption('industry');
    await still.getByRole('button', { name: 'Import 1 row' }).click();
    const again = still.getByRole('link', { name: 'Look again how far it is' });
    await expect(async () => {
      if (await again.isVisible()) await again.click();
      await expect(still.locator('.import-counts > div').filter({ hasText: 'Added' })).toContainText('1', {
        timeout: 500,
      });
    }).toPass({ timeout: 20_000 });
    await still.goto(`/app/customers?q=ana@still-${mark}.example`);
    await expect(still.getByText('Stalls')).toBeVisible();
    await plain.close();
  });
});
