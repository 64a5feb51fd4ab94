import type { ArrivingSubtask, Progress } from '../../lib/contracts/generation.ts';
import { createSubtaskReader } from './arriving-subtasks.ts';
import { createProgress } from './progress.ts';
import type { Live } from './question.ts';

/** Whoever watches a generation. */
export interface Watcher {
  onProgress: (progress: Progress) => void;
  onSubtask: (subtask: ArrivingSubtask) => void;
  onRestart: () => void;
}

/** Characters a plan has until a model's own are known. */
const USUAL = 2400;

interface LiveOptions {
  everyMs: number;
  /** Characters a plan of each model usually has, by its id: what progress is measured against, learnt here. */
  usual: Map<string, number>;
}

/** Shows a plan while it arrives. Each request begins it anew; what was shown before is then declared void. */
export function createLiveAnswer(watcher: Watcher, options: LiveOptions): Live {
  const progress = createProgress({
    report: watcher.onProgress,
    everyMs: options.everyMs,
    now: () => performance.now(),
  });
  let shown: ArrivingSubtask[] = [];
  let reader = createSubtaskReader(show);
  let characters = 0;
  let model = '';
  let isNew = false;

  function show(subtask: ArrivingSubtask): void {
    shown.push(subtask);
    isNew = true;
    watcher.onSubtask(subtask);
  }

  return {
    restart(): void {
      shown = [];
      watcher.onRestart();
    },
    begin(id): void {
      if (shown.length > 0) this.restart();
      reader = createSubtaskReader(show);
      characters = 0;
      model = id;
      progress.asking(`Asking ${id}`);
    },
    thinking(): void {
      if (characters === 0) progress.thinking();
    },
    write(text): void {
      isNew = false;
      characters += text.length;
      reader.write(text);
      const step = shown.at(-1);
      progress.arrived(
        characters,
        options.usual.get(model) ?? USUAL,
        step ? { number: shown.length, title: step.title, isNew } : null,
      );
    },
    done(): void {
      options.usual.set(model, Math.round(0.7 * (options.usual.get(model) ?? USUAL) + 0.3 * characters));
      progress.done(shown.length);
    },
  };
}
