import type { Connection } from 'mongoose';
import type { ViewList } from '../../lib/contracts/view.ts';
import type { ListChoiceStore } from '../ports/index.ts';
import type { ListChoice } from '../records/index.ts';
import { anything, documentSchema, modelOf, objectId, type ObjectId } from './schema.ts';
import { within } from './transaction.ts';

interface ListChoicesDocument {
  /** The member. */
  _id: ObjectId;
  lists: Partial<Record<ViewList, ListChoice>>;
}

const schema = documentSchema<ListChoicesDocument>({ _id: objectId, lists: { type: anything, required: true } });

export function createListChoiceStore(connection: Connection): ListChoiceStore {
  const choices = modelOf<ListChoicesDocument>(connection, 'listChoices', schema);
  return {
    async find(member, list) {
      const found = await choices.findById(member).lean<ListChoicesDocument>();
      return found?.lists[list] ?? null;
    },
    async save(member, list, choice, tx) {
      await choices.updateOne(
        { _id: member },
        { $set: { [`lists.${list}`]: choice } },
        { ...within(tx), upsert: true },
      );
    },
  };
}
