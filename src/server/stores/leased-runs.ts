import type { Model, QueryFilter, UpdateQuery } from 'mongoose';
import { StaleRecordError, type LeasedRun, type LeasedRunStore, type Tx } from '../ports/index.ts';
import { followChanges } from './change-feed.ts';
import { count, date, flag, type ObjectId } from './schema.ts';
import { within } from './transaction.ts';

/** How work that is leased to workers is kept. */
export type LeasedDocument = Omit<LeasedRun, 'id'> & {
  _id: ObjectId;
  finishedAt: Date | null;
  /** Queued or running. */
  active: boolean;
};

export const leasedFields = {
  status: { type: String, enum: ['queued', 'running', 'complete', 'failed', 'cancelled'], required: true },
  cancelRequested: flag,
  fence: count,
  leaseUntil: date,
  finishedAt: date,
  active: flag,
};

export const isActive = ({ status }: Pick<LeasedRun, 'status'>): boolean => status === 'queued' || status === 'running';

interface Kept<Document, Run> {
  toRecord: (document: Document) => Run;
  /** What else to set when one that waits is cancelled. */
  cancelled?: object;
}

interface LeasedRuns<Run extends LeasedRun> extends LeasedRunStore<Run> {
  /** Changes a run as the worker with this fence; throws StaleRecordError when another has it or it is over. */
  update: (id: string, fence: number, change: object, tx: Tx) => Promise<void>;
}

/** Claiming, renewing, fencing and cancelling runs of a collection. */
export function leasedRuns<Document extends LeasedDocument, Run extends LeasedRun>(
  model: Model<Document>,
  { toRecord, cancelled = {} }: Kept<Document, Run>,
): LeasedRuns<Run> {
  const where = (filter: object) => filter as QueryFilter<Document>;
  const set = (fields: object, others: object = {}) => ({ $set: fields, ...others }) as UpdateQuery<Document>;
  const running = (id: string, fence: number) => where({ _id: id, fence, status: 'running' });
  const change = async (filter: QueryFilter<Document>, update: UpdateQuery<Document>): Promise<Document | null> =>
    model.findOneAndUpdate(filter, update, { returnDocument: 'after' }).lean<Document>();

  return {
    async find(id) {
      const found = await model.findById(id).lean<Document>();
      return found && toRecord(found);
    },
    async claim(id, { now, until }) {
      const free = [{ status: 'queued' }, { status: 'running', leaseUntil: { $lt: now } }];
      const found = await change(
        where({ _id: id, $or: free }),
        set({ status: 'running', leaseUntil: until }, { $inc: { fence: 1 } }),
      );
      return found && toRecord(found);
    },
    async renew(id, fence, until) {
      const found = await change(running(id, fence), set({ leaseUntil: until }));
      if (!found) return 'lost';
      return found.cancelRequested ? 'cancel_requested' : 'running';
    },
    async requestCancel(id, now) {
      const end = { status: 'cancelled', active: false, finishedAt: now, ...cancelled };
      const queued = await model.updateOne(where({ _id: id, status: 'queued' }), set(end));
      if (queued.matchedCount > 0) return true;
      const started = await model.updateOne(where({ _id: id, status: 'running' }), set({ cancelRequested: true }));
      return started.matchedCount > 0;
    },
    async update(id, fence, fields, tx) {
      const { matchedCount } = await model.updateOne(running(id, fence), set(fields), within(tx));
      if (matchedCount === 0) throw new StaleRecordError('Another worker has this run, or it is over');
    },
    watch: (changed) =>
      followChanges(model, {
        documents: true,
        onChange(document) {
          if (document) changed(toRecord(document));
        },
        async onGap() {
          const found = await model.find(where({ active: true })).lean<Document[]>();
          for (const document of found) changed(toRecord(document));
        },
      }),
  };
}
