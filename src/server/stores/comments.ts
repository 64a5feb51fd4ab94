import { Types, type Connection } from 'mongoose';
import { commentedKinds } from '../../lib/contracts/comment.ts';
import type { CommentStore } from '../ports/index.ts';
import type { CommentRecord } from '../records/index.ts';
import { orderBy, pageOf } from './keyset.ts';
import {
  date,
  documentSchema,
  hex,
  hexOrNull,
  insertOne,
  modelOf,
  objectId,
  partSchema,
  reference,
  type ObjectId,
} from './schema.ts';
import { within } from './transaction.ts';
import {
  replaceVersion,
  versionedDocument,
  versionedFields,
  versionedRecord,
  type VersionedDocument,
} from './versioned.ts';

type CommentDocument = VersionedDocument &
  Pick<CommentRecord, 'content' | 'editedAt'> & {
    about: { kind: CommentRecord['about']['kind']; id: ObjectId };
    mentions: { id: ObjectId; name: string }[];
    authorId: ObjectId | null;
  };

const schema = documentSchema<CommentDocument>({
  ...versionedFields,
  about: { type: partSchema({ kind: { type: String, enum: commentedKinds }, id: objectId }), required: true },
  content: { type: String, default: '' },
  mentions: [partSchema({ id: objectId, name: String })],
  authorId: reference,
  editedAt: date,
});

schema.index({ 'about.id': 1, alive: 1, createdAt: 1, _id: 1 });

const sortable = { createdAt: { field: 'createdAt', type: 'date' } } as const;

const toRecord = (document: CommentDocument): CommentRecord => ({
  ...versionedRecord(document),
  about: { kind: document.about.kind, id: hex(document.about.id) },
  content: document.content,
  mentions: document.mentions.map(({ id, name }) => ({ id: hex(id), name })),
  authorId: hexOrNull(document.authorId),
  editedAt: document.editedAt,
});

const toDocument = ({ id: _, ...record }: CommentRecord) => ({
  ...record,
  ...versionedDocument({ id: _, ...record }),
});

export function createCommentStore(connection: Connection): CommentStore {
  const comments = modelOf<CommentDocument>(connection, 'comments', schema);
  return {
    async find(id) {
      const found = await comments.findById(id).lean<CommentDocument>();
      return found && toRecord(found);
    },
    list({ about, limit, cursor, sort }) {
      const filter = [{ 'about.id': new Types.ObjectId(about), alive: true }];
      return pageOf(comments, { filter, order: orderBy(sort, sortable), limit, cursor }, toRecord);
    },
    async insert(record, tx) {
      await insertOne(comments, toDocument(record), within(tx));
    },
    async replace(record, tx) {
      await replaceVersion(comments, toDocument(record), tx);
    },
    async forget(aboutIds) {
      if (aboutIds.length > 0) await comments.deleteMany({ 'about.id': { $in: [...aboutIds] } });
    },
  };
}
