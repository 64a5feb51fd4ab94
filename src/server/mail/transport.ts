import { createTransport } from 'nodemailer';
import type { Environment } from '../env.ts';
import type { MailTransport } from '../ports/index.ts';

type Settings = Pick<Environment, 'SMTP_URL' | 'MAIL_FROM' | 'SITE_URL' | 'SITE_NAME'>;

const timeoutMs = 15_000;

/** Names the site as sender when MAIL_FROM is not set. */
const standardSender = ({ SITE_URL, SITE_NAME }: Settings) => ({
  name: SITE_NAME,
  address: `no-reply@${new URL(SITE_URL).hostname.replace(/^\[|\]$/g, '')}`,
});

/**
 * Sends by the SMTP server of SMTP_URL. Without one nothing leaves: the caller keeps the mail, and `send` throws.
 * Each mail's Message-ID follows from its id, so that one sent twice is seen as the same by the receiver.
 */
export function createMailTransport(settings: Settings): MailTransport & { close(): void } {
  const { SMTP_URL: url, MAIL_FROM: from = standardSender(settings) } = settings;
  if (!url) {
    return {
      delivers: false,
      send: () => Promise.reject(new Error('SMTP_URL is not set')),
      close: () => undefined,
    };
  }
  const transport = createTransport({
    url,
    connectionTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const host = new URL(settings.SITE_URL).hostname;
  return {
    delivers: true,
    send: async ({ id, to, subject, text }) => {
      await transport.sendMail({ from, to, subject, text, messageId: `<${id}@${host}>` });
    },
    close: () => {
      transport.close();
    },
  };
}
