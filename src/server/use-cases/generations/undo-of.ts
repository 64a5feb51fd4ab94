import type { Ports } from '../../ports/index.ts';
import type { GenerationRecord, TaskRecord, UndoRecord } from '../../records/index.ts';
import { changedSince } from '../shared/merge-patch.ts';

/** What a run keeps of a task whose plan it is about to replace. */
export const undoOf = ({ aiGenerated, version }: TaskRecord): UndoRecord | null =>
  aiGenerated && { plan: aiGenerated, version: version + 1 };

/** What a run changed, as long as it is the newest of its task and nobody has changed the plan since; else null. */
export async function undoable(
  { generations }: Pick<Ports, 'generations'>,
  { id, undo }: GenerationRecord,
  task: TaskRecord,
): Promise<UndoRecord | null> {
  if (!undo || changedSince(task, undo.version).some(isOfPlan)) return null;
  return (await generations.latest(task.id))?.id === id ? undo : null;
}

/** Dates are computed anew by themselves. */
const isOfPlan = (path: string): boolean => path.startsWith('aiGenerated') && path !== 'aiGenerated.timeline';
