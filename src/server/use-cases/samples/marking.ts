import type { ManyWrites, Ports, SampleIds, Tx } from '../../ports/index.ts';

/** Ports through which every customer, deal and task that is made is marked as a sample, in the commit that makes it. */
export function marking(ports: Ports): Ports {
  const marked = <Kept extends { id: string }, Store extends ManyWrites<Kept> & Inserts<Kept>>(
    store: Store,
    kind: keyof SampleIds,
  ): Store => ({
    ...store,
    async insert(record: Kept, tx: Tx) {
      await store.insert(record, tx);
      await ports.samples.mark(kind, [record.id], tx);
    },
    async insertMany(records: readonly Kept[], tx: Tx) {
      await store.insertMany(records, tx);
      const ids = records.map(({ id }) => id);
      await ports.samples.mark(kind, ids, tx);
    },
  });
  return {
    ...ports,
    customers: marked(ports.customers, 'customers'),
    deals: marked(ports.deals, 'deals'),
    tasks: marked(ports.tasks, 'tasks'),
  };
}

interface Inserts<Kept> {
  insert(record: Kept, tx: Tx): Promise<void>;
}
