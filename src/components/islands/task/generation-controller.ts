import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { api } from '../../../lib/client/api.ts';
import * as socket from '../../../lib/client/socket.ts';
import { toast, toastFailure } from '../../../lib/client/toasts.ts';
import type { ArrivingSubtask, Generation, ModelChoice } from '../../../lib/contracts/generation.ts';

const over = (generation: Generation) => ['complete', 'failed', 'cancelled'].includes(generation.status);

/**
 * The run that makes a task's plan, as it happens: by socket, and by asking while there is none.
 * `onEnd` is called once when it is over, with how it ended.
 */
export class GenerationController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #onEnd: (generation: Generation) => void;
  #stops: (() => void)[] = [];
  #poll: ReturnType<typeof setInterval> | undefined;
  #live = false;
  #asked = '';
  current: Generation | null = null;
  /** It came to its end while this page was open. */
  endedHere = false;

  constructor(host: ReactiveControllerHost, onEnd: (generation: Generation) => void) {
    this.#host = host;
    this.#onEnd = onEnd;
    host.addController(this);
  }

  get running(): boolean {
    return this.current !== null && !over(this.current);
  }

  /** Whether the run was asked for here. */
  isMine({ id }: Generation): boolean {
    return id === this.#asked;
  }

  /** The steps seen so far, while they are not yet the plan. */
  get arriving(): readonly ArrivingSubtask[] {
    return this.running ? (this.current?.subtasks ?? []) : [];
  }

  hostConnected() {
    if (typeof document === 'undefined') return;
    this.#stops = [
      socket.onState((state) => (this.#live = state === 'live')),
      socket.on('ai_progress_update', ({ taskId, generationId, progress }) => {
        if (taskId !== this.#taskId) return;
        if (generationId !== this.current?.id) void this.#read(generationId);
        else if (!this.running) this.refreshOpen();
        else this.#merge({ ...this.current, status: statusOf(progress.stage), progress });
      }),
      socket.on('ai_subtask', ({ generationId, subtask }) => {
        if (this.current?.id !== generationId || !this.running) return;
        const others = this.current.subtasks.filter((other) => other.index !== subtask.index);
        const subtasks = [...others, subtask].sort((a, b) => a.index - b.index);
        this.#merge({ ...this.current, subtasks });
      }),
      socket.onResync(() => void this.#read(this.current?.id)),
    ];
  }

  hostDisconnected() {
    for (const stop of this.#stops) stop();
    clearInterval(this.#poll);
  }

  #taskId = '';
  /** Follows a task's runs, beginning with the one the page was served with. */
  watch(taskId: string, generation: Generation | null): void {
    this.#taskId = taskId;
    this.current = generation;
    if (typeof document === 'undefined') return;
    this.#stops.push(socket.follow({ kind: 'ai_progress', id: taskId }));
    if (this.running) this.#askWhileNotLive();
  }

  async start(body: {
    model?: ModelChoice;
    instructions?: string;
    replaceEdits?: boolean;
    propose?: boolean;
  }): Promise<boolean> {
    return this.#request(`/tasks/${this.#taskId}/generate-subtasks`, body, 'The plan was not started');
  }

  async optimise(): Promise<boolean> {
    return this.#request(`/tasks/${this.#taskId}/optimize-schedule`, {}, 'The schedule was not optimised');
  }

  async cancel(): Promise<void> {
    try {
      await api.delete(`/tasks/${this.#taskId}/generation`);
      if (this.current && this.running) {
        this.#merge({ ...this.current, progress: { ...this.current.progress, message: 'Stopping…' } });
      }
      this.#askWhileNotLive();
    } catch (error) {
      toastFailure('Not cancelled', error);
    }
  }

  /** Reads the run anew: what it proposes depends on the plan as it is. */
  async refresh(): Promise<void> {
    await this.#read(this.current?.id);
  }

  /** As `refresh`, while there is something to decide about. */
  refreshOpen(): void {
    if (this.current?.proposal?.state === 'open') void this.refresh();
  }

  async #request(path: string, body: object, failure: string): Promise<boolean> {
    try {
      const { generation } = await api.post<{ generation: Generation }>(path, body);
      this.#asked = generation.id;
      this.#merge(generation);
      this.#askWhileNotLive();
      return true;
    } catch (error) {
      toastFailure(failure, error);
      return false;
    }
  }

  async #read(id: string | undefined): Promise<void> {
    if (!id) return;
    try {
      this.#merge((await api.get<{ generation: Generation }>(`/generations/${id}`)).generation);
    } catch {
      // The socket, or the next question, will tell; the plan itself arrives with the task.
    }
  }

  #merge(next: Generation) {
    // A run that is over stays over: what was asked or sent before may arrive after its end.
    if (this.current?.id === next.id && over(this.current) && !over(next)) return;
    const ended = over(next) && (this.current?.id !== next.id || this.running);
    this.endedHere = ended || (this.endedHere && over(next));
    this.current = next;
    this.#host.requestUpdate();
    if (!ended) return;
    clearInterval(this.#poll);
    if (next.status === 'cancelled') toast({ message: 'Planning was cancelled. Nothing was changed.' });
    this.#onEnd(next);
  }

  /** Once a second while the socket is away; a last look every five seconds in any case. */
  #askWhileNotLive() {
    clearInterval(this.#poll);
    let seconds = 0;
    this.#poll = setInterval(() => {
      seconds += 1;
      if (!this.running) clearInterval(this.#poll);
      else if (!this.#live || seconds % 5 === 0) void this.#read(this.current?.id);
    }, 1000);
  }
}

const statusOf = (stage: Generation['progress']['stage']): Generation['status'] =>
  stage === 'complete' || stage === 'failed' || stage === 'cancelled' ? stage : 'running';
