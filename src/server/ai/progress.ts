import type { Progress } from '../../lib/contracts/generation.ts';

/** The share of a generation that a model's work makes up; what follows (checking, dating, saving) is the caller's. */
const SPAN = { asked: 4, thinking: 8, first: 10, last: 85 } as const;

/**
 * Progress from what has really arrived. The percentage never falls, also when another model starts over; reports come
 * at most every `everyMs`, a new step at once.
 */
export function createProgress(options: { report: (progress: Progress) => void; everyMs: number; now: () => number }) {
  let percentage = 0;
  let last = '';
  let reportedAt = -Infinity;
  let firstTextAt: number | null = null;

  function report(
    stage: Progress['stage'],
    reached: number,
    message: string,
    secondsLeft: number | null,
    force: boolean,
  ) {
    percentage = Math.max(percentage, Math.min(SPAN.last, Math.round(reached)));
    const progress: Progress = { stage, percentage, message, estimatedTimeRemaining: secondsLeft };
    const key = JSON.stringify(progress);
    if (key === last || (!force && options.now() - reportedAt < options.everyMs)) return;
    last = key;
    reportedAt = options.now();
    options.report(progress);
  }

  return {
    /** A request goes out. */
    asking(message: string): void {
      firstTextAt = null;
      report('analyzing', SPAN.asked, message, null, true);
    },
    thinking(): void {
      report('analyzing', SPAN.thinking, 'Thinking the goal through', null, false);
    },
    /** Text has arrived: `characters` of a plan that usually has `usual`; `step` is the newest complete one. */
    arrived(characters: number, usual: number, step: { number: number; title: string; isNew: boolean } | null): void {
      const now = options.now();
      firstTextAt ??= now;
      const expected = Math.max(usual, characters * 1.1);
      const rate = characters / Math.max(1, now - firstTextAt);
      const left = now === firstTextAt ? null : Math.ceil((expected - characters) / rate / 1000);
      const message = step ? `Step ${step.number}: ${step.title}` : 'Writing the first step';
      const reached = SPAN.first + (SPAN.last - SPAN.first) * (characters / expected);
      report('generating', reached, message, left, step?.isNew ?? false);
    },
    /** The answer is complete and usable. */
    done(steps: number): void {
      report('generating', SPAN.last, `${steps} steps written`, 1, true);
    },
  };
}
export type ProgressReporter = ReturnType<typeof createProgress>;
