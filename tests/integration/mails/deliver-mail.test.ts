import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { listMailsQuery } from '../../../src/lib/contracts/mail.ts';
import { mailBackoff } from '../../../src/lib/domain/backoff.ts';
import { createMailTransport } from '../../../src/server/mail/transport.ts';
import type { Ports } from '../../../src/server/ports/index.ts';
import { deliverDueMails } from '../../../src/server/use-cases/mails/deliver-due-mails.ts';
import { deliverMail } from '../../../src/server/use-cases/mails/deliver-mail.ts';
import { queueMail } from '../../../src/server/use-cases/mails/queue-mail.ts';
import { invitationMail, passwordResetMail } from '../../../src/server/use-cases/mails/templates.ts';
import { system, testPorts, type TestWorld } from '../../support/ports.ts';
import { startSmtp, type SmtpWorld } from '../../support/smtp.ts';

let world: TestWorld;
let smtp: SmtpWorld;
let sending: Ports;
beforeAll(async () => {
  world = await testPorts();
});
afterAll(() => world.close());
beforeEach(async () => {
  smtp = await startSmtp();
  sending = { ...world.ports, mail: createMailTransport(settings(smtp.url)) };
});
afterEach(() => smtp.close());

const settings = (url?: string) => ({
  SMTP_URL: url,
  MAIL_FROM: undefined,
  SITE_URL: 'https://crm.example.com',
  SITE_NAME: 'CRM',
});

async function queued(letter: { to?: string; text?: string; html?: string; replyTo?: string } = {}): Promise<string> {
  const mail = queueMail(world.ports, { to: 'dana@example.com', subject: 'Hello', text: 'A text\n', ...letter });
  await world.ports.commit({ actor: system, events: [mail.event], write: mail.write });
  return mail.id;
}
const stateOf = async (id: string) => {
  const mail = await world.ports.mails.find(id);
  return mail && { status: mail.status, attempts: mail.attempts, error: mail.error };
};
/** Long enough for several pieces on the wire. */
const long = `${'A line of a long letter.\n'.repeat(40_000)}The end.\n`;
const never = new AbortController().signal;

describe('a mail that is taken', () => {
  test('is sent once, however often the job runs and however many run at once', async () => {
    const id = await queued();
    await Promise.all([deliverMail(sending, id), deliverMail(sending, id), deliverDueMails(sending, never)]);
    await deliverMail(sending, id);
    expect(smtp.received).toHaveLength(1);
    expect(smtp.received[0]).toMatch(/^From: CRM <no-reply@crm\.example\.com>/m);
    expect(smtp.received[0]).toContain(`Message-ID: <${id}@crm.example.com>`);
    expect(smtp.received[0]).toContain('Date: Thu, 26 Nov 2026');
    expect(await stateOf(id)).toEqual({ status: 'sent', attempts: 1, error: null });
  });

  test('has its markup beside its text', async () => {
    const id = await queued({ text: 'Plain words', html: '<p>Rich <b>words</b></p>' });
    await deliverMail(sending, id);
    expect(smtp.received[0]).toContain('Content-Type: multipart/alternative');
    expect(smtp.received[0]).toMatch(/text\/plain[^]*Plain words[^]*text\/html[^]*<p>Rich <b>words<\/b><\/p>/);
  });

  test('says whom an answer goes to, where that is someone else', async () => {
    await deliverMail(sending, await queued({ replyTo: 'dana@crm.example' }));
    await deliverMail(sending, await queued());
    expect(smtp.received[0]).toMatch(/^Reply-To: dana@crm\.example\r$/m);
    expect(smtp.received[1]).not.toContain('Reply-To');
  });

  test('goes to one address, whatever the address tries to be', async () => {
    const id = await queued({ to: 'dana@example.com, everyone@example.com' });
    await deliverMail(sending, id);
    expect(smtp.received).toHaveLength(0);
    expect((await stateOf(id))?.status).toBe('failed');
  });
});

test('without an SMTP server it is kept', async () => {
  const id = await queued();
  await deliverMail({ ...world.ports, mail: createMailTransport(settings()) }, id);
  expect(await stateOf(id)).toMatchObject({ status: 'kept', error: null });
});

describe('a failure that may pass', () => {
  test.each([
    ['the server puts the recipient off', { recipient: 450 }],
    ['the server puts the content off', { content: 451 }],
    ['the connection is lost in the middle of the mail', 'cuts'],
  ] as const)('%s: it is tried again when its time has come, and sent once', async (_what, manner) => {
    const id = await queued({ text: long });
    smtp.behave(manner);
    await deliverMail(sending, id);
    const state = await stateOf(id);
    expect(state).toMatchObject({ status: 'queued', attempts: 1 });
    expect(state?.error).toMatch(/\S/);
    smtp.behave('takes');
    await deliverMail(sending, id);
    await deliverDueMails(sending, never);
    expect(smtp.received).toHaveLength(0);
    world.clock.advance(mailBackoff[0]!);
    await deliverDueMails(sending, never);
    expect(smtp.received).toHaveLength(1);
    expect(smtp.received[0]).toContain('The end.');
    expect(await stateOf(id)).toEqual({ status: 'sent', attempts: 2, error: null });
  });

  test('a server that is away is waited for, for days; then the mail is failed, and says why', async () => {
    const id = await queued();
    await smtp.close();
    for (const [index, wait] of mailBackoff.entries()) {
      await deliverDueMails(sending, never);
      expect(await stateOf(id)).toMatchObject({ status: 'queued', attempts: index + 1 });
      world.clock.advance(wait);
    }
    await deliverDueMails(sending, never);
    const state = await stateOf(id);
    expect(state?.status).toBe('failed');
    expect(state?.error).toContain('ECONNREFUSED');
    world.clock.advance(mailBackoff.at(-1)!);
    expect(await world.ports.mails.due(world.clock.now(), 10)).toEqual([]);
    smtp = await startSmtp();
  });
});

test.each([
  ['the recipient', { recipient: 550 }],
  ['the content', { content: 554 }],
] as const)('a server that refuses %s for good is not asked again', async (_what, manner) => {
  const id = await queued();
  smtp.behave(manner);
  await deliverMail(sending, id);
  const state = await stateOf(id);
  expect(state).toMatchObject({ status: 'failed', attempts: 1 });
  expect(state?.error).toContain('because the test wants');
  const failed = await world.ports.mails.list(listMailsQuery.parse({ status: 'failed', limit: 200 }));
  expect(failed.items.map((mail) => mail.id)).toContain(id);
});

describe('a worker', () => {
  test('that dies leaves the mail to another once its lease has run out; what it finds out later is not noted', async () => {
    const id = await queued();
    const now = world.clock.now();
    const dead = await world.ports.mails.claim(id, { now, until: new Date(now.getTime() + 15_000) });
    await deliverDueMails(sending, never);
    expect(smtp.received).toHaveLength(0);
    world.clock.advance(15_000);
    await deliverDueMails(sending, never);
    expect(smtp.received).toHaveLength(1);
    const late = { status: 'failed', error: 'late', dueAt: null, sentAt: null } as const;
    expect(await world.ports.mails.settle(dead!, late)).toBe(false);
    expect(await world.ports.mails.renew(id, dead!.fence, world.clock.now())).toBe('lost');
    expect(await stateOf(id)).toEqual({ status: 'sent', attempts: 2, error: null });
  });

  test('whose database is away for a moment still notes that the mail was sent', async () => {
    const id = await queued();
    let away = 1;
    const { mails } = world.ports;
    const settle: typeof mails.settle = (mail, outcome) =>
      away-- > 0 ? Promise.reject(new Error('The database is away')) : mails.settle(mail, outcome);
    await deliverMail({ ...sending, mails: { ...mails, settle } }, id);
    expect(await stateOf(id)).toMatchObject({ status: 'sent' });
    expect(smtp.received).toHaveLength(1);
  });
});

test('a mail that is not there is nobody’s fault', async () => {
  await expect(deliverMail(sending, '0'.repeat(24))).resolves.toBeUndefined();
});

test('a name cannot add lines to a letter', () => {
  const evil = 'Dana\r\nBcc: everyone@example.com\u202e';
  const reset = passwordResetMail({ siteName: 'CRM', firstName: evil, link: 'https://x', minutes: 30 });
  expect(reset.text).toContain('Hello Dana Bcc: everyone@example.com,');
  const invitation = invitationMail({ siteName: 'CRM', inviter: evil, link: 'https://x', days: 7 });
  expect(invitation.subject).toBe('Dana Bcc: everyone@example.com invites you to CRM');
});
