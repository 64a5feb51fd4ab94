import type { Connection } from 'mongoose';
import type { Clock, Leases } from '../ports/index.ts';
import { isDuplicate } from './errors.ts';
import { documentSchema, modelOf } from './schema.ts';

interface LeaseDocument {
  _id: string;
  holder: string;
  until: Date;
}

const schema = documentSchema<LeaseDocument>({
  _id: String,
  holder: { type: String, required: true },
  until: { type: Date, required: true },
});

/** Acquiring again renews. Who holds a lease past its end may still act: fence what must happen once. */
export function createLeases(connection: Connection, clock: Clock): Leases {
  const leases = modelOf<LeaseDocument>(connection, 'leases', schema);
  return {
    async acquire(name, holder, until) {
      const free = { _id: name, $or: [{ holder }, { until: { $lt: clock.now() } }] };
      try {
        await leases.updateOne(free, { $set: { holder, until } }, { upsert: true });
        return true;
      } catch (error) {
        // Not free, so the update tried to insert a second lease of that name.
        if (isDuplicate(error)) return false;
        throw error;
      }
    },
    async release(name, holder) {
      await leases.deleteOne({ _id: name, holder });
    },
  };
}
