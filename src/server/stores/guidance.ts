import type { Connection } from 'mongoose';
import type { Guidance, GuidanceStore } from '../ports/index.ts';
import { documentSchema, modelOf, objectId, type ObjectId } from './schema.ts';

/** `_id` is the member's. */
type GuidanceDocument = Guidance & { _id: ObjectId };

const schema = documentSchema<GuidanceDocument>({ _id: objectId, seen: [String], dismissed: [String] });

export function createGuidanceStore(connection: Connection): GuidanceStore {
  const guidance = modelOf<GuidanceDocument>(connection, 'guidance', schema);
  return {
    async of(userId) {
      const found = await guidance.findById(userId).lean<Partial<GuidanceDocument>>();
      return { seen: found?.seen ?? [], dismissed: found?.dismissed ?? [] };
    },
    async note(userId, what, word) {
      await guidance.updateOne({ _id: userId }, { $addToSet: { [what]: word } }, { upsert: true });
    },
  };
}
