import type { AuditNote } from '../../../lib/domain/audit.ts';
import type { DomainEvent } from '../../../lib/domain/events.ts';
import type { ManyWrites, Passage, Ports, Tx } from '../../ports/index.ts';
import type { ActivityRecord, CustomerRecord } from '../../records/index.ts';

type Write = (tx: Tx) => Promise<void>;

interface Collected {
  /** Ports whose `commit` keeps the change for later. */
  ports: Ports;
  events: DomainEvent[];
  audit: AuditNote[];
  /** Writes everything, and what `further` writes through the same ports: many records by one command. */
  write: (tx: Tx, further?: Write) => Promise<void>;
}

/** Gathers the changes of several use-cases, to be committed as one. */
export function collectChanges(ports: Ports): Collected {
  const events: DomainEvent[] = [];
  const audit: AuditNote[] = [];
  const writes: Write[] = [];
  const customers = gather(ports.customers);
  const tasks = gather(ports.tasks);
  const deals = gather(ports.deals);
  let activities: ActivityRecord[] = [];
  let passages: Passage[] = [];
  /** What customers show of their deals, the last of each. */
  const mirrored = new Map<string, CustomerRecord>();
  return {
    ports: {
      ...ports,
      customers: {
        ...ports.customers,
        ...customers.store,
        mirror(record) {
          mirrored.set(record.id, record);
          return Promise.resolve();
        },
      },
      tasks: { ...ports.tasks, ...tasks.store },
      deals: { ...ports.deals, ...deals.store },
      activities: {
        ...ports.activities,
        insert(record) {
          activities.push(record);
          return Promise.resolve();
        },
      },
      stageEntries: {
        ...ports.stageEntries,
        pass(more) {
          passages.push(...more);
          return Promise.resolve();
        },
      },
      commit(change) {
        events.push(...change.events);
        audit.push(...(change.audit ?? []));
        writes.push(change.write);
        return Promise.resolve();
      },
    },
    events,
    audit,
    async write(tx, further) {
      // A transaction may be tried again, from its beginning.
      customers.forget();
      tasks.forget();
      deals.forget();
      activities = [];
      passages = [];
      mirrored.clear();
      for (const write of writes) await write(tx);
      await further?.(tx);
      await customers.flush(tx);
      await ports.customers.replaceMany([...mirrored.values()], tx);
      await tasks.flush(tx);
      await deals.flush(tx);
      await ports.stageEntries.pass(passages, tx);
      await ports.activities.insertMany(activities, tx);
    },
  };
}

interface Writable<Kept> {
  insert: (record: Kept, tx: Tx) => Promise<void>;
  replace: (record: Kept, tx: Tx) => Promise<void>;
}

/** A store's writes, kept until they are flushed together. */
function gather<Kept>(store: ManyWrites<Kept>): { store: Writable<Kept>; flush: Write; forget: () => void } {
  let inserted: Kept[] = [];
  let replaced: Kept[] = [];
  return {
    store: {
      insert(record) {
        inserted.push(record);
        return Promise.resolve();
      },
      replace(record) {
        replaced.push(record);
        return Promise.resolve();
      },
    },
    async flush(tx) {
      await store.insertMany(inserted, tx);
      await store.replaceMany(replaced, tx);
    },
    forget() {
      inserted = [];
      replaced = [];
    },
  };
}
