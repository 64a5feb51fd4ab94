import { expect, test } from '@playwright/test';
import { tabTo } from './keys.ts';
import { newMember } from './support.ts';

test('without a mouse: log in, write a goal, work on its plan, plan again, move a deal', async ({ context, page }) => {
  test.slow();
  const member = await newMember(context, 'Keya');
  const { items } = (await (await context.request.get('/api/pipelines')).json()) as {
    items: { id: string; stages: { id: string; name: string }[] }[];
  };
  const [line] = items;
  const company = `Keyed ${Date.now()}`;
  const made = await context.request.post('/api/customers', { data: { contactInfo: { company } } });
  const { customer } = (await made.json()) as { customer: { id: string } };
  await context.request.post('/api/deals', {
    data: { title: company, customerId: customer.id, pipelineId: line?.id, pipelineStage: line?.stages[0]?.id },
  });
  await context.clearCookies();
  const { keyboard } = page;

  await test.step('log in', async () => {
    await page.goto('/login');
    await tabTo(page, page.getByLabel('Email'));
    await keyboard.type(member.email);
    await tabTo(page, page.getByLabel('Password', { exact: true }));
    await keyboard.type(member.password);
    await keyboard.press('Enter');
    await expect(page).toHaveURL(/\/app$/);
  });

  await test.step('write a goal', async () => {
    await expect(page.locator('header a[data-palette]')).toHaveAttribute('aria-haspopup', 'dialog');
    await keyboard.press('Tab');
    await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused();
    await keyboard.press('Enter');
    await expect(page.getByRole('main')).toBeFocused();
    await tabTo(page, page.getByLabel('What do you want to reach?'));
    await keyboard.type('Launch the customer newsletter');
    await keyboard.press('Enter');
    await expect(page.getByText('Likely finish')).toBeVisible({ timeout: 20_000 });
  });

  await test.step('call it something else', async () => {
    const title = page.getByRole('heading', { level: 1 });
    await tabTo(page, title.getByRole('button'));
    await keyboard.press('Enter');
    await expect(page.getByLabel('Title')).toBeFocused();
    await keyboard.type(' in January');
    await keyboard.press('Enter');
    await expect(title.getByRole('button')).toBeFocused();
    await expect(title).toContainText('newsletter in January');
  });

  const steps = page.locator('[data-step]');
  await test.step('start a step, change it, and tick it off', async () => {
    await tabTo(page, page.getByRole('button', { name: 'Start next step' }));
    await keyboard.press('Enter');
    await expect(steps.first()).toContainText('In progress');
    const first = steps.first().locator('.plan-text');
    await tabTo(page, first);
    await keyboard.press('Enter');
    await tabTo(page, steps.first().getByRole('button', { name: 'Done' }));
    await keyboard.press('Enter');
    await expect(first).toBeFocused();
    await tabTo(page, steps.first().getByRole('button', { name: 'Finish' }));
    await keyboard.press('Enter');
    await expect(steps.first()).toContainText('Done');
  });

  await test.step('plan again, and take what is proposed', async () => {
    const again = page.getByRole('button', { name: 'Replan with a note…' });
    await page.goto(page.url());
    await tabTo(page, again);
    await keyboard.press('Enter');
    await expect(page.getByRole('dialog')).toBeVisible();
    await keyboard.press('Escape');
    await expect(again).toBeFocused();
    await keyboard.press('Enter');
    await expect(page.getByLabel('What should be different?')).toBeFocused();
    await keyboard.type('Someone has to proofread it');
    await tabTo(page, page.getByRole('dialog').getByRole('button', { name: 'Plan again' }));
    await keyboard.press('Enter');
    await expect(page.getByRole('button', { name: 'Cancel' })).toBeFocused();
    await expect(page.getByRole('heading', { name: 'Proposed changes' })).toBeFocused({ timeout: 20_000 });
    await tabTo(page, page.getByRole('button', { name: 'Apply all' }));
    await keyboard.press('Enter');
    await expect(page.getByRole('tab', { name: 'Plan' })).toBeFocused();
  });

  await test.step('move a deal', async () => {
    await page.goto(`/app/pipelines/${line?.id}?q=${encodeURIComponent(company)}`);
    await expect(page.locator('.card')).toHaveAttribute('draggable', 'true');
    const card = page.getByRole('link', { name: company });
    await tabTo(page, card);
    for (const key of ['Space', 'ArrowRight', 'Space']) await keyboard.press(key);
    const to = line?.stages[1]?.name ?? '';
    await expect(page.getByLabel(`Stage of ${company}`)).toHaveValue(line?.stages[1]?.id ?? '');
    await expect(page.locator('pipeline-board').getByRole('status')).toContainText(to);
    await expect(card).toBeFocused();
  });
});
