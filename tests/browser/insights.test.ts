import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { CustomerPage } from '../../src/components/islands/customers/customer-page.ts';
import type { Insights, MailDraft } from '../../src/lib/contracts/insights.ts';
import { expectAccessible } from './support/accessible.ts';
import { answering, json, problem } from './support/answers.ts';
import { acme, customerPage } from './support/customers.ts';
import { modes, mountAs } from './support/modes.ts';
import { clearPage, mountHydrated } from './support/mount.ts';
import { stayHere } from './support/stay.ts';
import { idOf, now } from './support/tasks.ts';
import { forgetToasts, lastToast } from './support/toasts.ts';

const making = {
  generatedBy: 'local-rules',
  routing: 'No model is set up.',
  fallback: null,
  cost: null,
  generatedAt: now,
};
const goal = { title: 'Plan the next step', description: 'It is open.', dueDate: null, dealId: idOf(7001) };
const insights = (change: Partial<Insights> = {}): Insights => ({
  customerId: acme().id,
  risk: { score: 0.56, level: 'medium', reasons: [{ text: 'No contact for 40 days.', share: 0.46 }] },
  nextAction: {
    id: 'plan_next',
    title: 'Plan the next step for <b>Forty seats</b>',
    reasons: ['No task is planned.'],
    act: { kind: 'create_task', ...goal },
  },
  alternatives: [],
  suggestedStage: {
    ...{ dealId: idOf(7001), dealTitle: 'Forty seats', pipelineId: idOf(7002) },
    from: { id: idOf(7003), name: 'New' },
    to: { id: idOf(7004), name: 'Qualified' },
    reasons: ['All 2 exit criteria are met.'],
    unmet: [],
  },
  ...making,
  ...change,
});
const draft = (body: string, generatedAt = now): MailDraft => ({
  ...{
    to: 'mara@acme.example',
    subject: 'How do things stand?',
    body,
    warnings: ['Check the figures 15: no record has them.'],
  },
  ...making,
  generatedAt,
});
const served = (model: string | null = null, found: Insights | null = null, mails = true) =>
  customerPage({
    insights: {
      notice: { model, why: model === null ? 'No model is set up.' : null, sendsNotes: true },
      rights: { tasks: true, moves: true, logs: true, mails },
      insights: found,
    },
  });
const show = page.getByRole('button', { name: 'Show insights' });

beforeEach(forgetToasts);
afterEach(clearPage);

test.each(modes)('what a form asked for is shown with its figures, as text, accessibly (%s)', async (mode) => {
  const element = await mountAs(mode, CustomerPage, served('openai/gpt-4o-mini', insights()));
  await expect.element(page.getByText('Plan the next step for <b>Forty seats</b>')).toBeVisible();
  await expect
    .element(page.getByRole('region', { name: 'Risk of going cold' }))
    .toHaveTextContent('Risk of going cold 56 % Medium No contact for 40 days. Adds 46 %.');
  await expect.element(page.getByText(/the newest notes, go to gpt-4o-mini/)).toBeVisible();
  await expectAccessible(element);
});

test('a failure says why and can be tried again; without a model is a choice', async () => {
  let works = false;
  const sent = answering(() => (works ? json({ insights: insights() }) : problem(429, 'rate_limited', 'Too many.')));
  await mountHydrated(CustomerPage, served('openai/gpt-4o-mini'));
  await userEvent.click(show);
  await expect.element(page.getByRole('alert')).toHaveTextContent('Too many. Try again');
  works = true;
  await userEvent.click(page.getByRole('button', { name: 'Without a model' }));
  await expect.element(page.getByText(/Next step worded by our own rules/)).toBeVisible();
  expect(sent.map(({ body }) => body)).toEqual([{ model: 'auto' }, { model: 'local' }]);
});

test('an action becomes a task, a deal moves and can be put back', async () => {
  const destinations = stayHere();
  const sent = answering(({ path }) => {
    if (path.endsWith('/insights')) return json({ insights: insights({ suggestedStage: null }) });
    return json(path === '/api/tasks' ? { task: { id: idOf(8001) } } : { deal: {} });
  });
  await mountHydrated(CustomerPage, served(null, insights()));
  await userEvent.click(page.getByRole('button', { name: 'Move to Qualified' }));
  await vi.waitFor(() => expect(lastToast()?.message).toBe('Moved to Qualified.'));
  lastToast()?.action?.run();
  await userEvent.click(page.getByRole('button', { name: 'Plan it as a task' }));
  await vi.waitFor(() => expect(destinations).toEqual([`push /app/tasks/${idOf(8001)}`]));
  const changes = sent.filter(({ path }) => !path.endsWith('/insights'));
  expect(changes.map(({ body }) => body)).toEqual([
    { pipelineStage: idOf(7004) },
    { pipelineStage: idOf(7003) },
    { ...goal, customerId: acme().id },
  ]);
});

test('a draft is changed and sent as it stands; refused, it stays; drafted again, it is new', async () => {
  let refused = true;
  const sent = answering(({ path, method }) => {
    if (path.endsWith('/draft-mail')) {
      return json({ draft: sent.length > 2 ? draft('Second', '2026-12-01T10:00:00.000Z') : draft('First') });
    }
    if (method === 'POST' && path.endsWith('/mails'))
      return refused
        ? problem(409, 'conflict', 'No email address is known.')
        : json({ interaction: {}, delivers: true }, 201);
    return json({ items: [], total: 0, nextCursor: null });
  });
  const element = await mountHydrated(CustomerPage, served());
  await userEvent.click(page.getByText('Draft a mail'));
  await userEvent.selectOptions(page.getByLabelText('What it is for'), 'thanks');
  await userEvent.fill(page.getByLabelText('How it should be'), 'Short');
  await userEvent.click(page.getByRole('button', { name: 'Draft it' }));
  const text = page.getByLabelText('Text', { exact: true });
  await expect.element(text).toHaveValue('First');
  await expectAccessible(element);
  await userEvent.fill(text, 'Mine, not the model’s');
  const send = async () => {
    await userEvent.click(page.getByRole('button', { name: 'Send', exact: true }));
    await userEvent.click(page.getByRole('dialog').getByRole('button', { name: 'Send' }));
  };
  await send();
  await expect.element(page.getByRole('alert')).toHaveTextContent('No email address is known.');
  await expect.element(text).toHaveValue('Mine, not the model’s');
  await userEvent.click(page.getByRole('button', { name: 'Draft again' }));
  await expect.element(text).toHaveValue('Second');
  refused = false;
  await send();
  await vi.waitFor(() => expect(lastToast()?.message).toBe('The mail is on its way.'));
  await expect.element(text).not.toBeInTheDocument();
  const posts = sent.filter(({ method }) => method === 'POST').map(({ body }) => body);
  expect(posts[0]).toEqual({ purpose: 'thanks', instructions: 'Short', dealId: null });
  expect(posts[1]).toEqual({ subject: 'How do things stand?', body: 'Mine, not the model’s', dealId: null });
});

test('who may not send is offered to copy and to take the mail along', async () => {
  answering(() => json({ draft: draft('Hello,\nbye & so on') }));
  await mountHydrated(CustomerPage, served(null, null, false));
  await userEvent.click(page.getByText('Draft a mail'));
  await userEvent.click(page.getByRole('button', { name: 'Draft it' }));
  const along = page.getByRole('link', { name: 'Open in your mail program' });
  await expect.element(along).toBeVisible();
  expect(page.getByRole('button', { name: 'Send', exact: true }).elements()).toEqual([]);
  along.element().addEventListener('click', (event) => event.preventDefault());
  await userEvent.click(along);
  await expect
    .element(along)
    .toHaveAttribute(
      'href',
      'mailto:mara@acme.example?subject=How%20do%20things%20stand%3F&body=Hello%2C%0D%0Abye%20%26%20so%20on',
    );
});
