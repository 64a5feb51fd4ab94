import { expect, test } from 'vitest';
import { mailBackoff, nextAttempt } from '../../../src/lib/domain/backoff.ts';
import { failedDelivery } from '../../../src/server/mail/delivery.ts';

const failure = (fields: object) => Object.assign(new Error('said the server'), fields);

test.each([
  ['an unknown recipient', { code: 'EENVELOPE', command: 'RCPT TO', responseCode: 550 }, 'refused'],
  ['a sender that is not allowed', { code: 'EENVELOPE', command: 'MAIL FROM', responseCode: 553 }, 'refused'],
  ['content that is refused', { code: 'EMESSAGE', command: 'DATA', responseCode: 554 }, 'refused'],
  ['an address that is none', { code: 'EENVELOPE', command: 'API' }, 'refused'],
  ['greylisting', { code: 'EENVELOPE', command: 'RCPT TO', responseCode: 450 }, 'delayed'],
  ['a full mailbox, for now', { code: 'EMESSAGE', command: 'DATA', responseCode: 452 }, 'delayed'],
  ['a login that is refused', { code: 'EAUTH', command: 'AUTH PLAIN', responseCode: 535 }, 'delayed'],
  ['a server that turns everyone away', { code: 'EPROTOCOL', command: 'CONN', responseCode: 554 }, 'delayed'],
  ['a server that is away', { code: 'ESOCKET', command: 'CONN' }, 'delayed'],
  ['a connection that is lost', { code: 'ECONNECTION', command: 'CONN' }, 'delayed'],
])('%s', (_what, fields, status) => {
  expect(failedDelivery(failure(fields))).toEqual({ status, reason: 'said the server' });
});

test('the server’s own words are told where there are some', () => {
  const refused = failure({ code: 'EENVELOPE', command: 'RCPT TO', responseCode: 550, response: '550 5.1.1 Nobody' });
  expect(failedDelivery(refused)).toEqual({ status: 'refused', reason: '550 5.1.1 Nobody' });
});

test('what is no error is told all the same', () => {
  expect(failedDelivery('nothing')).toEqual({ status: 'delayed', reason: 'nothing' });
});

test('mails are tried ever less often, for two days, and then no more', () => {
  const now = new Date('2026-11-26T09:00:00Z');
  const waits = mailBackoff.map((_, index) => nextAttempt(mailBackoff, index + 1, now)!.getTime() - now.getTime());
  expect(waits).toEqual(waits.toSorted((one, other) => one - other));
  const days = waits.reduce((sum, wait) => sum + wait, 0) / 86_400_000;
  expect(days).toBeGreaterThan(1.5);
  expect(days).toBeLessThan(3);
  expect(nextAttempt(mailBackoff, mailBackoff.length + 1, now)).toBeNull();
});
