import type { Job } from '../../../lib/contracts/job.ts';
import type { Context } from '../../ports/index.ts';
import { collectChanges } from '../batches/collect-changes.ts';
import { queueBatch } from '../batches/queue-batch.ts';
import { findImport } from './find-import.ts';
import { resumeImport } from './resume-import.ts';
import { whileDraft } from './update-import.ts';

/** Reports and failed rows are kept as long as jobs are. */
const keptMs = 30 * 24 * 60 * 60 * 1000;

/**
 * Runs an import in the background, once; one that was cancelled or failed goes on where it stopped.
 * @throws ProblemError `forbidden`, `not_found`, or `conflict` when it was run already
 */
export async function startImport(context: Context, id: string): Promise<Job> {
  const record = await findImport(context, id);
  return record.draft ? start(context, id) : resumeImport(context, record);
}

async function start(context: Context, id: string): Promise<Job> {
  const { ports, actor } = context;
  const expiresAt = new Date(ports.clock.now().getTime() + keptMs);
  const collected = collectChanges(ports);
  const job = await queueBatch(
    { ...context, ports: collected.ports },
    { id, kind: 'import_customers', input: {}, total: null },
  );
  await whileDraft(() =>
    ports.commit({
      actor,
      events: collected.events,
      async write(tx) {
        await ports.imports.update(id, { draft: false, expiresAt }, { whileDraft: true }, tx);
        await collected.write(tx);
      },
    }),
  );
  return job;
}
