import { expect, test } from '@playwright/test';
import { admin, logIn } from './support.ts';

test('names of eighty letters without a space stay within 320 px, and what can be done stays in sight', async ({
  context,
  page,
}) => {
  test.slow();
  await logIn(context, admin);
  const long = (kind: string) => `${kind}${Date.now()}${'unbrokenname'.repeat(7)}`.slice(0, 80);
  const post = async <Answer>(path: string, data: object) => {
    const answer = await context.request.post(`/api${path}`, { data });
    expect(answer.status(), await answer.text()).toBe(201);
    return (await answer.json()) as Answer;
  };
  const stages = [{ name: long('Stage').slice(0, 60) }, { name: long('Later').slice(0, 60) }];
  const { pipeline } = await post<{ pipeline: { id: string; stages: { id: string }[] } }>('/pipelines', {
    ...{ name: long('Line'), type: 'sales', stages },
  });
  const company = long('Company');
  const { customer } = await post<{ customer: { id: string } }>('/customers', {
    ...{
      contactInfo: { company, email: `${long('mail').slice(0, 60).toLowerCase()}@example.com` },
      tags: [long('Tag').slice(0, 40)],
    },
  });
  const { deal } = await post<{ deal: { id: string } }>('/deals', {
    ...{ title: long('Deal'), customerId: customer.id, pipelineId: pipeline.id, pipelineStage: pipeline.stages[0]?.id },
  });
  const { task } = await post<{ task: { id: string } }>('/tasks', {
    ...{ title: long('Task'), customerId: customer.id, dealId: deal.id, generate: false, description: long('About') },
  });
  const { field } = await post<{ field: { key: string } }>('/customers/fields', {
    ...{ label: long('Field').slice(0, 60), type: 'text' },
  });
  await post('/mail-templates', { name: long('Template'), subject: long('Subject'), body: long('Body') });

  await page.setViewportSize({ width: 320, height: 720 });
  const wide: string[] = [];
  const settings = `/app/settings/pipelines/${pipeline.id}`;
  const paths = [
    ...['/app', '/app/tasks', '/app/tasks?view=board', '/app/tasks?view=timeline', `/app/tasks/${task.id}`],
    ...['/app/customers', `/app/customers/${customer.id}`, `/app/customers/${customer.id}/erase`],
    ...['/app/deals', `/app/deals/${deal.id}`, '/app/pipelines', `/app/pipelines/${pipeline.id}`],
    ...[`/app/pipelines/${pipeline.id}/analytics`, `/app/pipelines/${pipeline.id}/runs`, '/app/reports'],
    ...['/app/settings/pipelines', settings, `${settings}/stages/${pipeline.stages[0]?.id}`],
    ...[`${settings}/stages/${pipeline.stages[0]?.id}/new`, '/app/settings/pipelines/map', '/app/settings/fields'],
    ...['/app/settings/mail-templates', '/app/settings/members', '/app/settings/audit', '/app/search?q=unbrokenname'],
  ];
  for (const path of paths) {
    await test.step(path, async () => {
      await page.goto(path);
      const excess = await page.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement;
        return scrollWidth - clientWidth;
      });
      if (excess > 0) wide.push(`${path}: ${excess} px`);
      // What the page is called and what can be done there is within the window, not cut off at its side.
      const outside = await page.evaluate(() =>
        [...document.querySelectorAll('main h1, main h2, header a, header button')]
          .filter((one) => one.checkVisibility() && !one.closest('.sr-only, .needs-no-script, [class*=overflow-x]'))
          .filter((one) => one.getBoundingClientRect().right > innerWidth + 1 && !one.closest('.board'))
          .map((one) => one.textContent?.trim().slice(0, 40)),
      );
      if (outside.length > 0) wide.push(`${path}: ${outside.join(', ')} outside`);
    });
  }
  expect(wide).toEqual([]);
  await context.request.delete(`/api/customers/fields/${field.key}`);
  await context.request.delete(`/api/pipelines/${pipeline.id}`);
});
