import { ProblemError } from '../../../lib/domain/errors.ts';
import { StaleRecordError, type Context, type Ports } from '../../ports/index.ts';
import type { BatchJobRecord } from '../../records/index.ts';
import { quietly } from '../automations/quietly.ts';
import { findAsker } from '../auth/find-asker.ts';
import type { RunLease } from '../runs/run-lease.ts';
import { runToEnd, type RunOptions } from '../runs/run-to-end.ts';
import { portsFor } from '../shared/own-records.ts';
import { retryStale } from '../shared/retry-stale.ts';
import { systemActor } from '../shared/system-actor.ts';
import { collectChanges } from './collect-changes.ts';
import type { BatchRun, BatchStep } from './define-batch.ts';
import { batchKinds } from './kinds.ts';

type End = Parameters<Ports['batchJobs']['finish']>[2];

/**
 * Runs a job from where it is to its end, if no other worker has it: see `runToEnd`. It acts for the member who asked,
 * with the rights they, and the key they asked with, have now.
 * @throws what went wrong when another attempt makes sense, and RunStopped when this worker is to stop
 */
export const runBatch = (ports: Ports, id: string, options: RunOptions): Promise<'over' | 'busy'> =>
  runToEnd(
    ports,
    id,
    {
      runs: ports.batchJobs,
      work: (job, lease) => work(ports, job, lease),
      end: (job, end) => finish(ports, job, { error: null, ...end, finishedAt: ports.clock.now() }),
      claims: ({ fence, movedBy }) => fence - movedBy,
      failure: 'Something went wrong on the way. What was done until then stays; you can undo it.',
    },
    options,
  );

async function work(ports: Ports, job: BatchJobRecord, lease: RunLease): Promise<void> {
  const { input: schema, load } = batchKinds[job.kind];
  const handler = await load();
  const actor = await whoAsked(ports, job);
  const own = portsFor(ports, actor);
  const context: Context = { ports: setsOff(job) ? own : quietly(own), actor, batchId: job.id };
  await handler.handle({
    job,
    input: schema.parse(job.input),
    context,
    signal: lease.signal,
    chunk: (decide) => takeChunk(context, { job, lease }, decide),
    alone: (step, act) => actAlone(context, { job, lease }, step, act),
  });
  await lease.confirm();
  await finish(ports, job, { status: 'complete', error: null, finishedAt: ports.clock.now() });
}

/** Changes of many records set automations off only when whoever asked for them wanted that. */
const setsOff = ({ input }: BatchJobRecord): boolean =>
  typeof input === 'object' && input !== null && 'runAutomations' in input && input.runAutomations === true;

async function whoAsked(ports: Ports, job: BatchJobRecord): Promise<Context['actor']> {
  const asker = await findAsker(ports, job);
  if (asker) return asker;
  const gone =
    job.keyId === null ? 'Whoever asked for this is no longer a member.' : 'Its API key is no longer active.';
  throw new ProblemError('forbidden', gone);
}

interface Held {
  job: BatchJobRecord;
  lease: RunLease;
}

const takeChunk = (
  { ports, ...asker }: Context,
  { job, lease }: Held,
  decide: Parameters<BatchRun<unknown>['chunk']>[0],
): Promise<BatchStep> =>
  retryStale(async () => {
    lease.signal.throwIfAborted();
    const collected = collectChanges(ports);
    const step = await decide({ ...asker, ports: collected.ports });
    try {
      await ports.commit({
        actor: asker.actor,
        events: collected.events,
        audit: collected.audit,
        batchId: job.id,
        async write(tx) {
          await ports.batchJobs.advance(job.id, job.fence, step, tx);
          await collected.write(tx, step.write);
        },
      });
    } catch (error) {
      // Either a record changed meanwhile, or another worker has the job: then this ends here.
      if (error instanceof StaleRecordError) await lease.confirm();
      throw error;
    }
    return step;
  });

async function actAlone(
  { ports, ...asker }: Context,
  { job, lease }: Held,
  step: BatchStep,
  act: Parameters<BatchRun<unknown>['alone']>[1],
): Promise<boolean> {
  await lease.confirm();
  let taken = false;
  const commit: Ports['commit'] = async ({ write, ...change }) => {
    await ports.commit({
      ...change,
      async write(tx) {
        await write(tx);
        if (!taken) await ports.batchJobs.advance(job.id, job.fence, step, tx);
      },
    });
    taken = true;
  };
  await act({ ...asker, ports: { ...ports, commit } });
  return taken;
}

async function finish(ports: Ports, { id, kind, fence, requestedBy }: BatchJobRecord, end: End): Promise<void> {
  const refused = (await ports.batchJobs.find(id))?.result?.refused ?? 0;
  const { status, error } = end;
  await ports.commit({
    actor: systemActor,
    events: [{ type: 'batch.finished', jobId: id, kind, requestedBy, status, refused, error: error?.message ?? null }],
    write: (tx) => ports.batchJobs.finish(id, fence, end, tx),
  });
}
