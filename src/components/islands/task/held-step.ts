import type { Subtask } from '../../../lib/contracts/task.ts';
import { errorSentence } from '../../ui/field-error.ts';
import type { TaskView } from './view.ts';
import { waitsName } from './waits-name.ts';

/** What the form holds: the step, or what was typed and came back, with what is wrong with it. */
export interface Held {
  id: (name: string) => string;
  text: (name: string, saved: string) => string;
  waits: (stepId: string) => boolean;
  error: (name: string, label: string) => string | undefined;
}

export function heldBy(step: Subtask, { refused }: TaskView): Held {
  const back = refused?.values.step === step.id && 'title' in refused.values ? refused : null;
  const errorOf = (name: string) =>
    Object.entries(back?.errors ?? {}).find(([path]) => path === name || path.startsWith(`${name}.`))?.[1];
  return {
    id: (name) => `step-${step.id}-${name}`,
    text: (name, saved) => back?.values[name] ?? saved,
    waits: (stepId) => (back ? waitsName(stepId) in back.values : step.dependencies.includes(stepId)),
    error: (name, label) => errorSentence(label, errorOf(name)),
  };
}
