import { afterAll, beforeAll, expect, test } from 'vitest';
import { operations } from '../../../src/lib/contracts/operations/index.ts';
import type { ApiClient } from '../../support/api-client.ts';
import { startServer, type TestServer } from '../../support/server.ts';

/* The routes and the page’s forms over real HTTP, without a key and without JavaScript. */

let server: TestServer;
let seller: ApiClient;
let id: string;
beforeAll(async () => {
  server = await startServer();
  seller = server.client();
  await seller.register('seller@example.com');
  seller.useCookies = true;
  const contactInfo = { company: 'Halcyon <Freight>', email: 'mara@halcyon.example', name: { first: 'Mara' } };
  ({ id } = (await seller.ok(operations.createCustomer, { body: { contactInfo } })).customer);
});
afterAll(() => server.stop());

const post = async (fields: Record<string, string>) => {
  const answer = await seller.fetch(`/app/customers/${id}`, { method: 'POST', body: new URLSearchParams(fields) });
  return { status: answer.status, to: answer.headers.get('location'), html: await answer.text() };
};

test('insights and drafts are answered as the contract says, with and without a body', async () => {
  const { insights } = await seller.ok(operations.getInsights, { params: { id } });
  expect(insights).toMatchObject({ generatedBy: 'local-rules', nextAction: { id: 'first_contact' } });
  const { draft } = await seller.ok(operations.draftMail, { params: { id }, body: { purpose: 'meeting' } });
  expect(draft).toMatchObject({ to: 'mara@halcyon.example', subject: 'Half an hour together?' });
  expect((await seller.refused(operations.getInsights, { params: { id: 'f'.repeat(24) } })).code).toBe('not_found');
  const unusable = await seller.refused(operations.draftMail, {
    params: { id },
    body: { purpose: 'spam' as 'thanks' },
  });
  expect(unusable.errors).toEqual([expect.objectContaining({ path: 'purpose' })]);
});

test('without JavaScript the page says beforehand what happens, and shows insights when asked', async () => {
  const before = await (await seller.fetch(`/app/customers/${id}`)).text();
  expect(before).toContain('nothing is sent anywhere. No model is set up.');
  expect(before).not.toContain('Risk of going cold');
  const { status, html } = await post({ intent: 'insights' });
  expect(status).toBe(200);
  expect(html).toContain('Risk of going cold');
  expect(html).toContain('Get in touch with Halcyon &lt;Freight&gt; for the first time');
  expect(html).toContain('our own rules');
});

test('without JavaScript a mail is drafted, refused with what was typed, and sent', async () => {
  const drafted = await post({ intent: 'draft-mail', purpose: 'check_in' });
  expect(drafted.html).toMatch(/<textarea[^>]*name="body"[^>]*>Hello Mara,/);
  const refused = await post({ intent: 'send-mail', subject: ' ', body: 'Typed <b>text</b>' });
  expect(refused.status).toBe(422);
  expect(refused.html).toContain('Typed &lt;b&gt;text&lt;/b&gt;');
  expect(refused.html).toContain('Subject must not be empty.');
  const sent = await post({ intent: 'send-mail', subject: 'Hello', body: 'Only text' });
  expect(sent.to).toBe(`/app/customers/${id}?done=mailed#interactions`);
  const { items } = await seller.ok(operations.listInteractions, { params: { id } });
  expect(items).toMatchObject([{ kind: 'mail', outcome: 'Hello', text: 'Only text' }]);
});

test('without JavaScript an action becomes a task', async () => {
  const { to } = await post({
    intent: 'insight-task',
    title: 'Plan it @nobody tomorrow',
    description: '',
    dueDate: '',
  });
  const { task } = await seller.ok(operations.getTask, { params: { id: to!.split('/').at(-1)! } });
  expect(task).toMatchObject({ title: 'Plan it @nobody tomorrow', customerId: id, dueDate: null });
});
