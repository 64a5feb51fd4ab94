import type { CustomerRecord } from '../../records/index.ts';

const most = 5;

/** What was written last about a customer, the newest first: as much as a model is told. */
export const newestNotes = ({ notes }: Pick<CustomerRecord, 'notes'>): string[] =>
  notes
    .toSorted((a, b) => b.createdAt.getTime() - a.createdAt.getTime())
    .slice(0, most)
    .map(({ content }) => content);
