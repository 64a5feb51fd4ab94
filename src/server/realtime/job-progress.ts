import type { Ports } from '../ports/index.ts';
import { presentJob } from '../use-cases/batches/present-job.ts';
import { roomName } from './rooms.ts';
import type { RealtimeServer } from './types.ts';

/** Tells whoever asked for a job how far it has come, as it happens. */
export const relayJobs = ({ batchJobs }: Pick<Ports, 'batchJobs'>, io: RealtimeServer): Promise<() => Promise<void>> =>
  batchJobs.watch((record) => {
    io.to(roomName('user', record.requestedBy)).emit('job_update', { job: presentJob(record) });
  });
