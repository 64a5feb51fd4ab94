import type { StoredEvent } from '../../../lib/domain/events.ts';
import { noticesOf } from '../../../lib/domain/notices.ts';
import type { Ports, Tx } from '../../ports/index.ts';
import { notify } from './notify.ts';

/**
 * Tells whom some events are news to, and moves the consumer on in the same commit: each event is told once. Answers
 * whether there was anything to tell; if not, nothing was committed.
 */
export async function announce(
  ports: Ports,
  events: readonly Pick<StoredEvent, 'actor' | 'event'>[],
  moveOn: (tx: Tx) => Promise<void>,
): Promise<boolean> {
  const notices = events.flatMap(noticesOf);
  if (notices.length === 0) return false;
  await notify(ports, notices, moveOn);
  return true;
}
