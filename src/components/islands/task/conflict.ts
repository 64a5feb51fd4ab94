import { nothing } from 'lit';
import { conflictChoice } from '../../ui/conflict-choice.ts';
import type { TaskController } from './task-controller.ts';

/** When two people changed the same: both, to choose from. */
export const taskConflict = (edits: TaskController) => {
  if (!edits.conflict) return nothing;
  const { change, current } = edits.conflict;
  const sides = { mine: change.mine ?? '', theirs: change.theirs?.(current) ?? '' };
  return conflictChoice(sides, (keep) => edits.settle(keep));
};
