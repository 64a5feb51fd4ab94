import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { operations } from '../../../src/lib/contracts/operations/index.ts';
import { permissions } from '../../../src/lib/contracts/permission.ts';
import { roles, type User } from '../../../src/lib/contracts/user.ts';
import { rolePermissions } from '../../../src/lib/domain/permissions.ts';
import type { ApiClient } from '../../support/api-client.ts';
import { startServer, type TestServer } from '../../support/server.ts';

/* What administrators do about roles, over real HTTP and without JavaScript. */

let server: TestServer;
let admin: ApiClient;
let seller: ApiClient;
let sellers: User;
beforeAll(async () => {
  server = await startServer();
  [admin, seller] = [server.client(), server.client()];
  await admin.register('admin@example.com');
  sellers = await seller.register('seller@example.com', { firstName: 'Ava', lastName: 'Okafor' });
  admin.useCookies = true;
  seller.useCookies = true;
});
afterAll(() => server.stop());

const page = async (client: ApiClient, path: string) => {
  const answer = await client.fetch(path);
  return { status: answer.status, html: await answer.text() };
};
const post = (client: ApiClient, path: string, fields: Record<string, string>) =>
  client.fetch(path, { method: 'POST', body: new URLSearchParams(fields) });

describe('the page of roles', () => {
  test('shows the matrix as it is, to administrators only', async () => {
    const { status, html } = await page(admin, '/app/settings/roles');
    expect(status).toBe(200);
    for (const permission of permissions) {
      const row = new RegExp(`<code[^>]*>${permission}</code>[\\s\\S]*?</tr>`).exec(html)?.[0] ?? '';
      const shown = [...row.matchAll(/<td[^>]*>([^<]+)<\/td>/g)].map(([, words]) => words);
      expect(shown, permission).toEqual(roles.map((role) => (rolePermissions[role].has(permission) ? 'Yes' : 'No')));
    }
    expect((await page(seller, '/app/settings/roles')).status).toBe(404);
    const visitor = await server.client().fetch('/app/settings/roles');
    expect(visitor.headers.get('location')).toBe('/login?next=%2Fapp%2Fsettings%2Froles');
    expect((await page(admin, '/app')).html).toContain('href="/app/settings/roles"');
    expect((await page(seller, '/app')).html).not.toContain('href="/app/settings/roles"');
  });

  test('limits a role to its own records at once, and lifts that again', async () => {
    const { customer } = await admin.ok(operations.createCustomer, { body: { contactInfo: { company: 'Not Ava’s' } } });
    const read = async () => (await seller.call(operations.getCustomer, { params: { id: customer.id } })).status;
    const listed = async () => (await seller.ok(operations.listCustomers)).total;
    expect([await read(), await listed()]).toEqual([200, 1]);
    expect((await post(seller, '/app/settings/roles', { intent: 'own', sales: 'on' })).status).toBe(404);

    const saved = await post(admin, '/app/settings/roles', { intent: 'own', sales: 'on' });
    expect(saved.headers.get('location')).toBe('/app/settings/roles?done=own#own');
    expect([await read(), await listed()]).toEqual([404, 0]);
    expect((await page(seller, `/app/customers/${customer.id}`)).status).toBe(404);
    expect((await page(seller, '/app/customers')).html).not.toContain('Not Ava’s');
    const { html } = await page(admin, '/app/settings/roles');
    expect(html).toMatch(/name="sales" checked/);
    expect(html).toMatch(/customers\.read<\/code>[\s\S]*?Yes[\s\S]*?Own only[\s\S]*?Yes[\s\S]*?<\/tr>/);

    await post(admin, '/app/settings/roles', { intent: 'own' });
    expect([await read(), await listed()]).toEqual([200, 1]);
  });

  test('gives a member a permission that holds at once, and takes it away', async () => {
    expect((await seller.call(operations.listMails)).status).toBe(403);
    const asked = { id: sellers.id, permission: 'mails.read' };
    const refused = await post(seller, '/app/settings/roles', { intent: 'give', ...asked });
    expect(refused.status).toBe(404);
    const given = await post(admin, '/app/settings/roles', { intent: 'give', ...asked });
    expect(given.headers.get('location')).toBe('/app/settings/roles?done=give#extra');
    expect((await seller.call(operations.listMails)).status).toBe(200);
    const raised = await admin.ok(operations.listUsers, { query: { extraPermissions: 'true' } });
    expect(raised.items.map(({ id, profile }) => [id, profile.permissions])).toEqual([[sellers.id, ['mails.read']]]);
    const { html } = await page(admin, '/app/settings/roles');
    expect(html).toMatch(/Take away[\s\S]*from Ava Okafor: Read the mail outbox/);

    await post(admin, '/app/settings/roles', { intent: 'take', ...asked });
    expect((await seller.call(operations.listMails)).status).toBe(403);
    expect((await page(admin, '/app/settings/roles')).html).toContain('Nobody. Everyone may what their role says.');
    const unusable = await post(admin, '/app/settings/roles', { intent: 'give', ...asked, permission: 'everything' });
    expect(unusable.status).toBe(422);
  });
});
