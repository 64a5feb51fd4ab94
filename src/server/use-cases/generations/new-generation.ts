import type { ModelChoice } from '../../../lib/contracts/generation.ts';
import type { DomainEvent } from '../../../lib/domain/events.ts';
import type { Actor } from '../../../lib/domain/actor.ts';
import type { Ports } from '../../ports/index.ts';
import type { GenerationRecord } from '../../records/index.ts';

interface Wish {
  taskId: string;
  kind: GenerationRecord['kind'];
  /** Who asks for it. */
  actor: Actor;
  model?: ModelChoice;
  instructions?: string | null;
  replaceEdits?: boolean;
  propose?: boolean;
}

/** A run that waits for a worker. Insert it and write `requestedEvent` in the same commit. */
export const newGeneration = ({ ids, clock }: Pick<Ports, 'ids' | 'clock'>, wish: Wish): GenerationRecord => ({
  id: ids.next(),
  taskId: wish.taskId,
  kind: wish.kind,
  status: 'queued',
  progress: { stage: 'analyzing', percentage: 0, message: 'Waiting to start', estimatedTimeRemaining: null },
  subtasks: [],
  model: wish.model ?? 'auto',
  instructions: wish.instructions ?? null,
  replaceEdits: wish.replaceEdits ?? false,
  propose: wish.propose ?? false,
  proposal: null,
  undo: null,
  requestedBy: wish.actor.kind === 'member' ? wish.actor.id : null,
  keyId: wish.actor.kind === 'member' ? (wish.actor.key?.id ?? null) : null,
  generatedBy: null,
  error: null,
  cancelRequested: false,
  fence: 0,
  leaseUntil: null,
  createdAt: clock.now(),
  finishedAt: null,
});

/** What makes a worker take the run. */
export const requestedEvent = ({ id, taskId }: GenerationRecord): DomainEvent => ({
  type: 'generation.requested',
  generationId: id,
  taskId,
});
