import { randomUUID } from 'node:crypto';
import type { Ports } from '../ports/index.ts';
import type { PipelineRecord } from '../records/index.ts';
import { announce } from '../use-cases/notifications/announce.ts';
import { allPipelines } from '../use-cases/pipelines/all-pipelines.ts';
import { dealsToTend } from '../use-cases/pipelines/deals-to-tend.ts';
import { followEvents } from '../use-cases/automations/follow-events.ts';
import { followDates } from '../use-cases/reminders/follow-dates.ts';
import { tendDeal } from '../jobs/tend-deal.ts';
import { jobOf } from '../jobs/registry.ts';
import type { Worker } from '../jobs/worker.ts';
import { startLoop } from './wakeable-loop.ts';

const lease = 'outbox-leader';
export const leaseMs = 10_000;
const renewMs = 3000;
/** How often a follower tries to become leader. */
const everyMs = 1000;
const batch = 200;
const consumer = 'jobs';

interface LeaderOptions {
  ports: Ports;
  worker: Pick<Worker, 'enqueue'>;
  /** Called when new events have their numbers. */
  onSequenced: () => void;
  /** Called when events have set automations off. */
  onRuns: () => void;
}

export interface Leader {
  isLeading(): boolean;
  wake(): void;
  stop(): Promise<void>;
}

/**
 * Takes part in the choice of the one process that numbers committed events and turns them into jobs and notifications. Its place in the
 * stream is kept, and a job is queued once however often its event is seen, so that a change of leader loses nothing
 * and does nothing twice.
 */
export function startLeader({ ports, worker, onSequenced, onRuns }: LeaderOptions): Leader {
  const { outbox, leases, clock, log } = ports;
  const holder = randomUUID();
  let heldSince: number | null = null;
  /** Undefined until it was read; null when there is none yet. */
  let position: number | null | undefined;

  /** Whether this process leads, its lease renewed when that is due. */
  const leads = async (): Promise<boolean> => {
    const now = performance.now();
    if (heldSince !== null && now - heldSince < renewMs) return true;
    const held = await leases.acquire(lease, holder, new Date(clock.now().getTime() + leaseMs));
    if (held && heldSince === null) log.info({}, 'This process leads the outbox');
    if (!held) position = undefined;
    heldSince = held ? now : null;
    return held;
  };
  const queueJobs = async (): Promise<void> => {
    if (position === undefined) position = await outbox.position(consumer);
    for (;;) {
      const from: number | null = position;
      const events = await outbox.after(from ?? 0, batch);
      for (const { id, event } of events) {
        const request = jobOf(event);
        if (request) await worker.enqueue(request, id);
      }
      let read: Promise<PipelineRecord[]> | undefined;
      const pipelines = () => (read ??= allPipelines(ports));
      for (const { eventId, dealId, depth } of await dealsToTend(ports, events, pipelines)) {
        await worker.enqueue({ job: tendDeal, data: { dealId, depth } }, `${eventId}:${dealId}`);
      }
      const to = events.at(-1)?.sequence;
      if (typeof to === 'number') {
        if (await followEvents(ports, events, pipelines)) onRuns();
        await followDates(ports, events);
        const step = { from, to };
        const told = await announce(ports, events, (tx) => outbox.movePosition(consumer, step, tx));
        if (!told) await outbox.savePosition(consumer, to);
        position = to;
      }
      if (events.length < batch || !(await leads())) return;
    }
  };
  const loop = startLoop({
    everyMs,
    onError: (error) => {
      heldSince = null;
      position = undefined;
      log.warn({ error }, 'The outbox could not be worked on');
    },
    run: async () => {
      if (!(await leads())) return;
      for (let numbered = batch; numbered === batch;) {
        numbered = await outbox.sequence(batch);
        if (numbered > 0) onSequenced();
        if (!(await leads())) return;
      }
      await queueJobs();
    },
  });
  return {
    isLeading: () => heldSince !== null,
    wake: () => loop.wake(),
    async stop() {
      await loop.stop();
      if (heldSince !== null) await leases.release(lease, holder).catch(() => undefined);
      heldSince = null;
    },
  };
}
