import type { Model, QueryFilter } from 'mongoose';
import { objectIdOf } from './schema.ts';

/** How many living documents that match each of these members has, counted in the index of `assignedTo`. */
export async function assignedCounts<Document>(
  model: Model<Document>,
  memberIds: readonly string[],
  matching: object = {},
): Promise<Record<string, number>> {
  const counts = memberIds.map(async (id): Promise<[string, number]> => {
    const theirs = { alive: true, assignedTo: objectIdOf(id), ...matching };
    return [id, await model.countDocuments(theirs as QueryFilter<Document>)];
  });
  return Object.fromEntries(await Promise.all(counts));
}
