import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Lead } from '../../../src/lib/contracts/lead.ts';
import { operations } from '../../../src/lib/contracts/operations/index.ts';
import type { ApiClient } from '../../support/api-client.ts';
import { startDatabase, type TestDatabase } from '../../support/database.ts';
import { startServer, type TestServer } from '../../support/server.ts';
import { startSidecarProcess, type SidecarProcess } from '../../support/sidecar-process.ts';
import { startSmtp, type SmtpWorld } from '../../support/smtp.ts';
import { until } from '../generations/world.ts';

/* Visitors over real HTTP: programs, browsers with JavaScript and browsers without. */

let database: TestDatabase;
let server: TestServer;
let smtp: SmtpWorld;
let sidecar: SidecarProcess;
let admin: ApiClient;
let marketer: ApiClient;
let seller: ApiClient;
let visitor: ApiClient;
beforeAll(async () => {
  [database, smtp] = await Promise.all([startDatabase(), startSmtp()]);
  server = await startServer({ database, env: { SMTP_URL: smtp.url } });
  sidecar = await startSidecarProcess({ MONGODB_URI: database.uri, SMTP_URL: smtp.url });
  [admin, marketer, seller, visitor] = [server.client(), server.client(), server.client(), server.client()];
  await admin.register('admin@example.com');
  await marketer.register('marketer@example.com', { role: 'marketing' });
  await seller.register('seller@example.com');
}, 120_000);
afterAll(async () => {
  await sidecar.stop();
  await server.stop();
  await smtp.close();
  await database.stop();
});

const post = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
  visitor.fetch(path, { method: 'POST', body: new URLSearchParams(fields), headers });
const found = async (q: string) => (await admin.ok(operations.listCustomers, { query: { q } })).items;

describe('as JSON', () => {
  test('createLead: a deal in marketing’s first stage, marketing and admins told, a mail sent', async () => {
    const body = {
      type: 'demo',
      name: 'Noor Haddad',
      email: 'Noor@haddad.example',
      message: 'Two sites',
      page: '/demo?utm_source=fair',
      referrer: 'https://search.example/',
    } as const;
    const answer = await visitor.ok(operations.createLead, { body });
    expect(answer).toEqual({ lead: { type: 'demo', name: 'Noor Haddad', email: 'noor@haddad.example' } });
    const [customer] = await found('noor@haddad.example');
    const { items: pipelines } = await admin.ok(operations.listPipelines);
    const marketing = pipelines.find(({ type }) => type === 'marketing');
    expect(customer).toMatchObject({
      source: 'website',
      status: 'lead',
      pipelineStage: marketing?.stages[0]?.id,
      notes: [{ content: 'Two sites', author: null, via: 'Demo form' }],
    });
    const params = { id: customer!.id };
    const history = await marketer.ok(operations.listCustomerActivity, { params });
    const changes = history.items.find(({ type }) => type === 'lead_received')?.changes;
    expect(changes?.map(({ path, to }) => [path, to])).toEqual([
      ['lead.page', '/demo'],
      ['lead.referrer', 'https://search.example/'],
      ['lead.utm_source', 'fair'],
    ]);
    const told = async (who: ApiClient) =>
      (await who.ok(operations.listNotifications)).items.filter(({ title }) => title === 'Noor Haddad asks for a demo');
    await until(async () => (await told(marketer)).length > 0);
    expect(await told(marketer)).toMatchObject([{ type: 'lead_received', link: `/app/customers/${customer!.id}` }]);
    expect(await told(admin)).toHaveLength(1);
    expect(await told(seller)).toEqual([]);
    await until(async () => smtp.received.length > 0);
    expect(smtp.received[0]).toMatch(/^To: noor@haddad\.example/m);
    expect(smtp.received[0]).toContain('Hello Noor Haddad,');
  });

  test('the same words again, with or without a key, are kept once; a key with other words is refused', async () => {
    const body = { type: 'contact', name: 'Twice', email: 'twice@example.com', message: 'Hello' } as const;
    for (const headers of [{}, {}, { 'Idempotency-Key': 'k1' }, { 'Idempotency-Key': 'k1' }] as Record<
      string,
      string
    >[]) {
      expect((await visitor.call(operations.createLead, { body, headers })).status).toBe(201);
    }
    expect((await found('twice@example.com'))[0]?.notes).toHaveLength(2);
    const other = { body: { ...body, message: 'Other' }, headers: { 'Idempotency-Key': 'k1' } };
    expect((await visitor.refused(operations.createLead, other)).code).toBe('idempotency_key_reused');
  });

  test('says what is wrong, field by field, and what was too quick', async () => {
    const wrong = await visitor.refused(operations.createLead, { body: { type: 'contact', name: '', email: 'x' } });
    expect(wrong.errors?.map(({ path }) => path)).toEqual(['name', 'email']);
    const quick = {
      type: 'contact',
      name: 'Quick',
      email: 'quick@example.com',
      shownAt: new Date().toISOString(),
    } as const;
    expect((await visitor.refused(operations.createLead, { body: quick })).detail).toContain('send it once more');
    expect((await visitor.fetch('/api/leads')).status).toBe(405);
  });

  test('a robot learns nothing', async () => {
    const body = {
      type: 'contact',
      name: 'Robot',
      email: 'robot@example.com',
      homepage_url: 'https://x.example',
    } as const;
    expect(await visitor.ok(operations.createLead, { body })).toEqual({
      lead: { type: 'contact', name: 'Robot', email: 'robot@example.com' } satisfies Lead,
    });
    expect(await found('robot@example.com')).toEqual([]);
  });

  test('finds the customer of someone else for a member who sees only their own', async () => {
    await admin.ok(operations.updateCompanySettings, { body: { ownRecordsOnly: { sales: true } } });
    const contactInfo = { email: 'theirs@example.com', company: 'Theirs' };
    const { customer } = await admin.ok(operations.createCustomer, { body: { contactInfo } });
    const body = { type: 'contact', name: 'Theirs', email: 'theirs@example.com', message: 'Hello' } as const;
    await seller.ok(operations.createLead, { body });
    expect((await found('theirs@example.com')).map(({ id, notes }) => [id, notes.length])).toEqual([[customer.id, 1]]);
    await admin.ok(operations.updateCompanySettings, { body: { ownRecordsOnly: { sales: false } } });
  });
});

describe('as a form', () => {
  const typed = {
    type: 'contact',
    name: 'Ola <b>',
    email: 'ola@example.com',
    company: 'Ola & Co',
    message: 'Line 1\r\nLine 2',
  };

  test('leads on to a page that says so, from either address', async () => {
    const answer = await post('/api/leads', typed);
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/contact?sent=yes#form']);
    expect(await (await visitor.fetch('/contact?sent=yes')).text()).toContain('Your message has arrived');
    const again = await post('/demo', { ...typed, type: 'demo', message: '' });
    expect([again.status, again.headers.get('location')]).toEqual([303, '/demo?sent=yes#form']);
    const [customer] = await found('ola@example.com');
    expect(customer?.notes.map(({ content }) => content)).toEqual(['Asks for a demo.', 'Line 1\nLine 2']);
  });

  test('comes back with what is wrong and all that was typed', async () => {
    const visit = {
      page: '/contact?utm_source=news',
      referrer: 'https://search.example/',
      shownAt: '2026-01-05T09:00:00Z',
    };
    for (const path of ['/api/leads', '/contact']) {
      const answer = await post(path, { ...typed, ...visit, email: 'ola' });
      expect(answer.status).toBe(422);
      const html = await answer.text();
      expect(html).toContain('Email must be an email address such as dana@example.com.');
      for (const kept of ['value="Ola <b>"', 'value="ola"', 'Line 1\r\nLine 2</textarea>']) {
        expect(html).toContain(kept);
      }
      expect(html).toMatch(/value="Ola &(?:#38;|amp;)? Co"/);
      for (const value of Object.values(visit)) expect(html).toContain(`value="${value}"`);
    }
    expect((await post('/contact', { ...typed, type: 'sale' })).status).toBe(422);
  });

  test('carries where the visit came from without JavaScript', async () => {
    const from = { Referer: 'https://search.example/?q=crm' };
    const html = await (await visitor.fetch('/contact?utm_source=ads', { headers: from })).text();
    expect(html).toContain('name="page" value="/contact?utm_source=ads"');
    expect(html).toContain('name="referrer" value="https://search.example/?q=crm"');
    expect(html).toMatch(/name="shownAt" value="20\d\d-/);
  });

  test('is refused from other sites together with a cookie, and welcome without', async () => {
    const foreign = { Origin: 'https://other.example' };
    expect((await post('/api/leads', typed, { ...foreign, Cookie: 'session=x' })).status).toBe(403);
    expect((await post('/contact', typed, foreign)).status).toBe(403);
    expect((await post('/api/leads', { ...typed, message: 'From elsewhere' }, foreign)).status).toBe(303);
  });
});

describe('the planner of the demo page', () => {
  test('plans a goal with dates, and stores nothing', async () => {
    const before = (await admin.ok(operations.listTasks)).total;
    const answer = await post('/demo', { type: 'plan', goal: 'Win the Acme renewal <soon>' });
    expect(answer.status).toBe(200);
    const html = await answer.text();
    expect(html).toContain('Made by the local planner just now');
    expect(html.match(/class="station/g)?.length).toBeGreaterThanOrEqual(3);
    expect(html).toMatch(/by (Mon|Tue|Wed|Thu|Fri) \d/);
    expect(html).not.toContain('renewal <soon></h2>');
    expect((await admin.ok(operations.listTasks)).total).toBe(before);
  });

  test('keeps the plan when the form for a demo must be mended, and a goal that is too short', async () => {
    const mended = await post('/demo', {
      type: 'demo',
      goal: 'Win the Acme renewal',
      name: '',
      email: 'x@example.com',
    });
    const html = await mended.text();
    expect([mended.status, html.includes('Name must not be empty.')]).toEqual([422, true]);
    expect(html).toContain('Made by the local planner just now');
    const short = await post('/demo', { type: 'plan', goal: 'W' });
    expect([short.status, (await short.text()).includes('Your goal must have at least 3 characters.')]).toEqual([
      422,
      true,
    ]);
    expect(await (await visitor.fetch('/demo?goal=Win%20Acme')).text()).toContain('value="Win Acme"');
  });
});
