import type { Connection } from 'mongoose';
import { roles, type ListUsersQuery } from '../../lib/contracts/user.ts';
import { DuplicateKeyError, StaleRecordError, type Tx, type UserStore } from '../ports/index.ts';
import type { UserRecord } from '../records/index.ts';
import { isDuplicate } from './errors.ts';
import { orderBy, pageOf } from './keyset.ts';
import { date, documentSchema, hex, insertOne, modelOf, objectId, partSchema, text, type ObjectId } from './schema.ts';
import { settingsModel } from './settings.ts';
import { within } from './transaction.ts';
import { replaceVersion } from './versioned.ts';
import { wordFilters, wordsOf } from './words.ts';

type UserDocument = Omit<UserRecord, 'id'> & { _id: ObjectId; words: string[] };

const profile = partSchema({
  firstName: String,
  lastName: String,
  department: text,
  avatar: text,
  permissions: [String],
});

const schema = documentSchema<UserDocument>({
  _id: objectId,
  version: { type: Number, required: true },
  email: { type: String, required: true },
  passwordHash: { type: String, required: true },
  role: { type: String, enum: roles, required: true },
  profile: { type: profile, required: true },
  lastLogin: date,
  isActive: { type: Boolean, required: true },
  createdAt: { type: Date, required: true },
  updatedAt: { type: Date, required: true },
  words: [String],
});

schema
  .index({ email: 1 }, { unique: true })
  .index({ createdAt: 1, _id: 1 })
  .index({ email: 1, _id: 1 })
  .index({ isActive: 1, role: 1 })
  .index({ role: 1 })
  .index({ 'profile.permissions': 1 })
  .index({ words: 1 });

const sortable = {
  createdAt: { field: 'createdAt', type: 'date' },
  email: { field: 'email', type: 'text' },
} as const;

/** Names of the two documents in `settings` that make concurrent changes meet. */
const firstUser = 'first-user';
const adminGuard = 'admin-guard';

const conditions = (query: ListUsersQuery): Record<string, unknown>[] => [
  ...(query.role === undefined ? [] : [{ role: query.role }]),
  ...(query.isActive === undefined ? [] : [{ isActive: query.isActive }]),
  ...(query.extraPermissions ? [{ 'profile.permissions': { $gt: '' } }] : []),
  ...wordFilters(query.q),
];

const toDocument = ({ id, ...record }: UserRecord) => ({
  ...record,
  _id: id,
  words: wordsOf([record.profile.firstName, record.profile.lastName, record.email]),
});

const toRecord = (document: UserDocument): UserRecord => ({
  id: hex(document._id),
  version: document.version,
  email: document.email,
  passwordHash: document.passwordHash,
  role: document.role,
  profile: document.profile,
  lastLogin: document.lastLogin,
  isActive: document.isActive,
  createdAt: document.createdAt,
  updatedAt: document.updatedAt,
});

export function createUserStore(connection: Connection): UserStore {
  const users = modelOf<UserDocument>(connection, 'users', schema);
  const settings = settingsModel(connection);

  /** One document that only one transaction can make. */
  async function claimFirst(userId: string, tx: Tx): Promise<void> {
    if (await users.exists({}).session(within(tx).session)) throw new DuplicateKeyError('first');
    try {
      await insertOne(settings, { _id: firstUser, value: userId }, within(tx));
    } catch (error) {
      throw isDuplicate(error) ? new DuplicateKeyError('first', error) : error;
    }
  }

  /** Transactions that take an admin away all write one document, so that each sees what the other did. */
  async function keepAdmin(tx: Tx): Promise<void> {
    await settings.updateOne({ _id: adminGuard }, { $inc: { value: 1 } }, { ...within(tx), upsert: true });
    const left = await users.findOne({ isActive: true, role: 'admin' }, { _id: 1 }, within(tx)).lean();
    if (!left) throw new StaleRecordError('No active admin would be left');
  }

  return {
    async find(id) {
      const found = await users.findById(id).lean<UserDocument>();
      return found && toRecord(found);
    },
    async findMany(ids) {
      const found = await users.find({ _id: { $in: ids } }).lean<UserDocument[]>();
      return found.map(toRecord);
    },
    async findByEmail(email) {
      const found = await users.findOne({ email }).lean<UserDocument>();
      return found && toRecord(found);
    },
    list(query) {
      const { limit, cursor, sort } = query;
      return pageOf(users, { filter: conditions(query), order: orderBy(sort, sortable), limit, cursor }, toRecord);
    },
    async members() {
      const found = await users.find({ isActive: true }).lean<UserDocument[]>();
      const nameOf = ({ profile }: UserDocument) => `${profile.firstName} ${profile.lastName}`;
      return found.toSorted((a, b) => nameOf(a).localeCompare(nameOf(b))).map(toRecord);
    },
    async any() {
      return (await users.findOne({}, { _id: 1 }).lean()) !== null;
    },
    async insert(record, tx, { first = false } = {}) {
      if (first) await claimFirst(record.id, tx);
      await insertOne(users, toDocument(record), within(tx));
    },
    async replace(record, tx, options = {}) {
      await replaceVersion(users, toDocument(record), tx);
      if (options.keepAdmin) await keepAdmin(tx);
    },
  };
}
