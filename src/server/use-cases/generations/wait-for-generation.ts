import type { Generation } from '../../../lib/contracts/generation.ts';
import type { Context } from '../../ports/index.ts';
import { waitForEnd, type WaitOptions } from '../runs/wait-for-end.ts';
import { getGeneration } from './get-generation.ts';

/**
 * Waits for the end of a generation and answers how it stands then, finished or not.
 * @throws ProblemError `forbidden` or `not_found`
 */
export const waitForGeneration = (context: Context, id: string, options: WaitOptions): Promise<Generation> =>
  waitForEnd(() => getGeneration(context, id), options);
