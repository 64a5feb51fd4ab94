import { defaultPipelines } from '../../../lib/domain/pipelines/defaults.ts';
import { DuplicateKeyError, type Ports } from '../../ports/index.ts';
import { systemActor } from '../shared/system-actor.ts';
import { newPipeline } from './new-pipeline.ts';

/**
 * Makes the pipelines a company begins with, once for each database, however many processes start at once and whatever
 * becomes of the pipelines afterwards.
 */
export async function makeDefaultPipelines(
  ports: Pick<Ports, 'clock' | 'ids' | 'commit' | 'pipelines'>,
): Promise<void> {
  if (await ports.pipelines.defaultsMade()) return;
  const records = defaultPipelines.map((pipeline, order) =>
    newPipeline(ports, { ...pipeline, order, createdBy: null }),
  );
  try {
    await ports.commit({
      actor: systemActor,
      events: [],
      async write(tx) {
        await ports.pipelines.noteDefaults(tx);
        for (const record of records) await ports.pipelines.insert(record, tx);
      },
    });
  } catch (error) {
    if (!(error instanceof DuplicateKeyError)) throw error;
  }
}
