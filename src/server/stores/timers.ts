import type { Connection } from 'mongoose';
import { StaleRecordError, type TimerStore } from '../ports/index.ts';
import type { TimerRecord } from '../records/index.ts';
import { documentSchema, hex, hexOrNull, insertOne, modelOf, objectId, reference, type ObjectId } from './schema.ts';
import { within } from './transaction.ts';

interface TimerDocument {
  /** The member: each has one timer at most. */
  _id: ObjectId;
  taskId: ObjectId;
  subtaskId: ObjectId | null;
  startedAt: Date;
}

const schema = documentSchema<TimerDocument>({
  _id: objectId,
  taskId: { ...reference, required: true },
  subtaskId: reference,
  startedAt: { type: Date, required: true },
});

const toRecord = ({ _id, taskId, subtaskId, startedAt }: TimerDocument): TimerRecord => ({
  userId: hex(_id),
  taskId: hex(taskId),
  subtaskId: hexOrNull(subtaskId),
  startedAt,
});

export function createTimerStore(connection: Connection): TimerStore {
  const timers = modelOf<TimerDocument>(connection, 'timers', schema);
  return {
    async find(userId) {
      const found = await timers.findById(userId).lean<TimerDocument>();
      return found && toRecord(found);
    },
    async insert({ userId, ...timer }, tx) {
      await insertOne(timers, { _id: userId, ...timer }, within(tx));
    },
    async remove({ userId, startedAt }, tx) {
      const { deletedCount } = await timers.deleteOne({ _id: userId, startedAt } as never, within(tx));
      if (deletedCount === 0) throw new StaleRecordError('The timer was stopped meanwhile');
    },
  };
}
