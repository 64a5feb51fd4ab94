import type { ArrivingSubtask, Progress } from '../../../lib/contracts/generation.ts';
import type { Ports } from '../../ports/index.ts';
import type { GenerationRecord } from '../../records/index.ts';

/** Between two reports of a run. */
const pauseMs = 100;

export interface RunReporter {
  /** The percentage never falls; what is not told keeps its value. */
  progress(progress: Progress): void;
  arrived(subtask: ArrivingSubtask): void;
  /** What has arrived so far is void. */
  restart(): void;
  /** Tells what is still untold, and ends: later calls say nothing. */
  end(): Promise<void>;
}

/**
 * Tells how a run goes: the first news and each new stage at once, else at most every 100 ms with everything up to
 * then. A report that fails is dropped; the next one holds the same and more.
 */
export function createRunReporter(
  { generations, log }: Pick<Ports, 'generations' | 'log'>,
  run: Pick<GenerationRecord, 'id' | 'fence' | 'progress'>,
): RunReporter {
  let progress = run.progress;
  let subtasks: ArrivingSubtask[] = [];
  let untold = false;
  let ended = false;
  let timer: NodeJS.Timeout | undefined;
  let sending: Promise<void> = Promise.resolve();

  const send = () => {
    untold = false;
    const [current, arrived] = [progress, [...subtasks]];
    sending = sending
      .then(() => generations.report(run.id, run.fence, current, arrived))
      .catch((error: unknown) => log.debug({ generationId: run.id, error }, 'A progress report was dropped'));
  };
  const tell = (atOnce = false) => {
    if (ended) return;
    untold = true;
    if (timer !== undefined && !atOnce) return;
    send();
    clearTimeout(timer);
    timer = setTimeout(() => {
      timer = undefined;
      if (untold) tell();
    }, pauseMs);
  };

  return {
    progress(next) {
      const isNewStage = next.stage !== progress.stage;
      progress = { ...next, percentage: Math.max(next.percentage, progress.percentage) };
      tell(isNewStage);
    },
    arrived(subtask) {
      subtasks = [...subtasks.filter((other) => other.index !== subtask.index), subtask];
      tell();
    },
    restart() {
      subtasks = [];
      tell();
    },
    async end() {
      clearTimeout(timer);
      if (untold) send();
      ended = true;
      await sending;
    },
  };
}
