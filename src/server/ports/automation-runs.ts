import type { AutomationAction } from '../../lib/contracts/automation.ts';
import type { ListRunsQuery } from '../../lib/contracts/automation-run.ts';
import type { Page } from '../../lib/contracts/common.ts';
import type { AutomationRunRecord } from '../records/index.ts';
import type { Tx } from './commit.ts';

/** What changes of a run as it goes on. */
export type RunChange = Partial<
  Pick<
    AutomationRunRecord,
    | 'status'
    | 'dueAt'
    | 'failures'
    | 'condition'
    | 'actions'
    | 'steps'
    | 'error'
    | 'startedAt'
    | 'finishedAt'
    | 'entryId'
  >
>;

export interface AutomationRunStore {
  find(id: string): Promise<AutomationRunRecord | null>;
  list(query: ListRunsQuery & { pipelineId?: string | undefined }): Promise<Page<AutomationRunRecord>>;
  /** Those that came to an action of this kind, newest first. */
  withStep(action: AutomationAction['action'], limit: number): Promise<AutomationRunRecord[]>;
  /** Keeps those whose keys are new; of the others there is a run already. */
  insertNew(records: readonly AutomationRunRecord[]): Promise<void>;
  /** Runs to be gone on with now, those that wait longest first: their time has come, or their worker died. */
  due(now: Date, limit: number): Promise<string[]>;
  /** Takes a run that is due; null when it is not, or another worker has it. */
  claim(id: string, lease: { now: Date; until: Date }): Promise<AutomationRunRecord | null>;
  renew(id: string, fence: number, until: Date): Promise<'running' | 'lost'>;
  /** Changes a run as the worker that has it. Throws StaleRecordError when another has, or it is over. */
  update(run: Pick<AutomationRunRecord, 'id' | 'fence'>, change: RunChange, tx?: Tx): Promise<void>;
  /** Changes a run that no worker has while it is in one of these states; false when it is in none of them. */
  settle(id: string, from: readonly AutomationRunRecord['status'][], change: RunChange, tx: Tx): Promise<boolean>;
  /** The member who had the last turn, when all of a role take turns at an action. */
  lastTurn(actionId: string): Promise<string | null>;
  /** Notes whose turn it was. Throws StaleRecordError when another turn was taken since `last`. */
  takeTurn(actionId: string, turn: { last: string | null; member: string }, tx: Tx): Promise<void>;
  /** The deal’s runs are another customer’s now. */
  handOver(dealId: string, customerId: string, tx: Tx): Promise<void>;
  /** Removes the runs of deals that go for good: they say what was in them. */
  forget(dealIds: readonly string[]): Promise<void>;
}
