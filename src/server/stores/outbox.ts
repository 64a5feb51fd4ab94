import type { Connection, Model } from 'mongoose';
import type { DomainEvent, StoredEvent } from '../../lib/domain/events.ts';
import { signatureOf, type Actor } from '../../lib/domain/actor.ts';
import { StaleRecordError, type OutboxStore } from '../ports/index.ts';
import { followChanges } from './change-feed.ts';
import { isDuplicate } from './errors.ts';
import { documentSchema, flag, hex, insertOne, modelOf, objectId, partSchema, text, type ObjectId } from './schema.ts';
import { within } from './transaction.ts';

interface OutboxDocument {
  _id: ObjectId;
  sequence: number | null;
  at: Date;
  actor: StoredEvent['actor'];
  /* Rows of before there were automations have neither. */
  cause?: StoredEvent['cause'];
  quiet?: boolean;
  type: DomainEvent['type'];
  /** The event as JSON: payloads hold names people chose, which need not be names of fields. */
  event: string;
}

interface PositionDocument {
  _id: string;
  sequence: number;
}

const keptSeconds = 7 * 24 * 60 * 60;
const sequenced = { sequence: { $gt: 0 } };

const schema = documentSchema<OutboxDocument>({
  _id: objectId,
  sequence: { type: Number, default: null },
  at: { type: Date, required: true },
  actor: partSchema({ kind: String, id: text, name: String }),
  cause: { type: partSchema({ runId: text, depth: Number }), default: null },
  quiet: flag,
  type: { type: String, required: true },
  event: { type: String, required: true },
});

schema
  .index({ sequence: 1, at: 1, _id: 1 })
  // The fence between two that both take themselves for the leader.
  .index({ sequence: 1 }, { unique: true, partialFilterExpression: sequenced })
  .index({ at: 1 }, { expireAfterSeconds: keptSeconds, partialFilterExpression: sequenced });

const positionSchema = documentSchema<PositionDocument>({ _id: String, sequence: { type: Number, required: true } });

export const outboxModel = (connection: Connection): Model<OutboxDocument> => modelOf(connection, 'outbox', schema);

/** A row for an event that commits with its change; it has no number until the leader gives it one. */
export const outboxRow = ({
  id,
  actor,
  event,
  ...row
}: Pick<StoredEvent, 'id' | 'at' | 'cause' | 'quiet' | 'event'> & { actor: Actor }) => ({
  ...row,
  _id: id,
  sequence: null,
  actor: signatureOf(actor),
  type: event.type,
  event: JSON.stringify(event),
});

const toEvent = ({ _id, sequence, at, actor, cause = null, quiet = false, event }: OutboxDocument): StoredEvent => ({
  id: hex(_id),
  sequence,
  at,
  actor,
  cause,
  quiet,
  event: JSON.parse(event) as DomainEvent,
});

/** Numbers are reserved in blocks, so that they go on growing even after all numbered rows have expired. */
const reservation = '#reserved';
const block = 1000;

/**
 * Numbers follow `at`, then `_id`: commit order within a process; between processes, to the millisecond of their
 * clocks (neither MongoDB nor the embedded engine tells the order of commits otherwise). A change that follows from
 * another has read it, so it comes after.
 */
export function createOutboxStore(connection: Connection): OutboxStore {
  const outbox = outboxModel(connection);
  const positions = modelOf<PositionDocument>(connection, 'positions', positionSchema);

  async function edge(direction: 1 | -1): Promise<number | null> {
    const found = await outbox
      .findOne(sequenced, { sequence: 1 })
      .sort({ sequence: direction })
      .lean<Pick<OutboxDocument, 'sequence'>>();
    return found?.sequence ?? null;
  }
  const position = async (consumer: string): Promise<number | null> =>
    (await positions.findById(consumer).lean<PositionDocument>())?.sequence ?? null;
  const savePosition = async (consumer: string, sequence: number): Promise<void> => {
    await positions.updateOne({ _id: consumer }, { $max: { sequence } }, { upsert: true });
  };
  const last = async (): Promise<number> => (await edge(-1)) ?? (await position(reservation)) ?? 0;

  return {
    async sequence(limit) {
      const waiting = await outbox
        .find({ sequence: null }, { _id: 1 })
        .sort({ at: 1, _id: 1 })
        .limit(limit)
        .lean<Pick<OutboxDocument, '_id'>[]>();
      if (waiting.length === 0) return 0;
      const start = await last();
      const end = start + waiting.length;
      if (end > ((await position(reservation)) ?? 0)) await savePosition(reservation, Math.ceil(end / block) * block);
      const numbering = waiting.map(({ _id }, index) => ({
        updateOne: { filter: { _id, sequence: null }, update: { $set: { sequence: start + 1 + index } } },
      }));
      try {
        const { modifiedCount } = await outbox.bulkWrite(numbering, { ordered: true });
        return modifiedCount;
      } catch (error) {
        // Another leader numbers at the same time: its numbers stand, and ours end before them without a gap.
        if (isDuplicate(error)) return 0;
        throw error;
      }
    },
    async after(sequence, limit) {
      const found = await outbox
        .find({ sequence: { $gt: Math.max(sequence, 0) } })
        .sort({ sequence: 1 })
        .limit(limit)
        .lean<OutboxDocument[]>();
      return found.map(toEvent);
    },
    last,
    first: async () => (await edge(1)) ?? (await last()) + 1,
    position,
    savePosition,
    async movePosition(consumer, { from, to }, tx) {
      const stale = () => new StaleRecordError(`Someone else moved ${consumer} on`);
      if (from === null) {
        await insertOne(positions, { _id: consumer, sequence: to }, within(tx)).catch((error: unknown) => {
          throw isDuplicate(error) ? stale() : error;
        });
        return;
      }
      const here = { _id: consumer, sequence: from };
      const { matchedCount } = await positions.updateOne(here, { sequence: to }, within(tx));
      if (matchedCount === 0) throw stale();
    },
    watch: ({ onCommitted, onNumbered }) =>
      followChanges(outbox, {
        onChange: (_, operation) => (operation === 'insert' ? onCommitted() : onNumbered()),
        onGap() {
          onCommitted();
          onNumbered();
        },
      }),
  };
}
