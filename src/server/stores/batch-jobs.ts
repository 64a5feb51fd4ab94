import { Types, type Connection, type QueryFilter } from 'mongoose';
import { jobKinds, type JobResult } from '../../lib/contracts/job.ts';
import { StaleRecordError, type BatchJobStore } from '../ports/index.ts';
import type { BatchJobRecord } from '../records/index.ts';
import { orderBy, pageOf } from './keyset.ts';
import { isActive, leasedFields, leasedRuns, type LeasedDocument } from './leased-runs.ts';
import {
  count,
  documentSchema,
  hex,
  hexOrNull,
  insertOne,
  modelOf,
  objectId,
  partSchema,
  reference,
  text,
  type ObjectId,
} from './schema.ts';
import { within } from './transaction.ts';

type JobDocument = LeasedDocument &
  Pick<BatchJobRecord, 'kind' | 'progress' | 'error' | 'movedBy' | 'createdAt'> & {
    requestedBy: ObjectId;
    /** Absent in jobs of before it was kept. */
    keyId?: ObjectId | null;
    /* As JSON: what people ask for holds names they chose, which need not be names of fields. */
    input: string;
    position: string;
    result: string;
  };

interface ItemsDocument {
  /** `<job>:<page>` */
  _id: string;
  ids: ObjectId[];
  at: Date;
}

const keptSeconds = 30 * 24 * 60 * 60;

const schema = documentSchema<JobDocument>({
  _id: objectId,
  ...leasedFields,
  kind: { type: String, enum: jobKinds, required: true },
  requestedBy: { type: objectId, required: true },
  keyId: reference,
  input: { type: String, required: true },
  position: { type: String, required: true },
  progress: partSchema({ done: count, total: { type: Number, default: null } }),
  result: { type: String, required: true },
  error: { type: partSchema({ code: text, message: text }), default: null },
  movedBy: count,
  createdAt: { type: Date, required: true },
});

schema
  .index({ requestedBy: 1, createdAt: 1, _id: 1 })
  .index({ kind: 1, createdAt: 1, _id: 1 })
  .index({ active: 1 })
  .index({ finishedAt: 1 }, { expireAfterSeconds: keptSeconds });

const itemsSchema = documentSchema<ItemsDocument>({ _id: String, ids: [objectId], at: { type: Date, required: true } });
itemsSchema.index({ at: 1 }, { expireAfterSeconds: keptSeconds });

const sortable = { createdAt: { field: 'createdAt', type: 'date' } } as const;

const toRecord = (document: JobDocument): BatchJobRecord => ({
  id: hex(document._id),
  kind: document.kind,
  status: document.status,
  requestedBy: hex(document.requestedBy),
  keyId: hexOrNull(document.keyId ?? null),
  input: JSON.parse(document.input),
  position: JSON.parse(document.position),
  progress: document.progress,
  result: JSON.parse(document.result) as JobResult | null,
  error: document.error,
  cancelRequested: document.cancelRequested,
  fence: document.fence,
  movedBy: document.movedBy,
  leaseUntil: document.leaseUntil,
  createdAt: document.createdAt,
  finishedAt: document.finishedAt,
});

export function createBatchJobStore(connection: Connection): BatchJobStore {
  const jobs = modelOf<JobDocument>(connection, 'batchJobs', schema);
  const pages = modelOf<ItemsDocument>(connection, 'batchItems', itemsSchema);
  const { update, ...runs } = leasedRuns(jobs, { toRecord });
  return {
    ...runs,
    list({ requestedBy, status, limit, cursor, sort }) {
      const filter = [
        { requestedBy: new Types.ObjectId(requestedBy) },
        ...(status ? [{ status: { $in: status } }] : []),
      ];
      return pageOf(jobs, { filter, order: orderBy(sort, sortable), limit, cursor }, toRecord);
    },
    async ofKind(kind, limit) {
      const found = await jobs.find({ kind }).sort({ createdAt: -1, _id: -1 }).limit(limit).lean<JobDocument[]>();
      return found.map(toRecord);
    },
    async insert({ id, input, position, result, ...job }, tx) {
      const document = {
        _id: id,
        ...job,
        input: JSON.stringify(input),
        position: JSON.stringify(position),
        result: JSON.stringify(result),
        active: isActive(job),
      };
      await insertOne(jobs, document, within(tx));
    },
    advance: (id, fence, { position, progress, result }, tx) =>
      update(
        id,
        fence,
        { position: JSON.stringify(position), progress, result: JSON.stringify(result), movedBy: fence },
        tx,
      ),
    finish: (id, fence, end, tx) => update(id, fence, { ...end, active: false, leaseUntil: null }, tx),
    async resume(id, fence, tx) {
      const ended = { _id: id, fence, status: { $in: ['cancelled', 'failed'] } };
      const again = { status: 'queued', active: true, cancelRequested: false, error: null, finishedAt: null };
      // What this run has lost of workers so far is forgiven.
      const change = { $set: { ...again, leaseUntil: null, movedBy: fence } };
      const { matchedCount } = await jobs.updateOne(ended as QueryFilter<JobDocument>, change, within(tx));
      if (matchedCount === 0) throw new StaleRecordError('This job is under way, or it has ended well');
    },
    async addItems(jobId, page, ids, at) {
      await insertOne(pages, { _id: `${jobId}:${page}`, ids: [...ids], at });
    },
    async items(jobId, page) {
      const found = await pages.findById(`${jobId}:${page}`).lean<ItemsDocument>();
      return found?.ids.map(hex) ?? [];
    },
  };
}
