import type { Generation } from '../../../lib/contracts/generation.ts';
import { ProblemError } from '../../../lib/domain/errors.ts';
import { DuplicateKeyError, type Context } from '../../ports/index.ts';
import { newGeneration, requestedEvent } from './new-generation.ts';
import { presentGeneration } from './present-generation.ts';

type Wish = Omit<Parameters<typeof newGeneration>[1], 'actor'>;

/**
 * Queues a run for a task that exists; a worker takes it up as soon as it is committed.
 * @throws ProblemError `conflict` while another run for the task is queued or under way, `rate_limited`
 */
export async function queueGeneration({ ports, actor }: Context, wish: Wish): Promise<Generation> {
  if (await ports.generations.active(wish.taskId)) throw busy();
  const run = newGeneration(ports, { ...wish, actor });
  if (run.requestedBy !== null) await ports.rateLimits.consume('generate', run.requestedBy);
  try {
    await ports.commit({
      actor,
      events: [requestedEvent(run)],
      write: (tx) => ports.generations.insert(run, tx),
    });
  } catch (error) {
    if (error instanceof DuplicateKeyError) throw busy(error);
    throw error;
  }
  return presentGeneration(run);
}

const busy = (cause?: unknown): ProblemError =>
  new ProblemError('conflict', 'A plan for this task is being made right now. Wait until it is done, or cancel it.', {
    cause,
  });
