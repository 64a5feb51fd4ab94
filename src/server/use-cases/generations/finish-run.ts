import type { Progress } from '../../../lib/contracts/generation.ts';
import type { Context, Ports } from '../../ports/index.ts';
import type { GenerationRecord, ProposalRecord, TaskRecord } from '../../records/index.ts';
import { stamp } from '../shared/merge-patch.ts';
import { retryStale } from '../shared/retry-stale.ts';
import { systemActor } from '../shared/system-actor.ts';
import type { Edit } from '../tasks/edit-task.ts';
import { findTask } from '../tasks/find-task.ts';
import { saveTask } from '../tasks/save-task.ts';
import type { RunLease } from '../runs/run-lease.ts';
import type { UnhappyEnd } from '../runs/run-to-end.ts';

type End = Parameters<Ports['generations']['finish']>[2];

interface EndOptions {
  run: GenerationRecord;
  lease: RunLease;
  generatedBy: string | null;
  message: string;
}

interface SaveOptions extends EndOptions {
  /** The task with its new plan; called again with the newest task when someone changed it meanwhile. */
  decide: (task: TaskRecord, now: Date) => Edit;
}

/** Saves what a run made and ends the run in one commit; whoever holds an older fence saves nothing. */
export async function completeRun(ports: Ports, options: SaveOptions): Promise<void> {
  const { run, lease, generatedBy, message, decide } = options;
  const context: Context = { ports, actor: systemActor };
  await retryStale(async () => {
    await lease.confirm();
    const before = await findTask(ports, run.taskId);
    const now = ports.clock.now();
    const { after, changed } = decide(before, now);
    await saveTask(context, {
      before,
      after: stamp(after, changed, now),
      changed,
      write: (tx) => ports.generations.finish(run.id, run.fence, happyEnd({ generatedBy, message }, now), tx),
    });
  });
}

/** Ends a run whose plan waits to be taken: the task stays as it is. */
export async function completeWithProposal(
  ports: Ports,
  { run, lease, proposal, ...told }: EndOptions & { proposal: ProposalRecord },
): Promise<void> {
  await lease.confirm();
  const end = { ...happyEnd(told, ports.clock.now()), proposal };
  await ports.commit({
    actor: systemActor,
    events: [],
    write: (tx) => ports.generations.finish(run.id, run.fence, end, tx),
  });
}

const happyEnd = ({ generatedBy, message }: Pick<EndOptions, 'generatedBy' | 'message'>, finishedAt: Date): End => ({
  status: 'complete',
  progress: { stage: 'complete', percentage: 100, message, estimatedTimeRemaining: 0 },
  generatedBy,
  error: null,
  finishedAt,
});

/** Ends a run that makes nothing: the task stays as it is. */
export async function endRun(ports: Ports, { id, fence }: GenerationRecord, end: UnhappyEnd): Promise<void> {
  const failed = end.status === 'failed';
  const current = await ports.generations.find(id);
  const last: Progress = {
    stage: end.status,
    percentage: current?.progress.percentage ?? 0,
    message: failed ? end.error.message : 'Cancelled. The task is as it was.',
    estimatedTimeRemaining: null,
  };
  const record: End = {
    status: end.status,
    progress: last,
    generatedBy: null,
    error: failed ? end.error : null,
    finishedAt: ports.clock.now(),
  };
  await ports.commit({
    actor: systemActor,
    events: [],
    write: (tx) => ports.generations.finish(id, fence, record, tx),
  });
}
