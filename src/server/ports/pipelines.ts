import type { SearchedPage } from '../../lib/contracts/common.ts';
import type { ListPipelinesQuery } from '../../lib/contracts/pipeline.ts';
import type { StageEnd, StayColumns } from '../../lib/domain/pipelines/analytics/stays.ts';
import type { PipelineRecord, StageEntryRecord } from '../records/index.ts';
import type { Tx } from './commit.ts';
import type { RecordStore } from './record-store.ts';

export interface PipelineStore extends RecordStore<PipelineRecord, ListPipelinesQuery> {
  list(query: ListPipelinesQuery): Promise<SearchedPage<PipelineRecord>>;
  /** The pipeline that has this stage, or had it; also in the bin. */
  withStage(stageId: string): Promise<PipelineRecord | null>;
  /** Notes that the pipelines a product comes with were made. Throws DuplicateKeyError when they were before. */
  noteDefaults(tx: Tx): Promise<void>;
  defaultsMade(): Promise<boolean>;
}

/** What becomes of a deal's stays: the open one ends, another begins, or both. */
export interface Passage {
  dealId: string;
  leave: { at: Date; end: StageEnd; toStage: string | null } | null;
  enter: StageEntryRecord | null;
}

export interface StageEntryStore {
  /** Ends and begins stays; a deal occurs once. */
  pass(passages: readonly Passage[], tx: Tx): Promise<void>;
  /** A deal's stays, in order. */
  ofDeal(dealId: string): Promise<StageEntryRecord[]>;
  /** Those who are in a stage since before `before`, longest first; `after` is the last one of the page before. */
  openIn(
    stageId: string,
    page: { before: Date; after: Pick<StageEntryRecord, 'id' | 'enteredAt'> | null; limit: number },
  ): Promise<StageEntryRecord[]>;
  /** Stays of a pipeline that began within a time, in order, read as they are taken. */
  ofPipeline(pipelineId: string, within: { from: Date; to: Date }): Promise<AsyncIterable<StageEntryRecord>>;
  /** All stays of a pipeline or those that ended, each once, in no order, read as they are taken. */
  history(pipelineId: string, which: 'all' | 'ended'): Promise<AsyncIterable<StayColumns>>;
  /** Some of a pipeline's stays that ended and are not packed yet, at most `limit`. */
  unpacked(pipelineId: string, limit: number): Promise<StageEntryRecord[]>;
  /** Packs stays of one pipeline, so that `history` reads them fast. Throws when one was packed or removed meanwhile. */
  pack(packId: string, entries: readonly StageEntryRecord[], tx: Tx): Promise<void>;
  /** The deals' stays are another customer's now. */
  handOver(dealId: string, customerId: string, tx: Tx): Promise<void>;
  /** Removes the stays of deals that go for good. */
  forget(dealIds: readonly string[]): Promise<void>;
}
