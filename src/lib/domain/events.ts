import type { Comment, CommentedKind } from '../contracts/comment.ts';
import type { Customer } from '../contracts/customer.ts';
import type { Deal } from '../contracts/deal.ts';
import type { Job, JobKind } from '../contracts/job.ts';
import type { LeadType } from '../contracts/lead.ts';
import type { NotificationType } from '../contracts/notification.ts';
import type { Task } from '../contracts/task.ts';
import type { Timer } from '../contracts/time.ts';
import type { Cause } from './automations/causality.ts';

type Change = 'created' | 'updated' | 'completed' | 'deleted';

/**
 * What happened, as the outbox keeps it. Written in the transaction that made it true; consumers are idempotent by `id`.
 * Payloads hold what consumers need, so that they never have to guess what a record looked like then.
 */
export type DomainEvent =
  | { type: 'task.changed'; change: Change; task: Task; changed: string[] }
  | { type: 'customer.changed'; change: Change; customer: Customer; changed: string[] }
  | { type: 'deal.changed'; change: Change; deal: Deal; changed: string[] }
  | {
      type: 'deal.moved';
      dealId: string;
      customerId: string;
      /** Where it is now; null when it left its pipeline. */
      pipelineId: string | null;
      toStage: string | null;
      /** Where it was; null when it was in no pipeline. */
      fromPipeline: string | null;
      fromStage: string | null;
      /** The stage entry that begins with it; null when none does, as for deals that are closed. */
      entryId: string | null;
      /** Whose deal it is, for those who see only their own. */
      owners: string[];
    }
  /** It stays again in the stage it was in: opened again, or back from the bin. */
  | { type: 'deal.returned'; dealId: string; customerId: string; stageId: string; entryId: string }
  | { type: 'comment.changed'; change: Exclude<Change, 'completed'>; comment: Comment; owners: string[] }
  | {
      type: 'members.mentioned';
      memberIds: string[];
      about: { kind: CommentedKind | 'customer'; id: string; title: string };
      /** Whose record it is, for those who see only their own. */
      owners: string[];
    }
  | {
      type: 'lead.received';
      customerId: string;
      form: LeadType;
      /** As the visitor gave it. */
      name: string;
      /** Who is to be told. */
      memberIds: string[];
      /** Whose customer it is, for those who see only their own. */
      owners: string[];
    }
  | { type: 'customers.imported'; importId: string; created: number; updated: number }
  | { type: 'timer.changed'; userId: string; timer: Timer | null }
  | { type: 'generation.requested'; generationId: string; taskId: string }
  | { type: 'batch.requested'; jobId: string }
  | {
      type: 'batch.finished';
      jobId: string;
      kind: JobKind;
      requestedBy: string;
      status: Job['status'];
      /** Records it was to change and did not. */
      refused: number;
      error: string | null;
    }
  | { type: 'mail.requested'; mailId: string }
  | { type: 'session.ended'; userId: string; sessionHash: string }
  | { type: 'key.revoked'; userId: string; keyId: string }
  | { type: 'access.changed'; /** Null: that of everyone. */ userId: string | null }
  /** What an event was that told of someone who is erased: it keeps its number and tells nothing. */
  | { type: 'erased' }
  | {
      type: 'notification';
      userId: string;
      notificationId: string;
      notificationType: NotificationType;
      title: string;
      link: string | null;
    }
  | { type: 'notifications.read'; userId: string; notificationId: string | null };

/** An event with its place in the one order all consumers share. */
export interface StoredEvent {
  id: string;
  /** Gapless and growing in commit order, given by the leader; null until then. */
  sequence: number | null;
  at: Date;
  actor: { kind: string; id: string | null; name: string };
  /** Null for what a person or program did. */
  cause: Cause | null;
  /** Part of a change of many records that automations are to take no notice of. */
  quiet: boolean;
  event: DomainEvent;
}
