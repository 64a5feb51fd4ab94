import type { Connection } from 'mongoose';
import type { Clock, PresenceStore } from '../ports/index.ts';
import { followChanges } from './change-feed.ts';
import { documentSchema, hex, modelOf, objectId, partSchema, type ObjectId } from './schema.ts';

interface SheetDocument {
  _id: string;
  rooms: { room: string; members: ObjectId[] }[];
  until: Date;
}

const schema = documentSchema<SheetDocument>({
  _id: String,
  rooms: [partSchema({ room: String, members: [objectId] })],
  until: { type: Date, required: true },
});
schema.index({ until: 1 }, { expireAfterSeconds: 60 });

export function createPresenceStore(connection: Connection, clock: Clock): PresenceStore {
  const sheets = modelOf<SheetDocument>(connection, 'presence', schema);
  return {
    async put({ holder, rooms, until }) {
      await sheets.updateOne({ _id: holder }, { $set: { rooms, until } }, { upsert: true });
    },
    async sheets() {
      const found = await sheets.find({ until: { $gt: clock.now() } }).lean<SheetDocument[]>();
      return found.map(({ _id, rooms, until }) => ({
        ...{ holder: _id, until },
        rooms: rooms.map(({ room, members }) => ({ room, members: members.map(hex) })),
      }));
    },
    watch: (changed) => followChanges(sheets, { onChange: changed, onGap: changed }),
  };
}
