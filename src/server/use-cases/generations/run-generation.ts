import type { Ports } from '../../ports/index.ts';
import { runToEnd, type RunOptions } from '../runs/run-to-end.ts';
import { endRun } from './finish-run.ts';
import { orderTask } from './order-task.ts';
import { planTask } from './plan-task.ts';

/**
 * Runs a generation to its end, if no other worker has it: see `runToEnd`.
 * @throws what went wrong when another attempt makes sense, and RunStopped when this worker is to stop
 */
export const runGeneration = (ports: Ports, id: string, options: RunOptions): Promise<'over' | 'busy'> =>
  runToEnd(
    ports,
    id,
    {
      runs: ports.generations,
      work: (run, lease) => (run.kind === 'plan' ? planTask(ports, run, lease) : orderTask(ports, run, lease)),
      end: (run, end) => endRun(ports, run, end),
      claims: ({ fence }) => fence,
      failure: 'Something went wrong while planning. The task is as it was; please try again.',
    },
    options,
  );
