import type { Connection, QueryFilter } from 'mongoose';
import { taskStatuses, type ListTasksQuery, type TaskStatus } from '../../lib/contracts/task.ts';
import type { TaskStore } from '../ports/index.ts';
import { assignedCounts } from './assigned-counts.ts';
import { eachIdOf, orderBy, pageOf, type Order } from './keyset.ts';
import { ownedBy, type Owner } from './ownership.ts';
import { hex, hexOrNull, insertAll, insertOne, modelOf, type ObjectId } from './schema.ts';
import { searchFor } from './search.ts';
import { rankOfPriority, taskDocument, taskRecord, taskSchema, type TaskDocument } from './task-document.ts';
import { within } from './transaction.ts';
import { countBy, deletedBefore, ownerFilter, purgeDeleted, replaceVersion, replaceVersions } from './versioned.ts';
import type { Vocabulary } from './vocabulary.ts';

const sortable = {
  createdAt: { field: 'createdAt', type: 'date' },
  updatedAt: { field: 'updatedAt', type: 'date' },
  dueDate: { field: 'dueKey', type: 'date' },
  '-dueDate': { field: 'dueDate', type: 'date' },
  scheduledFor: { field: 'scheduledFor', type: 'date' },
  priority: { field: 'priorityRank', type: 'number' },
  title: { field: 'titleKey', type: 'text' },
  status: { field: 'statusRank', type: 'number' },
} as const;

/** On a timeline the first to end comes first. */
const byEnd: Order = { name: 'spanEnd', field: 'spanEnd', type: 'date', direction: 1 };

const same = ['customerId', 'dealId', 'parentTask', 'createdBy', 'pipelineId'] as const;
const open: { $in: TaskStatus[] } = { $in: ['pending', 'in_progress'] };
const dayMs = 24 * 60 * 60 * 1000;

function conditions(query: ListTasksQuery): Record<string, unknown>[] {
  return [
    { alive: query.deleted !== true },
    ...(query.status ? [{ status: { $in: query.status } }] : []),
    ...(query.priority ? [{ priorityRank: { $in: query.priority.map(rankOfPriority) } }] : []),
    ...ownerFilter(query.assignedTo),
    ...same.filter((field) => query[field] !== undefined).map((field) => ({ [field]: query[field] })),
    ...(query.tag === undefined ? [] : [{ tags: query.tag }]),
    ...(query.dueAfter ? [{ dueDate: { $gte: new Date(query.dueAfter) } }] : []),
    ...(query.dueBefore ? [{ dueDate: { $lt: new Date(query.dueBefore) } }] : []),
    ...(query.completedAfter ? [{ completedAt: { $gte: new Date(query.completedAfter) } }] : []),
    ...(query.completedBefore ? [{ completedAt: { $lt: new Date(query.completedBefore) } }] : []),
    ...(query.scheduledAfter ? [{ scheduledFor: { $gte: new Date(query.scheduledAfter) } }] : []),
    ...(query.scheduledBefore ? [{ scheduledFor: { $lt: new Date(query.scheduledBefore) } }] : []),
  ];
}

export function createTaskStore(connection: Connection, vocabulary: Vocabulary, owner: Owner): TaskStore {
  const tasks = modelOf<TaskDocument>(connection, 'tasks', taskSchema);
  const own = ownedBy(owner, ['assignedTo', 'createdBy']);
  const [theirs = {}] = own;
  const matching = async (query: ListTasksQuery) => {
    const among = { alive: query.deleted !== true, ...theirs };
    const search = await searchFor(tasks, vocabulary, { q: query.q, among });
    return { ...search, filter: [...conditions(query), ...own, ...search.filter] };
  };
  return {
    async find(id) {
      const found = await tasks.findOne({ _id: id, ...theirs }).lean<TaskDocument>();
      return found && taskRecord(found);
    },
    async findMany(ids) {
      const found = await tasks.find({ _id: { $in: ids }, ...theirs }).lean<TaskDocument[]>();
      return found.map(taskRecord);
    },
    async list(query, span) {
      const { limit, cursor, sort } = query;
      const found = await matching(query);
      const { corrections } = found;
      const within = span ? [{ spanEnd: { $gte: span.after } }, { spanStart: { $lt: span.before } }] : [];
      const filter = [...found.filter, ...within];
      const order = span ? byEnd : orderBy(sort, sortable);
      return { ...(await pageOf(tasks, { filter, order, limit, cursor }, taskRecord)), corrections };
    },
    async partIds(ids) {
      const found = await tasks
        .find({ parentTask: { $in: ids }, alive: true, ...theirs }, { _id: 1 })
        .lean<Pick<TaskDocument, '_id'>[]>();
      return found.map(({ _id }) => hex(_id));
    },
    async titles(ids) {
      if (ids.length === 0) return new Map();
      const found = await tasks
        .find({ _id: { $in: ids }, alive: true, ...theirs }, { title: 1 })
        .lean<Pick<TaskDocument, '_id' | 'title'>[]>();
      return new Map(found.map(({ _id, title }) => [hex(_id), title]));
    },
    async eachId(query) {
      const { filter } = await matching(query);
      return eachIdOf(tasks, { filter, order: orderBy(query.sort, sortable) });
    },
    assignedCounts: (memberIds) => assignedCounts(tasks, memberIds, { status: { $in: ['pending', 'in_progress'] } }),
    async completedBy({ from, to }) {
      const done = { status: 'completed', completedAt: { $gte: from, $lt: to }, alive: true };
      const groups = await tasks.aggregate<{ _id: ObjectId | null; count: number }>([
        { $match: { ...done, ...theirs } },
        { $group: { _id: '$assignedTo', count: { $sum: 1 } } },
      ]);
      return groups.map(({ _id, count }) => ({ assignedTo: hexOrNull(_id), count }));
    },
    async openBy(now) {
      const isLate = { $and: [{ $ne: ['$dueDate', null] }, { $lt: ['$dueDate', now] }] };
      const groups = await tasks.aggregate<{ _id: ObjectId | null; count: number; overdue: number }>([
        { $match: { alive: true, status: open, ...theirs } },
        { $group: { _id: '$assignedTo', count: { $sum: 1 }, overdue: { $sum: { $cond: [isLate, 1, 0] } } } },
      ]);
      return groups.map(({ _id, ...counts }) => ({ assignedTo: hexOrNull(_id), ...counts }));
    },
    async stats(now) {
      const today = new Date(Math.floor(now.getTime() / dayMs) * dayMs);
      const tomorrow = new Date(today.getTime() + dayMs);
      const [byStatus, overdue, dueToday] = await Promise.all([
        countBy(tasks, 'status', theirs),
        tasks.countDocuments({ alive: true, status: open, dueDate: { $lt: now }, ...theirs }),
        tasks.countDocuments({ alive: true, status: open, dueDate: { $gte: today, $lt: tomorrow }, ...theirs }),
      ]);
      const none = Object.fromEntries(taskStatuses.map((status) => [status, 0]));
      return { byStatus: { ...none, ...byStatus }, overdue, dueToday };
    },
    async finishedPlans(limit) {
      const found = await tasks
        .find({ status: 'completed', alive: true, aiGenerated: { $ne: null }, ...theirs })
        .sort({ completedAt: -1 })
        .limit(limit)
        .lean<TaskDocument[]>();
      return found.map(taskRecord);
    },
    async becameDue({ since, until, after, limit }) {
      const beyond = after?.dueDate
        ? [{ $or: [{ dueDate: { $gt: after.dueDate } }, { dueDate: after.dueDate, _id: { $gt: after.id } }] }]
        : [];
      const found = await tasks
        .find({
          $and: [
            { alive: true, dueDate: { $gt: since, $lte: until }, status: open, assignedTo: { $ne: null } },
            ...beyond,
          ],
        } as QueryFilter<TaskDocument>)
        .sort({ dueDate: 1, _id: 1 })
        .limit(limit)
        .lean<TaskDocument[]>();
      return found.map(taskRecord);
    },
    async hasOccurrence({ id, occurrence }) {
      return (await tasks.exists({ 'series.id': id, 'series.occurrence': occurrence, ...theirs })) !== null;
    },
    async insert(record, tx) {
      const document = taskDocument(record);
      await vocabulary.learn(document.words);
      await insertOne(tasks, document, within(tx));
    },
    async replace(record, tx) {
      const document = taskDocument(record);
      await vocabulary.learn(document.words);
      await replaceVersion(tasks, document, tx);
    },
    async insertMany(records, tx) {
      const documents = records.map(taskDocument);
      await vocabulary.learn([...new Set(documents.flatMap(({ words }) => words))]);
      await insertAll(tasks, documents, within(tx));
    },
    async replaceMany(records, tx) {
      const documents = records.map(taskDocument);
      await vocabulary.learn([...new Set(documents.flatMap(({ words }) => words))]);
      await replaceVersions(tasks, documents, tx);
    },
    deletedBefore: (before) => deletedBefore(tasks, before),
    purgeDeleted: (before) => purgeDeleted(tasks, before),
  };
}
