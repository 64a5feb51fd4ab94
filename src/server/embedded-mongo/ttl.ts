import { decode } from './bson/decode.ts';
import type { Engine } from './engine.ts';
import { keyValues } from './paths.ts';
import { choosePlan } from './query/plan.ts';
import { scan } from './query/scan.ts';
import type { Collection, Index } from './storage/catalog.ts';
import { Blocked } from './storage/conflicts.ts';
import { deleteRecord } from './storage/records.ts';

/** Documents removed, and rows of dropped collections cleared, by one task of the writer. */
const AT_ONCE = 200;

/** Removes what expired, clears what was dropped, forgets old sessions and cursors: now and then, in small tasks. */
export async function sweep(engine: Engine): Promise<void> {
  engine.cursors.sweep();
  await engine.writer.run(() => engine.sessions.purge());
  for (const collection of [...engine.catalog.collections.values()]) {
    for (const index of [...collection.indexes]) {
      if (index.expireAfterSeconds !== undefined && !index.building) await expire(engine, collection, index);
    }
  }
  await clearGarbage(engine);
}

/** Clears away the rows and entries of dropped collections and indexes. */
export async function clearGarbage(engine: Engine): Promise<void> {
  while (await engine.writer.run((unit) => unit.view.clearSome(1000)));
}

async function expire(engine: Engine, collection: Collection, index: Index): Promise<void> {
  const limit = new Date(Date.now() - (index.expireAfterSeconds as number) * 1000);
  const field = index.fields[0] as { name: string; path: string[] };
  for (let more = true; more && !collection.dropped;) {
    more = await engine.writer.run((unit) => {
      const plan = choosePlan(collection, { filter: { [field.name]: { $lt: limit } }, hint: index.name });
      const batch = scan(engine.view, collection, plan).pull() ?? [];
      let removed = 0;
      for (const { row, bytes } of batch.slice(0, AT_ONCE)) {
        const doc = decode(bytes);
        // Of several dates in an array the earliest counts.
        const due = keyValues(doc, field.path).values.some((value) => value instanceof Date && value < limit);
        if (!due) continue;
        try {
          deleteRecord(unit, collection, row, doc, bytes);
          removed++;
        } catch (error) {
          // A document in an open transaction's hands waits for the next round.
          if (!(error instanceof Blocked)) throw error;
        }
      }
      return removed > 0;
    });
  }
}
