import { expect, test } from '@playwright/test';
import { admin, expectAccessible, expectNoSidewaysScroll, logIn, watchFaults } from './support.ts';

interface Line {
  id: string;
  stages: { id: string; name: string }[];
}

test('an admin builds an automation in the form, tries it, and watches it run', async ({ context, page }) => {
  test.slow();
  await logIn(context, admin);
  const stages = [{ name: 'Called' }, { name: 'Offered' }];
  const made = await context.request.post('/api/pipelines', {
    data: { name: `Automated ${Date.now()}`, type: 'sales', stages },
  });
  expect(made.status(), await made.text()).toBe(201);
  const { pipeline } = (await made.json()) as { pipeline: Line };
  const faults = watchFaults(page);

  await page.goto(`/app/settings/pipelines/${pipeline.id}`);
  await page.getByRole('link', { name: 'Add an automation to Called' }).click();
  await page.getByRole('link', { name: 'New automation' }).click();
  await expect(page.locator('[draggable="true"]').first()).toBeAttached();
  await page.getByLabel('Name').fill('First steps');

  // The condition: a fault is said with its place; what was meant is completed by keys alone.
  const condition = page.getByLabel('Only if');
  await condition.focus();
  await page.keyboard.type('deal.valeu > 1000');
  await expect(page.getByText(/Character 1: There is no field deal\.valeu\. Did you mean deal\.value\?/)).toBeVisible();
  await expect(page.locator('.fault-text mark')).toHaveText('deal.valeu');
  await condition.fill('');
  await page.keyboard.type('deal.va');
  await expect(page.getByRole('option', { name: /deal\.value/ })).toHaveAttribute('aria-selected', 'true');
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await page.keyboard.type(' > 1000');
  await expect(page.getByText('It reads deal.value.')).toBeVisible();

  await page.getByLabel('Title').fill('Call them');
  await page.getByLabel('Action to add').selectOption('Move the deal');
  await page.getByRole('button', { name: 'Add action' }).click();
  await page.getByRole('button', { name: 'Move Create a task (1): Space, then arrow keys' }).focus();
  for (const key of ['Space', 'ArrowDown', 'Space']) await page.keyboard.press(key);
  await expect(page.locator('[data-sentence]')).toHaveText(
    'When a deal comes in, if deal.value > 1000: move the deal to the next stage, then create the task “Call them”.',
  );
  await page.getByRole('button', { name: 'Move Create a task (2) up' }).click();
  await page.getByRole('button', { name: 'Save automation' }).click();
  await expect(page.getByText('The automation is saved.')).toBeVisible();
  await expect(page.getByText('Not saved yet')).toHaveCount(0);
  await expectAccessible(page);
  await page.setViewportSize({ width: 320, height: 720 });
  await expectNoSidewaysScroll(page);

  // It is told in words where the stage is, and on the board for who may change it.
  await page.getByRole('link', { name: 'All of this stage' }).click();
  const sentence =
    'When a deal comes in, if deal.value > 1000: create the task “Call them”, then move the deal to the next stage.';
  await expect(page.getByText(sentence)).toBeVisible();
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto(`/app/settings/pipelines/${pipeline.id}`);
  await expect(page.getByText(sentence)).toBeVisible();
  await expectAccessible(page);
  await page.goto(`/app/pipelines/${pipeline.id}`);
  await page.getByRole('link', { name: '1 automation' }).click();
  await page.getByRole('button', { name: 'Delete First steps' }).click();
  await expect(page.getByText('Nothing happens by itself yet')).toBeVisible();
  await page.getByRole('button', { name: 'Bring it back' }).click();
  await expect(page.getByRole('link', { name: 'First steps', exact: true })).toBeVisible();

  // It is tried on what happened, saved or not; then a deal comes in, and it runs.
  const customer = await context.request.post('/api/customers', { data: { contactInfo: { company: 'Nordlicht' } } });
  const { customer: buyer } = (await customer.json()) as { customer: { id: string } };
  const newDeal = async (title: string, value: number) => {
    const data = { title, value, currency: 'EUR', customerId: buyer.id, pipelineStage: pipeline.stages[0]?.id };
    expect((await context.request.post('/api/deals', { data })).status()).toBe(201);
  };
  await newDeal('Two lamps', 50);
  await page.getByRole('link', { name: 'First steps', exact: true }).click();
  await page.getByRole('button', { name: 'Try it on the last 30 days' }).click();
  await expect(page.locator('[data-simulation]')).toHaveText('It would have run on none of 1 occasion.');
  await condition.fill('deal.value > 10');
  await page.getByRole('button', { name: 'Try it on the last 30 days' }).click();
  await expect(page.locator('[data-simulation]')).toHaveText('It would have run on 1 of 1 occasion.');
  await page.getByText('Two lamps').click();
  await expect(page.locator('.run').getByText('Create the task “Call them”')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Save automation' }).click();
  await expect(page.getByText('Not saved yet')).toHaveCount(0);

  await newDeal('Ninety chairs', 4500);
  const run = page.locator('.run').filter({ hasText: 'Ninety chairs' });
  await expect(async () => {
    await page.goto(`/app/pipelines/${pipeline.id}/runs`);
    await expect(run.locator('.chip')).toHaveText('Done', { timeout: 500 });
  }).toPass({ timeout: 20_000 });
  await run.locator('summary').click();
  await expect(run).toContainText('2 of 2 steps done');
  await expect(run).toContainText('deal.value > 10');
  await expectAccessible(page);

  // The next one comes by itself; what is open and has the focus stays so.
  await newDeal('Twelve shelves', 900);
  await expect(page.locator('.run').filter({ hasText: 'Twelve shelves' }).locator('.chip')).toHaveText('Done');
  await expect(page.locator('.run')).toHaveCount(3);
  await expect(run).toHaveAttribute('open');
  await expect(run.locator('summary')).toBeFocused();
  await page.setViewportSize({ width: 320, height: 720 });
  await expectNoSidewaysScroll(page);
  await run.getByRole('link', { name: 'Open the task' }).click();
  await expect(page.getByRole('heading', { name: 'Call them' })).toBeVisible();
  expect(faults).toEqual([]);
});
