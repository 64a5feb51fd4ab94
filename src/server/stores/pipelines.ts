import type { Connection, Model } from 'mongoose';
import {
  pipelineTypes,
  stageColours,
  type ListPipelinesQuery,
  type PipelineStage,
} from '../../lib/contracts/pipeline.ts';
import type { Automation } from '../../lib/contracts/automation.ts';
import type { PipelineStore } from '../ports/index.ts';
import type { PipelineRecord } from '../records/index.ts';
import { orderBy, pageOf } from './keyset.ts';
import {
  anything,
  documentSchema,
  flag,
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
import { searchFor } from './search.ts';
import { settingsModel } from './settings.ts';
import { within } from './transaction.ts';
import {
  deletedBefore,
  purgeDeleted,
  replaceVersion,
  versionedDocument,
  versionedFields,
  versionedRecord,
  type VersionedDocument,
} from './versioned.ts';
import type { Vocabulary } from './vocabulary.ts';
import { sortText, wordsOf } from './words.ts';

type PipelineDocument = VersionedDocument &
  Pick<PipelineRecord, 'name' | 'type' | 'description' | 'isActive' | 'order'> & {
    createdBy: ObjectId | null;
    stages: (Omit<PipelineStage, 'id'> & { id: ObjectId })[];
    goneStages: { id: ObjectId; name: string; movedTo: ObjectId | null }[];
    movedTo: ObjectId | null;
    /* Derived, to sort and search by. */
    nameKey: string;
    words: string[];
  };

const stage = partSchema({
  id: objectId,
  name: String,
  order: Number,
  colour: { type: String, enum: [...stageColours, null], default: null },
  description: text,
  probability: Number,
  autoAdvance: flag,
  automations: [anything],
  exitCriteria: [String],
});

const schema = documentSchema<PipelineDocument>({
  ...versionedFields,
  name: { type: String, required: true },
  type: { type: String, enum: pipelineTypes, required: true },
  description: text,
  isActive: { type: Boolean, required: true },
  order: { type: Number, required: true },
  createdBy: reference,
  stages: [stage],
  goneStages: [partSchema({ id: objectId, name: String, movedTo: reference })],
  movedTo: reference,
  nameKey: String,
  words: [String],
});

schema
  .index({ alive: 1, order: 1, _id: 1 })
  .index({ alive: 1, nameKey: 1, _id: 1 })
  .index({ alive: 1, createdAt: 1, _id: 1 })
  .index({ alive: 1, updatedAt: 1, _id: 1 })
  .index({ alive: 1, words: 1 })
  .index({ 'stages.order': 1 })
  .index({ 'stages.id': 1 })
  .index({ 'goneStages.id': 1 })
  .index({ deletedAt: 1 });

const sortable = {
  order: { field: 'order', type: 'number' },
  name: { field: 'nameKey', type: 'text' },
  createdAt: { field: 'createdAt', type: 'date' },
  updatedAt: { field: 'updatedAt', type: 'date' },
} as const;

const conditions = (query: ListPipelinesQuery): Record<string, unknown>[] => [
  { alive: query.deleted !== true },
  ...(query.type ? [{ type: { $in: query.type } }] : []),
  ...(query.isActive === undefined ? [] : [{ isActive: query.isActive }]),
];

const toDocument = ({ id, ...record }: PipelineRecord) => ({
  ...record,
  ...versionedDocument({ id, ...record }),
  nameKey: sortText(record.name),
  words: wordsOf([record.name, ...record.stages.map(({ name }) => name), record.description]),
});

/** What automations have that were kept before they could be named and switched off. */
const unsaid: Pick<Automation, 'name' | 'isActive' | 'inactiveDays'> = {
  name: null,
  isActive: true,
  inactiveDays: null,
};

const toRecord = (document: PipelineDocument): PipelineRecord => ({
  ...versionedRecord(document),
  name: document.name,
  type: document.type,
  description: document.description,
  isActive: document.isActive,
  order: document.order,
  createdBy: hexOrNull(document.createdBy),
  stages: document.stages.map((one) => ({
    ...one,
    id: hex(one.id),
    automations: one.automations.map((automation) => ({ ...unsaid, ...automation })),
  })),
  goneStages: document.goneStages.map(({ id, name, movedTo }) => ({ id: hex(id), name, movedTo: hexOrNull(movedTo) })),
  movedTo: hexOrNull(document.movedTo),
});

const defaults = 'defaultPipelines';

export const pipelineModel = (connection: Connection): Model<PipelineDocument> =>
  modelOf(connection, 'pipelines', schema);

export function createPipelineStore(connection: Connection, vocabulary: Vocabulary): PipelineStore {
  const pipelines = pipelineModel(connection);
  const settings = settingsModel(connection);
  return {
    async find(id) {
      const found = await pipelines.findById(id).lean<PipelineDocument>();
      return found && toRecord(found);
    },
    async findMany(ids) {
      const found = await pipelines.find({ _id: { $in: ids } }).lean<PipelineDocument[]>();
      return found.map(toRecord);
    },
    async withStage(stageId) {
      const found =
        (await pipelines.findOne({ 'stages.id': stageId }).lean<PipelineDocument>()) ??
        (await pipelines.findOne({ 'goneStages.id': stageId }).lean<PipelineDocument>());
      return found && toRecord(found);
    },
    async list(query) {
      const { limit, cursor, sort } = query;
      const among = { alive: query.deleted !== true };
      const search = await searchFor(pipelines, vocabulary, { q: query.q, among });
      const filter = [...conditions(query), ...search.filter];
      const page = await pageOf(pipelines, { filter, order: orderBy(sort, sortable), limit, cursor }, toRecord);
      return { ...page, corrections: search.corrections };
    },
    async insert(record, tx) {
      const document = toDocument(record);
      await vocabulary.learn(document.words);
      await insertOne(pipelines, document, within(tx));
    },
    async replace(record, tx) {
      const document = toDocument(record);
      await vocabulary.learn(document.words);
      await replaceVersion(pipelines, document, tx);
    },
    deletedBefore: (before) => deletedBefore(pipelines, before),
    purgeDeleted: (before) => purgeDeleted(pipelines, before),
    async noteDefaults(tx) {
      await insertOne(settings, { _id: defaults, value: true }, within(tx));
    },
    async defaultsMade() {
      return (await settings.findById(defaults).lean()) !== null;
    },
  };
}
