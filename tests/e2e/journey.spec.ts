import { expect, test } from '@playwright/test';
import { expectAccessible, newMember, newTask, watchFaults } from './support.ts';

test('a goal becomes a plan, the plan is worked on, and a second browser sees all of it live', async ({
  browser,
  baseURL,
}) => {
  test.setTimeout(120_000);
  const options = baseURL ? { baseURL } : {};
  const first = await browser.newContext(options);
  const second = await browser.newContext(options);
  await newMember(first, 'Dana');
  await newMember(second, 'Omar');
  const page = await first.newPage();
  const faults = watchFaults(page);
  const watcher = await second.newPage();
  const watched = watchFaults(watcher);

  await test.step('write a goal', async () => {
    await page.goto('/app');
    await page.getByLabel('What do you want to reach?').fill('Win the Acme renewal before 15 December');
    await page.getByRole('button', { name: 'Plan it' }).click();
    await expect(page).toHaveURL(/\/app\/tasks\/[0-9a-f]{24}$/);
  });
  const steps = page.locator('[data-step]');
  await test.step('watch the plan appear, with dates and milestones', async () => {
    await expect(page.getByRole('list', { name: 'Steps so far' }).getByRole('listitem').first()).toBeVisible();
    await watcher.goto(page.url());
    await expect(page.getByText('Likely finish')).toBeVisible({ timeout: 20_000 });
    expect(await steps.count()).toBeGreaterThanOrEqual(3);
    await expect(page.getByRole('heading', { name: 'Milestones' })).toBeVisible();
    await expect(page.locator('.plan-minutes small').first()).toContainText('by ');
    await expect(watcher.getByText('Likely finish')).toBeVisible();
    await expect(watcher.locator('[data-step]')).toHaveCount(await steps.count());
  });

  await test.step('edit a step', async () => {
    await steps.first().locator('.plan-text').click();
    const editor = page.locator('.plan-editor');
    await editor.getByLabel('Step', { exact: true }).fill('Read what Acme said last year');
    await editor.getByLabel('Minutes', { exact: true }).fill('50');
    await editor.getByLabel('Minutes', { exact: true }).press('Tab');
    await editor.getByRole('button', { name: 'Done' }).click();
    await expect(steps.first()).toContainText('Read what Acme said last year');
    await expect(steps.first()).toContainText('50 min');
    await expect(watcher.locator('[data-step]').first()).toContainText('Read what Acme said last year');
    await expect(watcher.locator('[data-step]').first()).toContainText('50 min');
  });

  await test.step('start and finish steps', async () => {
    await page.getByRole('button', { name: 'Start next step' }).click();
    await expect(watcher.locator('[data-step]').first()).toContainText('In progress');
    await expect(page.getByLabel('Status').first()).toHaveValue('in_progress');
    await page.getByRole('button', { name: 'Finish current step' }).click();
    await expect(watcher.locator('[data-step]').first()).toContainText('Done');
  });

  await test.step('add a step, and take it back', async () => {
    const before = await steps.count();
    await page.getByLabel('Add a step').fill('Send flowers');
    await page.getByLabel('Add a step').press('Enter');
    await expect(watcher.getByText('Send flowers')).toBeVisible();
    await page.getByRole('button', { name: 'Undo' }).first().click();
    await expect(watcher.getByText('Send flowers')).toHaveCount(0);
    await expect(steps).toHaveCount(before);
  });

  await test.step('plan again: finished and edited steps stay', async () => {
    await page.getByRole('button', { name: 'Replan with a note…' }).click();
    await page.getByLabel('What should be different?').fill('The CFO must approve before legal sees it');
    await page.getByRole('dialog').getByRole('button', { name: 'Plan again' }).click();
    await expect(page.getByRole('dialog')).toBeHidden();
    await expect(page.getByRole('button', { name: 'Cancel' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Cancel' })).toBeHidden({ timeout: 20_000 });
    await expect(steps.filter({ hasText: 'Read what Acme said last year' })).toContainText('Done');
  });

  await test.step('its changes are looked at and taken one by one, live for the other', async () => {
    const count = await steps.count();
    const proposed = page.getByRole('region', { name: 'Proposed changes' });
    const added = proposed.getByRole('listitem').filter({ hasText: 'New' });
    await expect(watcher.getByRole('region', { name: 'Proposed changes' })).toBeVisible();
    await expect(added.first()).toBeVisible();
    await expectAccessible(page);
    for (const box of await proposed.getByRole('checkbox').all()) await box.uncheck();
    await added.first().getByRole('checkbox').check();
    await proposed.getByRole('button', { name: 'Apply ticked' }).click();
    await expect(proposed).toHaveCount(0);
    await expect(page.getByRole('tab', { name: 'Plan' })).toBeFocused();
    await expect(steps).toHaveCount(count + 1);
    await expect(watcher.locator('[data-step]')).toHaveCount(count + 1);
    await expect(watcher.getByRole('region', { name: 'Proposed changes' })).toHaveCount(0);
    await page.getByRole('button', { name: 'Undo' }).first().click();
    await expect(watcher.locator('[data-step]')).toHaveCount(count);
  });

  await test.step('everything is still there after a reload', async () => {
    await page.reload();
    await expect(steps.filter({ hasText: 'Read what Acme said last year' })).toContainText('Done');
    await page.getByRole('tab', { name: 'Dependencies' }).click();
    await expect(page.getByText('Can start at once').first()).toBeVisible();
  });
  expect([...faults, ...watched]).toEqual([]);
  await first.close();
  await second.close();
});

test('a generation can be cancelled and changes nothing', async ({ context, page }) => {
  await newMember(context);
  await page.goto('/app/tasks');
  await page.getByLabel('What do you want to reach?').fill('Prepare the spring trade fair');
  await page.getByText('Customer, due date, priority, details').click();
  await page.locator('#goal-priority').selectOption('high');
  await page.getByRole('button', { name: 'Plan it' }).click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('Planning was cancelled', { exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Make a plan' })).toBeVisible();
});

test('without JavaScript a plan is cancelled and asked for again', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  await newMember(context);
  const page = await context.newPage();
  await page.goto('/app/tasks');
  await page.getByLabel('What do you want to reach?').fill('Prepare the autumn trade fair');
  await page.getByText('Customer, due date, priority, details').click();
  await page.locator('#goal-priority').selectOption('high');
  await page.getByRole('button', { name: 'Plan it' }).click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(async () => {
    await page.reload();
    await expect(page.getByText('Planning was cancelled', { exact: true })).toBeVisible({ timeout: 500 });
  }).toPass();
  await page.getByRole('button', { name: 'Make a plan' }).click();
  await expect(page.getByRole('button', { name: 'Cancel' })).toBeVisible();
  await context.close();
});

test('without JavaScript a proposed plan is taken item by item, or not at all', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  await newMember(context);
  const { id } = await newTask(context.request, 'Win the Acme renewal');
  // The model will want back what is taken out here.
  const answer = await context.request.get(`/api/tasks/${id}`);
  const { task } = (await answer.json()) as { task: { aiGenerated: { subtasks: { id: string }[] } } };
  for (const step of task.aiGenerated.subtasks.slice(-2)) {
    await context.request.delete(`/api/tasks/${id}/subtasks/${step.id}`);
  }
  const propose = async () => {
    const answer = await context.request.post(`/api/tasks/${id}/generate-subtasks`, {
      data: { propose: true },
      headers: { Prefer: 'wait=20' },
    });
    expect(answer.ok(), await answer.text()).toBe(true);
  };
  const page = await context.newPage();
  const proposed = page.getByRole('region', { name: 'Proposed changes' });
  const added = proposed.getByRole('listitem').filter({ hasText: 'New' });
  const steps = page.locator('[data-step]');
  await propose();
  await page.goto(`/app/tasks/${id}`);
  const count = await steps.count();
  const title = await added.first().locator('.change-title').innerText();
  for (const box of await proposed.getByRole('checkbox').all()) await box.uncheck();
  await proposed.getByRole('button', { name: 'Apply ticked' }).click();
  await expect(page.getByRole('alert')).toContainText('tick at least one change');
  await expect(proposed).toBeVisible();
  await expect(steps).toHaveCount(count);
  for (const box of await proposed.getByRole('checkbox').all()) await box.uncheck();
  await added.first().getByRole('checkbox').check();
  await proposed.getByRole('button', { name: 'Apply ticked' }).click();
  await expect(proposed).toHaveCount(0);
  await expect(steps).toHaveCount(count + 1);
  await expect(steps.filter({ hasText: title })).toHaveCount(1);

  await propose();
  await page.reload();
  await proposed.getByRole('button', { name: 'Discard' }).click();
  await expect(proposed).toHaveCount(0);
  await expect(steps).toHaveCount(count + 1);
  await context.close();
});

test('without JavaScript time and steps are written and mended, and a comment is written anew', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  await newMember(context);
  const { id } = await newTask(context.request, 'Write the offer', false);
  const page = await context.newPage();
  await page.goto(`/app/tasks/${id}`);
  await page.getByLabel('Time spent, in minutes').fill('40');
  await page.getByLabel('What for').fill('First draft');
  await page.getByRole('button', { name: 'Note time' }).click();
  const entry = page.locator('#time li').filter({ hasText: 'First draft' });
  await entry.getByLabel(/^Minutes on/).fill('55');
  await entry.getByRole('button', { name: 'Save' }).click();
  await expect(entry.getByLabel(/^Minutes on/)).toHaveValue('55');
  await expect(page.locator('#time')).toContainText('55 min');
  await entry.getByRole('button', { name: /^Remove 55 min/ }).click();
  await expect(page.locator('#time li')).toHaveCount(0);

  await page.getByLabel('Add a step').fill('Read the brief');
  await page.getByRole('button', { name: 'Add', exact: true }).first().click();
  await page.getByRole('button', { name: /Read the brief/ }).click();
  await page.getByLabel('Minutes', { exact: true }).fill('45');
  await page.getByRole('button', { name: 'Save step' }).click();
  await expect(page.locator('[data-step]')).toContainText('45 min');
  await page.getByRole('button', { name: /Read the brief/ }).click();
  await page.getByRole('button', { name: 'Delete step' }).click();
  await expect(page.locator('[data-step]')).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo', exact: true }).first().click();
  await expect(page.locator('[data-step]')).toContainText('45 min');

  await page.getByLabel('New comment').fill('The price is missing.\nAsk <Ada> & Co.');
  await page.getByRole('button', { name: 'Add comment' }).click();
  const comment = page.locator('#comments li');
  await comment.getByText('Edit', { exact: true }).click();
  const field = comment.getByRole('textbox', { name: 'Comment' });
  await expect(field).toHaveValue('The price is missing.\nAsk <Ada> & Co.');
  await field.fill('The price is in.');
  await comment.getByRole('button', { name: 'Save comment' }).click();
  await expect(comment).toContainText('The price is in.');
  await expect(comment).toContainText('edited');
  await context.close();
});

test('a deleted task is brought back', async ({ context, page }) => {
  await newMember(context);
  await page.goto('/app/tasks');
  await page.getByLabel('What do you want to reach?').fill('Answer the tender of Borealis');
  await page.getByRole('button', { name: 'Plan it' }).click();
  await expect(page.getByText('Likely finish')).toBeVisible({ timeout: 20_000 });
  await page.getByLabel('More actions').click();
  await page.getByRole('button', { name: 'Delete task' }).click();
  await expect(page.getByText('Task moved to the bin.')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Answer the tender of Borealis' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('link', { name: 'Answer the tender of Borealis' })).toBeVisible();
});
