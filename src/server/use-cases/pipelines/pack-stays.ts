import type { Ports } from '../../ports/index.ts';
import { systemActor } from '../shared/system-actor.ts';

/** So many stays make a pack. */
const usualSize = 2000;

/** Packs a pipeline's stays that ended, as long as there are enough for a pack. Answers how many were packed. */
export async function packStays(
  ports: Pick<Ports, 'stageEntries' | 'ids' | 'commit'>,
  pipelineId: string,
  { signal, size = usualSize }: { signal: AbortSignal; size?: number },
): Promise<number> {
  for (let count = 0; ; count += size) {
    signal.throwIfAborted();
    const stays = await ports.stageEntries.unpacked(pipelineId, size);
    if (stays.length < size) return count;
    const packId = ports.ids.next();
    await ports.commit({
      actor: systemActor,
      events: [],
      write: (tx) => ports.stageEntries.pack(packId, stays, tx),
    });
  }
}
