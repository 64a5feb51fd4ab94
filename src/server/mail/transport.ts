import { createTransport } from 'nodemailer';
import type { Environment } from '../env.ts';
import type { MailTransport } from '../ports/index.ts';
import { failedDelivery } from './delivery.ts';

type Settings = Pick<Environment, 'SMTP_URL' | 'MAIL_FROM' | 'SITE_URL' | 'SITE_NAME'>;

/** Without a word from the server for so long, the connection is dead. */
const silenceMs = 15_000;
/** A mail that is not handed over by then is given up for now. */
const deadlineMs = 60_000;

/** Names the site as sender when MAIL_FROM is not set. */
const standardSender = ({ SITE_URL, SITE_NAME }: Settings) => ({
  name: SITE_NAME,
  address: `no-reply@${new URL(SITE_URL).hostname.replace(/^\[|\]$/g, '')}`,
});

/**
 * Sends by the SMTP server of SMTP_URL; without one nothing leaves, and the caller keeps the mail. A mail is the same
 * whenever it is sent: its Message-ID follows from its id, so that one sent twice is seen as one by the receiver.
 */
export function createMailTransport(settings: Settings): MailTransport & { close(): void } {
  const { SMTP_URL: url, MAIL_FROM: from = standardSender(settings) } = settings;
  if (!url) {
    return {
      delivers: false,
      send: () => Promise.resolve({ status: 'delayed', reason: 'SMTP_URL is not set' }),
      close: () => undefined,
    };
  }
  const transport = createTransport({
    url,
    connectionTimeout: silenceMs,
    greetingTimeout: silenceMs,
    socketTimeout: silenceMs,
    dnsTimeout: silenceMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const host = new URL(settings.SITE_URL).hostname;
  return {
    delivers: true,
    async send({ id, to, subject, text, html, replyTo, createdAt }, signal) {
      const letter = {
        ...{ from, to: { name: '', address: to }, subject, text },
        ...(html !== null && { html }),
        ...(replyTo !== null && { replyTo: { name: '', address: replyTo } }),
      };
      const sameEachTime = { messageId: `<${id}@${host}>`, date: createdAt, baseBoundary: id };
      const deadline = AbortSignal.any([signal, AbortSignal.timeout(deadlineMs)]);
      try {
        await transport.sendMail({ ...letter, ...sameEachTime, signal: deadline });
        return { status: 'sent' };
      } catch (error) {
        return failedDelivery(error);
      }
    },
    close: () => {
      transport.close();
    },
  };
}
