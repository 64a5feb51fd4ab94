import { expect, test } from '@playwright/test';
import { expectAccessible, expectNoSidewaysScroll, newMember, watchFaults } from './support.ts';

test('insights say what is next and do it: a mail is drafted, changed and sent, a deal moves, a task is planned', async ({
  context,
  page,
}) => {
  test.slow();
  await newMember(context, 'Isolde');
  const post = async <Body>(path: string, data: object): Promise<Body> =>
    (await (await context.request.post(path, { data })).json()) as Body;
  const contactInfo = { company: `Marchbank ${Date.now()}`, email: `mara.${Date.now()}@marchbank.example` };
  const { customer } = await post<{ customer: { id: string } }>('/api/customers', { contactInfo, status: 'prospect' });
  const { items } = (await (await context.request.get('/api/pipelines')).json()) as {
    items: { id: string; stages: { name: string }[] }[];
  };
  const pipeline = items[0]!;
  await post('/api/deals', { title: 'Forty seats', customerId: customer.id, pipelineId: pipeline.id });

  const faults = watchFaults(page);
  await page.goto(`/app/customers/${customer.id}`);
  await expect(page.locator('customer-page[data-ssr]')).toHaveCount(0);
  const insights = page.getByRole('region', { name: 'Insights', exact: true });
  await expect(insights).toContainText('Risk and stage are worked out here');
  await insights.getByRole('button', { name: 'Show insights' }).click();
  await expect(insights.getByRole('region', { name: 'Risk of going cold' })).toContainText('No contact is logged');
  await expect(insights).toContainText('Next step worded by');
  await expect(insights.getByRole('region', { name: 'Suggested stage' })).toContainText('Stay in');
  await expectAccessible(page);

  await insights.getByRole('region', { name: 'Next' }).getByRole('button', { name: 'Draft the mail' }).click();
  await expect(insights.getByLabel('Subject')).toHaveValue('How do things stand?');
  await expect(insights.getByLabel('Text')).toHaveValue(/Kind regards\nIsolde Member$/);
  await insights.getByLabel('Text').fill('Hello,\n\nas I see it, forty seats are enough.');
  await expectAccessible(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 320, height: 720 });
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
  await page.setViewportSize({ width: 1280, height: 800 });
  await insights.getByRole('button', { name: 'Send', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Send' }).click();
  await expect(page.getByText('Kept in the outbox: no mail server is set up.')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Calls, meetings, mails' })).toContainText('forty seats are enough');

  await insights.getByRole('button', { name: 'Work it out again' }).click();
  const stage = insights.getByRole('region', { name: 'Suggested stage' });
  const next = pipeline.stages[1]!.name;
  await stage.getByRole('button', { name: `Move to ${next}` }).click();
  await expect(page.getByText(`Moved to ${next}.`)).toBeVisible();
  await expect(stage).toContainText(`Stay in ${next}`);

  await insights.getByRole('button', { name: 'Plan it as a task' }).first().click();
  await expect(page).toHaveURL(/\/app\/tasks\/[0-9a-f]{24}$/);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Forty seats');
  expect(faults).toEqual([]);
});
