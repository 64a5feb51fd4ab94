import { setTimeout as sleep } from 'node:timers/promises';
import { mailBackoff, nextAttempt } from '../../../lib/domain/backoff.ts';
import type { Delivery, Ports } from '../../ports/index.ts';
import type { MailRecord } from '../../records/index.ts';
import { holdLease, leaseMs } from '../runs/run-lease.ts';

/** An error's message may be long; the dashboard shows a line. */
const errorLength = 300;
/** A database that is away for longer learns nothing of this attempt: the mail is sent once more. */
const mostNotes = 60;
const betweenNotesMs = 1000;

/**
 * One attempt at a mail that is due: sent, or to be tried again later, or given up; kept when no SMTP server is
 * configured. Does nothing for a mail that is not due or that another worker has, so that it may be called again.
 */
export async function deliverMail(ports: Ports, mailId: string): Promise<void> {
  const now = ports.clock.now();
  const mail = await ports.mails.claim(mailId, { now, until: new Date(now.getTime() + leaseMs) });
  if (!mail) return;
  const outcome = ports.mail.delivers ? await attempt(ports, mail) : kept;
  await note(ports, mail, outcome);
}

type Outcome = Pick<MailRecord, 'status' | 'error' | 'dueAt' | 'sentAt'>;

const kept: Outcome = { status: 'kept', error: null, dueAt: null, sentAt: null };

/** Hands the mail over while its lease is kept up. A worker that stops lets the attempt come to its end. */
async function attempt(ports: Ports, mail: MailRecord): Promise<Outcome> {
  const { mails: runs, clock, log } = ports;
  const lease = holdLease({ runs, clock, log }, mail, new AbortController().signal);
  try {
    return outcomeOf(await ports.mail.send(mail, lease.signal), mail, ports);
  } finally {
    lease.stop();
  }
}

function outcomeOf(delivery: Delivery, { id, attempts }: MailRecord, { clock, log }: Ports): Outcome {
  const now = clock.now();
  if (delivery.status === 'sent') return { status: 'sent', error: null, dueAt: null, sentAt: now };
  const error = delivery.reason.slice(0, errorLength);
  const dueAt = delivery.status === 'refused' ? null : nextAttempt(mailBackoff, attempts, now);
  log.warn({ mailId: id, attempts, reason: error }, dueAt ? 'A mail will be tried again' : 'A mail could not be sent');
  return { status: dueAt ? 'queued' : 'failed', error, dueAt, sentAt: null };
}

/** What happened must not be forgotten for a database that is away for a moment. */
async function note({ mails, log }: Ports, mail: MailRecord, outcome: Outcome): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await mails.settle(mail, outcome);
      return;
    } catch (error) {
      if (tries >= mostNotes) throw error;
      log.warn({ mailId: mail.id, error }, 'What became of a mail could not be noted yet');
      await sleep(betweenNotesMs);
    }
  }
}
