import { html, nothing } from 'lit';
import { postForm } from '../../ui/post-form.ts';
import { stateWords } from '../../ui/words.ts';
import { editStep, nextStep, stepsOf } from './changes.ts';
import type { TaskView } from './view.ts';

/** The one thing to do next, as the page's primary button. */
export const nextAction = ({ task, run }: TaskView) => {
  const finishing = stepsOf(task).find((step) => step.status === 'in_progress');
  const step = finishing ?? nextStep(task);
  if (!step) return nothing;
  const status = finishing ? 'completed' : 'in_progress';
  const said = finishing ? `Finished “${step.title}”.` : `Started “${step.title}”.`;
  return postForm(
    `/app/tasks/${task.id}`,
    finishing ? 'finish-step' : 'start-step',
    () => void run(editStep(task, step.id, { status }, said, stateWords), said),
    html`<button class="btn primary" title=${step.title}>
      ${finishing ? 'Finish current step' : 'Start next step'}
    </button>`,
    { step: step.id },
  );
};
