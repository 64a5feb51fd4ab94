import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AuditEntry } from '../../../src/lib/contracts/audit.ts';
import { operations } from '../../../src/lib/contracts/operations/index.ts';
import { permissions } from '../../../src/lib/contracts/permission.ts';
import { roles, type User } from '../../../src/lib/contracts/user.ts';
import { rolePermissions } from '../../../src/lib/domain/permissions.ts';
import { testPassword, type ApiClient } from '../../support/api-client.ts';
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
    expect((await page(admin, '/app/settings')).html).toContain('href="/app/settings/roles"');
    expect((await page(seller, '/app/settings')).html).not.toContain('href="/app/settings/roles"');
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
    expect((await page(admin, '/app/settings/roles')).html).toContain('Nobody. Everyone may do what their role says.');
    const unusable = await post(admin, '/app/settings/roles', { intent: 'give', ...asked, permission: 'everything' });
    expect(unusable.status).toBe(422);
  });
});

describe('the audit log', () => {
  const entries = async (query: Record<string, string> = {}) =>
    (await admin.ok(operations.listAudit, { query: { limit: 200, ...query } })).items;
  const about = (entry: AuditEntry | undefined) => entry && [entry.kind, entry.actor.name, entry.subject?.name ?? null];

  test('tells of logins, good and failed, and of ended sessions, with who and from where', async () => {
    const visitor = server.client();
    const email = 'seller@example.com';
    await visitor.refused(operations.login, { body: { email, password: 'not the one' } });
    await visitor.refused(operations.login, { body: { email: 'nobody@example.com', password: 'not the one' } });
    const body = { email, password: testPassword };
    const { token } = await visitor.ok(operations.login, { body, headers: { 'User-Agent': 'curl/8.9.1' } });
    visitor.token = token;
    await visitor.ok(operations.logout);
    const [out, signedIn, unknown, failed] = await entries({ kind: 'sign_in,sign_in_failed,session_ended' });
    expect([out, signedIn, unknown, failed].map(about)).toEqual([
      ['session_ended', 'Ava Okafor', 'Ava Okafor'],
      ['sign_in', 'Ava Okafor', null],
      ['sign_in_failed', 'nobody@example.com', null],
      ['sign_in_failed', email, 'Ava Okafor'],
    ]);
    expect(signedIn?.from).toEqual({ ip: '127.0.0.1', userAgent: 'curl/8.9.1' });
    expect(out?.from?.ip).toBe('127.0.0.1');
  });

  test('tells of changed rights, invitations, settings and exports, with what became different', async () => {
    await admin.ok(operations.updateUser, { params: { id: sellers.id }, body: { role: 'marketing' } });
    await admin.ok(operations.updateUser, { params: { id: sellers.id }, body: { role: 'sales' } });
    await admin.ok(operations.inviteMember, { body: { email: 'new@example.com' } });
    await admin.ok(operations.updateCompanySettings, { body: { currency: 'CHF' } });
    await (await seller.fetch('/api/customers/export.csv?status=lead')).text();
    const [exported, settings, invited, back] = await entries({
      kind: 'member_changed,member_invited,settings_changed,exported',
    });
    expect(about(back)).toEqual(['member_changed', 'Dana Reyes', 'Ava Okafor']);
    expect(back?.changes).toEqual([{ path: 'role', from: 'marketing', to: 'sales' }]);
    expect(about(invited)).toEqual(['member_invited', 'Dana Reyes', 'new@example.com']);
    expect(settings?.changes).toEqual([{ path: 'currency', from: 'USD', to: 'CHF' }]);
    expect(about(exported)).toEqual(['exported', 'Ava Okafor', '']);
    expect(exported?.changes).toEqual([{ path: 'status', from: null, to: ['lead'] }]);
  });

  test('tells of deletions in the same commit, many at once as one', async () => {
    const create = async (company: string) =>
      (await seller.ok(operations.createCustomer, { body: { contactInfo: { company } } })).customer.id;
    const ids = [await create('Gone 1'), await create('Gone 2'), await create('Gone 3')];
    await seller.ok(operations.bulkCustomers, { body: { ids, change: { delete: true } } });
    await seller.ok(operations.bulkCustomers, { body: { ids: ids.slice(1), change: { restore: true } } });
    await seller.ok(operations.deleteCustomer, { params: { id: ids[1]! } });
    const told = (await entries({ kind: 'deleted,restored', actor: sellers.id })).slice(0, 3);
    expect(told.map(({ kind, subject, count }) => [kind, subject?.name, count])).toEqual([
      ['deleted', 'Gone 2', 1],
      ['restored', 'Gone 2', 2],
      ['deleted', 'Gone 1', 3],
    ]);
    const refused = await seller.refused(operations.deleteCustomer, { params: { id: ids[1]! } });
    expect(refused.code).toBe('not_found');
    expect((await entries({ kind: 'deleted', actor: sellers.id }))[0]?.id).toBe(told[0]?.id);
  });

  test('is read and exported by administrators only, and holds no secret', async () => {
    expect((await seller.refused(operations.listAudit)).code).toBe('forbidden');
    expect((await page(seller, '/app/settings/audit')).status).toBe(404);
    const { html } = await page(admin, '/app/settings/audit?kind=deleted');
    expect(html).toContain('deleted the customer “Gone 1” and 2 more');
    expect(html).not.toContain('could not log in');
    expect((await page(admin, '/app/settings/audit?since=2020-01-01&until=2020-01-02')).html).toContain(
      'Nothing of that kind',
    );
    const file = await (await admin.fetch('/api/audit/export.csv?kind=deleted')).text();
    expect(file.split('\r\n')[0]).toMatch(/^\uFEFF?Time,What,Who/);
    expect(file).toContain('Gone 1');
    expect((await entries())[0]).toMatchObject({ kind: 'exported', subject: { type: 'audit' } });
    const everything = JSON.stringify(await entries());
    for (const secret of [testPassword, 'not the one', ...seller.cookies.values()]) {
      expect(everything).not.toContain(secret);
    }
  });
});
