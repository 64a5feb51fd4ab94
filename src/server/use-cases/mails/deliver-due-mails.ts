import type { Ports } from '../../ports/index.ts';
import { deliverMail } from './deliver-mail.ts';

const atOnce = 5;

/** Tries all mails that are due: again after a failure, after a worker that died, and those whose job was lost. */
export async function deliverDueMails(ports: Ports, signal: AbortSignal): Promise<void> {
  for (;;) {
    signal.throwIfAborted();
    const due = await ports.mails.due(ports.clock.now(), atOnce);
    if (due.length === 0) return;
    await Promise.all(due.map((id) => deliverMail(ports, id)));
  }
}
