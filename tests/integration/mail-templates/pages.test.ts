import { afterAll, beforeAll, expect, test } from 'vitest';
import type { MailTemplate } from '../../../src/lib/contracts/mail-template.ts';
import type { ApiClient } from '../../support/api-client.ts';
import { startServer, type TestServer } from '../../support/server.ts';

/* Templates over real HTTP and without JavaScript. */

let server: TestServer;
let admin: ApiClient;
let seller: ApiClient;
beforeAll(async () => {
  server = await startServer();
  [admin, seller] = [server.client(), server.client()];
  await admin.register('admin@example.com');
  await seller.register('seller@example.com');
  admin.useCookies = true;
  seller.useCookies = true;
});
afterAll(() => server.stop());

const path = '/app/settings/mail-templates';
const post = (to: string, fields: Record<string, string>) =>
  admin.fetch(to, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });
const textOf = async (address: string) => (await admin.fetch(address)).text();
const listed = async () => {
  const answer = await admin.fetch('/api/mail-templates');
  return ((await answer.json()) as { items: MailTemplate[] }).items;
};

test('a template is written, previewed, changed, deleted and brought back with forms alone', async () => {
  const typed = { name: 'Welcome', subject: 'Hello', body: 'Hi,\r\n**{{ member.email }}**' };
  const shown = await post(`${path}/new`, { ...typed, intent: 'preview', customerId: '' });
  expect(await shown.text()).toContain('<strong>admin@example.com</strong>');
  expect(await listed()).toEqual([]);

  const added = await post(`${path}/new`, { ...typed, intent: 'save' });
  const [made] = await listed();
  expect([added.status, added.headers.get('location')]).toEqual([303, `${path}/${made!.id}?done=added`]);
  expect(made).toMatchObject({ name: 'Welcome', body: 'Hi,\n**{{ member.email }}**' });
  expect(await textOf(path)).toContain(`href="${path}/${made!.id}"`);

  const own = `${path}/${made!.id}`;
  await post(own, { ...typed, subject: 'Good day', intent: 'save', version: '1' });
  const late = await post(own, { ...typed, subject: 'Too late', intent: 'save', version: '1' });
  expect(late.status).toBe(409);
  expect(await late.text()).toContain('value="Too late"');

  const gone = await post(own, { intent: 'delete' });
  expect(gone.headers.get('location')).toBe(`${path}?gone=${made!.id}`);
  expect(await listed()).toEqual([]);
  await post(path, { id: made!.id });
  expect(await listed()).toMatchObject([{ subject: 'Good day' }]);
});

test('a template with a fault comes back as it was typed, with the place of the fault', async () => {
  const answer = await post(`${path}/new`, {
    intent: 'save',
    name: 'Odd',
    subject: 'x',
    body: 'One\n{{ custmer.id }}',
  });
  expect(answer.status).toBe(422);
  const html = await answer.text();
  expect(html).toContain('line 2, column 4: There is no field');
  expect(html).toContain('{{ custmer.id }}');
});

test('the pages are for those who may change settings', async () => {
  expect((await admin.fetch(path)).status).toBe(200);
  for (const page of [path, `${path}/new`, `${path}/${'f'.repeat(24)}`]) {
    expect((await seller.fetch(page)).status).toBe(404);
  }
});
