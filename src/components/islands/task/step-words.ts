import { formatMinutes } from '../../../lib/client/format.ts';
import { priorityWords, statusWords } from '../../ui/words.ts';
import type { StepPatch } from './changes.ts';
import { memberName, type TaskView } from './view.ts';

/** What a change of a step wants, for the choice between two people's. */
export function stepWords(patch: StepPatch, { steps, members }: TaskView): string {
  const titleOf = (id: string) => steps.find((step) => step.id === id)?.title ?? 'a step that is gone';
  const words = [
    patch.title,
    patch.description,
    patch.estimatedTime && formatMinutes(patch.estimatedTime),
    patch.status && statusWords[patch.status],
    patch.priority && priorityWords[patch.priority],
    patch.assignedTo === undefined ? undefined : (memberName(members, patch.assignedTo) ?? 'the task’s owner'),
    patch.locked === undefined ? undefined : patch.locked ? 'locked' : 'not locked',
    patch.dependencies?.length === 0 ? 'waits for nothing' : patch.dependencies?.map(titleOf).join('; '),
  ];
  return words.filter(Boolean).join(', ');
}
