import type { Connection } from 'mongoose';
import type { PlanRatingStore } from '../ports/index.ts';
import type { PlanRatingRecord } from '../records/index.ts';
import { orderBy, pageOf } from './keyset.ts';
import { documentSchema, hex, modelOf, objectId, type ObjectId } from './schema.ts';
import { within } from './transaction.ts';

type RatingDocument = Omit<PlanRatingRecord, 'id' | 'taskId' | 'member'> &
  Record<'_id' | 'taskId' | 'member', ObjectId>;

const schema = documentSchema<RatingDocument>({
  _id: objectId,
  taskId: { type: objectId, required: true },
  planMadeAt: { type: Date, required: true },
  generatedBy: { type: String, required: true },
  member: { type: objectId, required: true },
  useful: { type: Boolean, required: true },
  reason: String,
  ratedAt: { type: Date, required: true },
});

schema.index({ taskId: 1, member: 1, planMadeAt: 1 }, { unique: true }).index({ ratedAt: 1, _id: 1 });

const sortable = { ratedAt: { field: 'ratedAt', type: 'date' } } as const;

const toRecord = ({ _id, taskId, member, ...rating }: RatingDocument): PlanRatingRecord => ({
  ...rating,
  id: hex(_id),
  taskId: hex(taskId),
  member: hex(member),
});

export function createPlanRatingStore(connection: Connection): PlanRatingStore {
  const ratings = modelOf<RatingDocument>(connection, 'planRatings', schema);
  return {
    async find({ taskId, member, planMadeAt }) {
      const found = await ratings.findOne({ taskId, member, planMadeAt }).lean<RatingDocument>();
      return found && toRecord(found);
    },
    list({ from, sort, limit, cursor }) {
      const filter = from ? [{ ratedAt: { $gte: new Date(from) } }] : [];
      return pageOf(ratings, { filter, order: orderBy(sort, sortable), limit, cursor }, toRecord);
    },
    async counts(from) {
      const found = await ratings.aggregate<{ _id: string; useful: number; all: number }>([
        { $match: { ratedAt: { $gte: from } } },
        {
          $group: { _id: '$generatedBy', useful: { $sum: { $cond: ['$useful', 1, 0] } }, all: { $sum: 1 } },
        },
      ]);
      return found
        .map(({ _id, useful, all }) => ({ generatedBy: _id, useful, notUseful: all - useful }))
        .toSorted((a, b) => (a.generatedBy < b.generatedBy ? -1 : 1));
    },
    async save({ id, taskId, member, planMadeAt, ...said }, tx) {
      const which = { taskId, member, planMadeAt };
      await ratings.updateOne(which, { $set: said, $setOnInsert: { _id: id } }, { upsert: true, ...within(tx) });
    },
    async remove(of, tx) {
      await ratings.deleteOne(of, within(tx));
    },
    async forget(taskIds) {
      if (taskIds.length > 0) await ratings.deleteMany({ taskId: { $in: [...taskIds] } });
    },
  };
}
