import type { Generation } from '../../../lib/contracts/generation.ts';
import type { Ports } from '../../ports/index.ts';
import type { GenerationRecord, TaskRecord } from '../../records/index.ts';
import { presentProposal } from '../proposals/present-proposal.ts';
import { presentGeneration } from './present-generation.ts';
import { undoable } from './undo-of.ts';

/** A generation with what can be done about its result, as its task stands. */
export const presentResult = async (
  ports: Pick<Ports, 'generations' | 'companySettings' | 'clock'>,
  run: GenerationRecord,
  task: TaskRecord,
): Promise<Generation> =>
  presentGeneration(run, {
    proposal: await presentProposal(ports, run, task),
    undoable: (await undoable(ports, run, task)) !== null,
  });
