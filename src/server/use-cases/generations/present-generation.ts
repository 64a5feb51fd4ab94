import type { Generation } from '../../../lib/contracts/generation.ts';
import type { Proposal } from '../../../lib/contracts/proposal.ts';
import type { GenerationRecord } from '../../records/index.ts';

/** A generation as the API shows it. */
export const presentGeneration = (record: GenerationRecord, proposal: Proposal | null = null): Generation => ({
  id: record.id,
  taskId: record.taskId,
  kind: record.kind,
  status: record.status,
  progress: record.progress,
  subtasks: record.subtasks,
  model: record.model,
  instructions: record.instructions,
  generatedBy: record.generatedBy,
  error: record.error,
  proposal,
  createdAt: record.createdAt.toISOString(),
  finishedAt: record.finishedAt?.toISOString() ?? null,
});
