import { expect, test } from '@playwright/test';
import { expectAccessible, newMember, newTask, watchFaults } from './support.ts';

test('a member mentions another, who is told at once and opens the comment', async ({ browser, context, page }) => {
  await newMember(context, 'Mira');
  const { id } = await newTask(context.request, `Settle the invoice ${Date.now()}`, false);
  const theirs = await browser.newContext();
  const name = `Orla${Date.now() % 100_000}`;
  await newMember(theirs, name);
  const colleague = await theirs.newPage();
  const faults = [...watchFaults(page), ...watchFaults(colleague)];
  await colleague.goto('/app');
  await expect(colleague.locator('[data-live="live"]').first()).toBeAttached();
  const bell = colleague.locator('[data-bell]');
  await expect(bell).toHaveAccessibleName('Notifications');

  await page.goto(`/app/tasks/${id}`);
  await expect(page.locator('task-page[data-ssr]')).toHaveCount(0);
  const field = page.getByLabel('New comment');
  await field.pressSequentially(`@${name.slice(0, 6)}`);
  await page.locator('li[role=option]').filter({ hasText: name }).click();
  await field.pressSequentially('can you look at this?');
  await page.getByRole('button', { name: 'Add comment' }).click();
  await expect(page.locator('#comments li')).toContainText('can you look at this?');

  await expect(bell).toHaveAccessibleName('Notifications, 1 unread');
  await colleague.goto('/app/notifications');
  await expectAccessible(colleague);
  await colleague.getByRole('link', { name: /Mira.*mentioned you/ }).click();
  await expect(colleague).toHaveURL(new RegExp(`/app/tasks/${id}`));
  await expect(colleague.locator('#comments li')).toContainText('can you look at this?');
  await expect(colleague.locator('[data-bell]')).toHaveAccessibleName('Notifications');
  expect(faults).toEqual([]);
  await theirs.close();
});
