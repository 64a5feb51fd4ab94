import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createMailTransport } from '../../../src/server/mail/transport.ts';
import type { Ports } from '../../../src/server/ports/index.ts';
import { deliverMail } from '../../../src/server/use-cases/mails/deliver-mail.ts';
import { queueMail } from '../../../src/server/use-cases/mails/queue-mail.ts';
import { invitationMail, passwordResetMail } from '../../../src/server/use-cases/mails/templates.ts';
import { system, testPorts, type TestWorld } from '../../support/ports.ts';

let world: TestWorld;
let smtp: SMTPServer;
let refuse = false;
const received: string[] = [];
beforeAll(async () => {
  world = await testPorts();
  smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: (_address, _session, done) => done(refuse ? new Error('mailbox full') : null),
    onData: (stream, _session, done) => {
      let text = '';
      stream.on('data', (piece: Buffer) => (text += piece.toString()));
      stream.on('end', () => {
        received.push(text);
        done();
      });
    },
  });
  smtp.listen(0, '127.0.0.1');
  await once(smtp.server, 'listening');
});
afterAll(async () => {
  smtp.close();
  await world.close();
});

const settings = (url?: string) => ({
  SMTP_URL: url,
  MAIL_FROM: undefined,
  SITE_URL: 'https://crm.example.com',
  SITE_NAME: 'CRM',
});
const sending = (): Ports => {
  const { port } = smtp.server.address() as AddressInfo;
  return { ...world.ports, mail: createMailTransport(settings(`smtp://127.0.0.1:${port}`)) };
};

async function queued(subject = 'Hello'): Promise<string> {
  const mail = queueMail(world.ports, { to: 'dana@example.com', subject, text: 'A text\n' });
  await world.ports.commit({ actor: system, events: [mail.event], write: mail.write });
  return mail.event.type === 'mail.requested' ? mail.event.mailId : '';
}
const stateOf = async (id: string) => {
  const mail = await world.ports.mails.find(id);
  return mail && { status: mail.status, attempts: mail.attempts, error: mail.error };
};

test('a mail is sent once, however often the job runs', async () => {
  const id = await queued();
  await deliverMail(sending(), id);
  await deliverMail(sending(), id);
  expect(received).toHaveLength(1);
  expect(received[0]).toMatch(/^From: CRM <no-reply@crm\.example\.com>/m);
  expect(received[0]).toContain(`Message-ID: <${id}@crm.example.com>`);
  expect(await stateOf(id)).toEqual({ status: 'sent', attempts: 1, error: null });
});

test('without an SMTP server it is kept', async () => {
  const id = await queued();
  await deliverMail({ ...world.ports, mail: createMailTransport(settings()) }, id);
  expect(await stateOf(id)).toEqual({ status: 'kept', attempts: 0, error: null });
});

test('a failure is thrown so that the job tries again; the fifth marks the mail as failed', async () => {
  const id = await queued();
  refuse = true;
  for (let attempt = 1; attempt < 5; attempt += 1) {
    await expect(deliverMail(sending(), id)).rejects.toThrow('mailbox full');
    expect(await stateOf(id)).toMatchObject({ status: 'queued', attempts: attempt });
  }
  await deliverMail(sending(), id);
  refuse = false;
  const state = await stateOf(id);
  expect(state).toMatchObject({ status: 'failed', attempts: 5 });
  expect(state?.error).toContain('mailbox full');
});

test('a mail that is not there is nobody’s fault', async () => {
  await expect(deliverMail(sending(), '0'.repeat(24))).resolves.toBeUndefined();
});

test('a name cannot add lines to a letter', () => {
  const evil = 'Dana\r\nBcc: everyone@example.com\u202e';
  const reset = passwordResetMail({ siteName: 'CRM', firstName: evil, link: 'https://x', minutes: 30 });
  expect(reset.text).toContain('Hello Dana Bcc: everyone@example.com,');
  const invitation = invitationMail({ siteName: 'CRM', inviter: evil, link: 'https://x', days: 7 });
  expect(invitation.subject).toBe('Dana Bcc: everyone@example.com invites you to CRM');
});
