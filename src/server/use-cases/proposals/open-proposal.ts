import { notFound, ProblemError } from '../../../lib/domain/errors.ts';
import type { Ports } from '../../ports/index.ts';
import type { GenerationRecord, ProposalRecord } from '../../records/index.ts';
import { findTask } from '../tasks/find-task.ts';
import { isSuperseded } from './present-proposal.ts';

export type ProposingRun = GenerationRecord & { proposal: ProposalRecord };

/**
 * The run of a task whose proposal can still be taken or discarded.
 * @throws ProblemError `not_found`, or `conflict` when it was settled already or a newer run began
 */
export async function openProposal(
  ports: Pick<Ports, 'tasks' | 'generations'>,
  taskId: string,
  generationId: string,
): Promise<ProposingRun> {
  const task = await findTask(ports, taskId);
  const run = await ports.generations.find(generationId);
  if (run?.taskId !== task.id || !isProposing(run)) throw notFound('proposal');
  if (run.proposal.state !== 'open') throw new ProblemError('conflict', settled[run.proposal.state]);
  if (await isSuperseded(ports, run)) {
    throw new ProblemError('conflict', 'A newer plan was asked for since, so this proposal is out of date.');
  }
  return run;
}

const isProposing = (run: GenerationRecord): run is ProposingRun => run.proposal !== null;

const settled = {
  applied: 'Changes of this proposal were taken already. Ask for another plan to change more.',
  discarded: 'This proposal was discarded already. Ask for another plan.',
};
