import type { Tx } from './commit.ts';
import type { ImportFaultRecord, ImportRecord } from '../records/index.ts';
import type { ListImportsQuery } from '../../lib/contracts/import.ts';
import type { Page } from '../../lib/contracts/common.ts';

/** Lists to be imported. Everything about one goes when it expires. */
export interface ImportStore {
  find(id: string): Promise<ImportRecord | null>;
  list(query: ListImportsQuery & { requestedBy: string }): Promise<Page<ImportRecord>>;
  insert(record: ImportRecord, tx: Tx): Promise<void>;
  /** Throws StaleRecordError when it is a draft no longer, though `whileDraft`. */
  update(
    id: string,
    change: Partial<Pick<ImportRecord, 'options' | 'columns' | 'counts' | 'draft' | 'revertJobId' | 'expiresAt'>>,
    options: { whileDraft: boolean },
    tx: Tx,
  ): Promise<void>;
  insertFaults(importId: string, faults: readonly ImportFaultRecord[], expiresAt: Date, tx: Tx): Promise<void>;
  /** In the order of the file, read as they are taken. */
  faults(importId: string): Promise<AsyncIterable<ImportFaultRecord>>;
  /** Keeps the next piece of a file, from 0; before anything refers to it. */
  addPiece(fileId: string, index: number, bytes: Uint8Array, expiresAt: Date): Promise<void>;
  /** A file's bytes, read as they are taken; nothing of one that is gone. */
  pieces(fileId: string): Promise<AsyncIterable<Uint8Array>>;
  /** Whether a file is still there. */
  hasFile(fileId: string): Promise<boolean>;
  dropFile(fileId: string): Promise<void>;
}
