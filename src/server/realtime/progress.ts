import type { Ports } from '../ports/index.ts';
import type { GenerationRecord } from '../records/index.ts';
import { roomName } from './rooms.ts';
import type { RealtimeServer, RealtimeSocket } from './types.ts';

/** What was last told of a run, so that nothing is told twice. */
interface Told {
  progress: string;
  /** One per arrived subtask, in order of arrival. */
  subtasks: string[];
}

const mostRuns = 1000;
const isOver = ({ status }: GenerationRecord): boolean => status !== 'queued' && status !== 'running';

interface Sink {
  emit: RealtimeSocket['emit'];
}

/** Tells what is new about a run: subtasks first, then where it stands. */
function tell(sink: Sink, run: GenerationRecord, before: Told | undefined): Told {
  const ids = { taskId: run.taskId, generationId: run.id };
  const subtasks = run.subtasks.map((subtask) => JSON.stringify(subtask));
  run.subtasks.forEach((subtask, index) => {
    if (before?.subtasks[index] !== subtasks[index]) sink.emit('ai_subtask', { ...ids, subtask });
  });
  const progress = JSON.stringify(run.progress);
  if (before?.progress !== progress) sink.emit('ai_progress_update', { ...ids, progress: run.progress });
  return { progress, subtasks };
}

/** Relays the progress of generations to whoever follows the task's progress, as it happens. */
export async function relayProgress(
  { generations, log }: Pick<Ports, 'generations' | 'log'>,
  io: RealtimeServer,
): Promise<() => Promise<void>> {
  const told = new Map<string, Told>();
  return generations.watch((run) => {
    try {
      const room = roomName('ai_progress', run.taskId);
      const before = told.get(run.id);
      told.delete(run.id);
      const now = tell(io.to(room), run, before);
      if (!isOver(run)) told.set(run.id, now);
      const [oldest] = told.keys();
      if (told.size > mostRuns && oldest !== undefined) told.delete(oldest);
    } catch (error) {
      log.error({ error, generationId: run.id }, 'Progress could not be relayed');
    }
  });
}

/** Tells a socket that has just joined how the newest run of the task stands, if there is one. */
export async function tellLatestProgress(
  { generations }: Pick<Ports, 'generations'>,
  socket: RealtimeSocket,
  taskId: string,
): Promise<void> {
  const run = await generations.latest(taskId);
  if (run) tell(socket, run, undefined);
}
