import type { Delivery } from '../ports/index.ts';

/** What nodemailer tells of a failure: the server's reply code, and during which command it came. */
interface SmtpFailure {
  code?: unknown;
  command?: unknown;
  responseCode?: unknown;
  response?: unknown;
}

/** Commands about this mail rather than about the connection or the login. */
const aboutMail = /^(MAIL FROM|RCPT TO|DATA)/;
/** nodemailer refuses the mail itself, such as an address that is none. */
const unusable = new Set(['EENVELOPE', 'EMESSAGE', 'EREQUIRETLS']);

/**
 * Whether a failure is for good: the server said so (5yz, RFC 5321 4.2.1) of the sender, the recipient or the content.
 * Everything else may pass: a server that is away, a login that is refused until someone mends the settings.
 */
export function failedDelivery(error: unknown): Delivery {
  const { code, command, responseCode, response } = (error instanceof Error ? error : {}) as SmtpFailure;
  const answered = typeof responseCode === 'number';
  const refused =
    (answered && responseCode >= 500 && aboutMail.test(String(command))) || (!answered && unusable.has(String(code)));
  const said = typeof response === 'string' ? response : error instanceof Error ? error.message : String(error);
  return { status: refused ? 'refused' : 'delayed', reason: said };
}
