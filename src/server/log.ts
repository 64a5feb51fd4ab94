import { pino, type DestinationStream, type LoggerOptions } from 'pino';
import type { Environment } from './env.ts';
import type { Logger } from './ports/index.ts';

/** What must never be read in a log, wherever it stands in what is logged (two levels deep). */
const secrets = [
  'password',
  'currentPassword',
  'newPassword',
  'passwordHash',
  'token',
  'refreshToken',
  'inviteToken',
  'setupToken',
  'accessToken',
  'secret',
  'apiKey',
  'authorization',
  'Authorization',
  'cookie',
  'Cookie',
  'set-cookie',
  'Set-Cookie',
  'text',
  'html',
];
const anywhere = secrets.flatMap((name) => {
  const step = name.includes('-') ? `["${name}"]` : `.${name}`;
  return [step.replace(/^\./, ''), `*${step}`, `*.*${step}`];
});

/** User info in a URL, as drivers put it into their messages. */
const credentials = /(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/@]+@/gi;

/**
 * Structured logs, a JSON object a line, to standard output unless told otherwise. Passwords, tokens, cookies and the
 * texts of mails are left out, credentials in URLs too, whatever a caller logs by mistake.
 */
export function createLogger({ LOG_LEVEL }: Pick<Environment, 'LOG_LEVEL'>, destination?: DestinationStream): Logger {
  const options: LoggerOptions = {
    level: LOG_LEVEL,
    base: { pid: process.pid },
    redact: { paths: anywhere, censor: '[left out]' },
    serializers: { error: pino.stdSerializers.err },
    formatters: { level: (level) => ({ level }) },
    timestamp: pino.stdTimeFunctions.isoTime,
    hooks: { streamWrite: (line) => line.replace(credentials, '$1[left out]@') },
  };
  return destination ? pino(options, destination) : pino(options);
}
