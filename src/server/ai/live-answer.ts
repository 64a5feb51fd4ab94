import type { ArrivingSubtask, Progress } from '../../lib/contracts/generation.ts';
import { createSubtaskReader } from './arriving-subtasks.ts';
import { createProgress } from './progress.ts';

/** Whoever watches a generation. */
export interface Watcher {
  onProgress: (progress: Progress) => void;
  onSubtask: (subtask: ArrivingSubtask) => void;
  onRestart: () => void;
}

/** Shows an answer while it arrives. Each request begins it anew; what was shown before is then declared void. */
export function createLiveAnswer(watcher: Watcher, options: { everyMs: number }) {
  const progress = createProgress({
    report: watcher.onProgress,
    everyMs: options.everyMs,
    now: () => performance.now(),
  });
  let shown: ArrivingSubtask[] = [];
  let reader = createSubtaskReader(show);
  let characters = 0;
  let isNew = false;

  function show(subtask: ArrivingSubtask): void {
    shown.push(subtask);
    isNew = true;
    watcher.onSubtask(subtask);
  }

  return {
    /** Another model takes over. */
    restart(): void {
      shown = [];
      watcher.onRestart();
    },
    /** A request goes out. */
    begin(message: string): void {
      if (shown.length > 0) this.restart();
      reader = createSubtaskReader(show);
      characters = 0;
      progress.asking(message);
    },
    thinking(): void {
      if (characters === 0) progress.thinking();
    },
    /** `usual`: the length such an answer usually has. */
    write(text: string, usual: number): void {
      isNew = false;
      characters += text.length;
      reader.write(text);
      const step = shown.at(-1);
      progress.arrived(characters, usual, step ? { number: shown.length, title: step.title, isNew } : null);
    },
    done(): void {
      progress.done(shown.length);
    },
  };
}
export type LiveAnswer = ReturnType<typeof createLiveAnswer>;
