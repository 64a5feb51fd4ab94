import type { DomainEvent } from '../../../lib/domain/events.ts';
import type { Ports, Tx } from '../../ports/index.ts';

type Write = (tx: Tx) => Promise<void>;

interface Collected {
  /** Ports whose `commit` keeps the change for later. */
  ports: Ports;
  events: DomainEvent[];
  write: Write;
}

/** Gathers the changes of several use-cases, to be committed as one. */
export function collectChanges(ports: Ports): Collected {
  const events: DomainEvent[] = [];
  const writes: Write[] = [];
  return {
    ports: {
      ...ports,
      commit(change) {
        events.push(...change.events);
        writes.push(change.write);
        return Promise.resolve();
      },
    },
    events,
    async write(tx) {
      for (const write of writes) await write(tx);
    },
  };
}
