import { JSONParser } from '@streamparser/json';
import type { ArrivingSubtask } from '../../lib/contracts/generation.ts';
import { coerceDraft } from '../../lib/planning/coerce-draft.ts';
import { indexOfBracket } from './read-answer.ts';

/** Where a model may put its steps; `lib/planning` reads the same places. */
const paths = ['$.subtasks.*', '$.tasks.*', '$.steps.*', '$.items.*', '$.plan.subtasks.*', '$.plan.steps.*', '$.*'];

/** More than this is not shown as it arrives. */
const SHOWN = 40;

/**
 * Finds subtasks in the text of an answer as each becomes complete. What comes before the JSON (prose, a code fence) is
 * skipped; text that is no JSON yields nothing, the finished answer is read anew.
 */
export function createSubtaskReader(onSubtask: (subtask: ArrivingSubtask) => void) {
  const seen: unknown[] = [];
  let fresh: ArrivingSubtask[] = [];
  let begun = false;
  let parser: JSONParser | null = new JSONParser({ paths, keepStack: false });
  parser.onValue = ({ value, parent }) => {
    const isStep = typeof value === 'string' || (typeof value === 'object' && value !== null);
    if (!Array.isArray(parent) || !isStep || seen.length >= SHOWN) return;
    seen.push(value);
    const subtask = toArriving(seen);
    if (subtask) fresh.push(subtask);
  };
  return {
    write(text: string): void {
      const start = begun ? 0 : indexOfBracket(text);
      if (!parser || start < 0) return;
      begun = true;
      try {
        parser.write(text.slice(start));
        if (parser.isEnded) parser = null;
      } catch {
        parser = null;
      }
      const found = fresh;
      fresh = [];
      for (const subtask of found) onSubtask(subtask);
    },
  };
}

/** The last of the steps seen, as `lib/planning` would read it; null when it has no title. */
function toArriving(seen: readonly unknown[]): ArrivingSubtask | null {
  const index = seen.length - 1;
  const subtask = coerceDraft({ subtasks: seen }).draft.subtasks[index];
  if (!subtask || subtask.title === '') return null;
  return {
    index,
    title: subtask.title.slice(0, 200),
    description: subtask.description.slice(0, 2000),
    estimatedTime: Math.max(1, Math.round(subtask.estimatedTime)),
    dependencies: subtask.dependencies.filter((other) => other >= 0 && other !== index),
    priority: subtask.priority,
  };
}
