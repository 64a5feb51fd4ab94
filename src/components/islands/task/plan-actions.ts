import { toast } from '../../../lib/client/toasts.ts';
import type { Generation } from '../../../lib/contracts/generation.ts';
import type { Task } from '../../../lib/contracts/task.ts';
import { movedOrder } from '../../../lib/planning/step-order.ts';
import { orderSteps, stepsOf } from './changes.ts';
import type { GenerationController } from './generation-controller.ts';
import { discard, takeChanges, type ProposalAnswer } from './proposal-answer.ts';
import type { TaskController } from './task-controller.ts';
import { runDone, undoRun } from './undo-run.ts';

interface Page {
  edits: TaskController;
  run: GenerationController;
  served: () => Task | null;
  /** Puts the focus on what the next update shows. */
  focus: (place: string) => void;
  /** Whether the focus is within what a run shows while it is under way. */
  waiting: () => boolean;
  tab: () => string;
}

/** What is done to a plan as a whole: runs and what they propose, undoing, the order of its steps. */
export class PlanActions {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** The run that made the plan as it was served, while nothing has changed since. */
  get lastRun(): Generation | null {
    const { run, edits, served } = this.#page;
    return run.current?.undoable && edits.version === served()?.version ? run.current : null;
  }

  get canUndo(): boolean {
    return this.#page.edits.canUndo || this.lastRun !== null;
  }

  undo(): void {
    const { edits } = this.#page;
    const run = this.lastRun;
    if (edits.canUndo || !run) edits.undo();
    else void edits.run(undoRun(run), { undoable: false });
  }

  /** Moves a step; refused in words when it would stand before what it waits for. */
  move(stepId: string, place: number): void {
    const { edits, focus } = this.#page;
    const { task } = edits;
    const order = movedOrder(stepsOf(task), stepId, place);
    if (!order) return;
    if ('refused' in order) {
      toast({ message: order.refused });
      return;
    }
    void edits
      .run(orderSteps(task, order.ids), { said: `Moved “${order.title}”.` })
      .then(() => focus(`[data-step="${stepId}"] .plan-text`));
  }

  /** Takes what was proposed, or discards it. */
  async decide(answer: ProposalAnswer): Promise<void> {
    const { edits, run, focus, tab } = this.#page;
    const { current } = run;
    if (!current) return;
    if (answer !== 'discard' && answer.take.length === 0) {
      toast({ message: 'Tick at least one change, or discard the proposal.' });
      return;
    }
    const settled = await (answer === 'discard'
      ? discard(current)
      : edits.run(takeChanges(current, answer.take), { said: 'The changes are applied.' }));
    await run.refresh();
    focus(settled ? `#tab-${tab()}` : '#proposal-title');
  }

  /** A run is over: shows what it made, and offers to undo it to whoever asked for it. */
  async ended(ended: Generation): Promise<void> {
    const { edits, run, focus, waiting } = this.#page;
    const waited = waiting();
    void edits.reload();
    await run.refresh();
    const { current } = run;
    if (waited && current?.proposal?.state === 'open') focus('#proposal-title');
    if (current?.undoable && run.isMine(ended)) edits.offerUndo(undoRun(current), runDone(ended));
  }
}
