import { runGeneration } from '../use-cases/generations/run-generation.ts';
import type { JobRun } from './define-job.ts';
import { untilOver } from './until-over.ts';

/** Runs the generation. */
export const handle = (
  { generationId }: { generationId: string },
  { container: { ports }, signal, isLastAttempt }: JobRun,
): Promise<void> => untilOver(() => runGeneration(ports, generationId, { signal, isLastAttempt }), signal);
